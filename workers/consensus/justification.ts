import type { Signed } from '../crypto/keys.ts';
import type { PrepareBody, RoundChange, RoundChangeBody, Proposal } from './qbft-messages.ts';
import type { Validators } from './validators.ts';

/**
 * Algorithm 4 of Moniz 2020, as predicates over evidence that is signed and so convinces anyone:
 * why a leader may propose what it proposes after a round has failed. This is what makes a value
 * that may have been decided survive every later round.
 */

/** `predicate JustifyRoundChange(Qrc)`, 4:1, for messages that all carry `round`. */
export function justifyRoundChange(
  validators: Validators,
  height: number,
  round: number,
  roundChanges: readonly Signed<RoundChangeBody>[],
  prepares: readonly Signed<PrepareBody>[],
): boolean {
  if (!isRoundChangeQuorum(validators, height, round, roundChanges)) return false;
  const highest = highestPrepared(roundChanges);
  if (highest === null) return true;
  return isPrepareQuorum(validators, height, highest.round, highest.digest, prepares);
}

/** `predicate JustifyPrePrepare`, 4:3: round 0 needs no reason; a later one needs a quorum's. */
export function justifyProposal(validators: Validators, message: Proposal): boolean {
  const { height, round, digest } = message.signed.body;
  if (round === 0) return true;
  const { roundChanges, prepares } = message;
  if (!justifyRoundChange(validators, height, round, roundChanges, prepares)) return false;
  const highest = highestPrepared(roundChanges);
  return highest === null || highest.digest === digest;
}

/** `function HighestPrepared(Qrc)`, 4:5; null when nobody has prepared anything. */
export function highestPrepared(
  roundChanges: readonly Signed<RoundChangeBody>[],
): { readonly round: number; readonly digest: string } | null {
  let highest: { round: number; digest: string } | null = null;
  for (const { body } of roundChanges) {
    if (body.preparedRound === null || body.preparedDigest === null) continue;
    if (highest === null || body.preparedRound > highest.round) {
      highest = { round: body.preparedRound, digest: body.preparedDigest };
    }
  }
  return highest;
}

/**
 * A ROUND-CHANGE is valid when what it says it prepared is shown: the payload, and a quorum of
 * PREPAREs for it (EEA QBFT specification, `validRoundChange`; explicit justification).
 */
export function isValidRoundChange(validators: Validators, message: RoundChange): boolean {
  const { body } = message.signed;
  if (!isWellFormed(body)) return false;
  if (body.preparedRound === null || body.preparedDigest === null) return true;
  if (message.preparedPayload?.digest !== body.preparedDigest) return false;
  return isPrepareQuorum(
    validators, body.height, body.preparedRound, body.preparedDigest, message.prepares);
}

/** A round can only have been prepared before the one it is left for; both parts or neither. */
function isWellFormed(body: RoundChangeBody): boolean {
  if (body.round < 1) return false;
  if (body.preparedRound === null) return body.preparedDigest === null;
  if (body.preparedDigest === null) return false;
  return body.preparedRound >= 0 && body.preparedRound < body.round;
}

function isRoundChangeQuorum(
  validators: Validators, height: number, round: number,
  roundChanges: readonly Signed<RoundChangeBody>[],
): boolean {
  return countAuthors(validators, roundChanges, (body) =>
    body.kind === 'round-change' && body.height === height && body.round === round
      && isWellFormed(body)) >= validators.quorum;
}

function isPrepareQuorum(
  validators: Validators, height: number, round: number, digest: string,
  prepares: readonly Signed<PrepareBody>[],
): boolean {
  return countAuthors(validators, prepares, (body) =>
    body.kind === 'prepare' && body.height === height && body.round === round
      && body.digest === digest) >= validators.quorum;
}

/** Distinct authors, or -1 if any statement is forged, repeated or about something else. */
function countAuthors<B>(
  validators: Validators, statements: readonly Signed<B>[], isRelevant: (body: B) => boolean,
): number {
  const seen = new Uint8Array(validators.members);
  for (const statement of statements) {
    if (!isRelevant(statement.body)) return -1;
    const author = validators.authorOf(statement);
    if (author < 0 || seen[author] === 1) return -1;
    seen[author] = 1;
  }
  return statements.length;
}
