import type { Signed } from '../crypto/keys.ts';
import { isSealed } from './seals.ts';
import type { PrevoteBody, ProposalBody, TendermintDecision } from './tendermint-messages.ts';
import type { Validators } from './validators.ts';

/** Whether these are 2f + 1 PREVOTEs for the value of a proposal in its valid round. */
export function isPolka(
  validators: Validators, proposal: ProposalBody, prevotes: readonly Signed<PrevoteBody>[],
): boolean {
  const { height, validRound, digest } = proposal;
  const seen = new Uint8Array(validators.members);
  for (const vote of prevotes) {
    const { body } = vote;
    if (body.kind !== 'prevote' || body.height !== height || body.round !== validRound) return false;
    const author = validators.authorOf(vote);
    if (body.digest !== digest || author < 0 || seen[author] === 1) return false;
    seen[author] = 1;
  }
  return prevotes.length >= validators.quorum;
}

/** Whether 2f + 1 PRECOMMITs of one round stand behind the block. */
export function isCertified(validators: Validators, decision: TendermintDecision): boolean {
  const { height, payload: { digest }, certificate: { round } } = decision;
  return isSealed(validators, decision, (body) => body.kind === 'precommit'
    && body.height === height && body.round === round && body.digest === digest);
}
