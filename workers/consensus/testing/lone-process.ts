import type { Signed } from '../../crypto/keys.ts';
import type { Payload } from '../protocol.ts';
import { NIL, precommit, prevote, proposal } from '../tendermint-messages.ts';
import type { Precommit, PrecommitBody, Prevote, PrevoteBody, Proposal, ProposalBody,
  TendermintMessage } from '../tendermint-messages.ts';
import { LoneSeat } from './lone-seat.ts';
import { createTendermint } from './tendermint-network.ts';

/**
 * A process of Tendermint alone on a bench: 0 of four, unless said, at height 1, whose proposer in
 * round r is process 1 + r.
 */
export class LoneProcess extends LoneSeat<TendermintMessage> {
  constructor(options: { self?: number; restored?: unknown } = {}) {
    super({ self: options.self ?? 0, restored: options.restored ?? null, create: createTendermint });
  }

  proposalOf(
    round: number, payload: Payload, validRound = -1, prevotes: readonly Signed<PrevoteBody>[] = [],
    author = (1 + round) % 4,
  ): Proposal {
    return proposal(this.keyrings[author]!.sign<ProposalBody>(
      { kind: 'proposal', height: 1, round, digest: payload.digest, validRound }), payload, prevotes);
  }

  prevoteOf(author: number, round: number, digest: string): Prevote {
    return prevote(this.keyrings[author]!.sign<PrevoteBody>(
      { kind: 'prevote', height: 1, round, digest }));
  }

  precommitOf(author: number, round: number, digest: string): Precommit {
    return precommit(this.keyrings[author]!.sign<PrecommitBody>(
      { kind: 'precommit', height: 1, round, digest }));
  }

  hearPrevotes(round: number, digest: string, authors: readonly number[] = [1, 2]): void {
    for (const author of authors) this.hear(author, this.prevoteOf(author, round, digest));
  }

  hearPrecommits(round: number, digest: string, authors: readonly number[] = [1, 2, 3]): void {
    for (const author of authors) this.hear(author, this.precommitOf(author, round, digest));
  }

  last(kind: 'prevote' | 'precommit'): unknown {
    return this.said(kind).at(-1)?.signed.body;
  }

  /** Rounds are left by line 65, on PRECOMMITs for nil. */
  leaveRound(round: number): void {
    this.hearPrecommits(round, NIL);
    this.fire('precommit');
  }
}
