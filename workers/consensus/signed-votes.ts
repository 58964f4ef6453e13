import type { Signed } from '../crypto/keys.ts';
import type { ReadBallot } from './entry.ts';
import type { Wire } from './protocol.ts';

interface VoteOnWire extends Wire {
  readonly signed: Signed<{ readonly digest: string }>;
}

/** How votes of these kinds are read: signed for a digest, one for each occasion. */
export function signedVotes(...kinds: readonly string[]): ReadBallot {
  return (message) => {
    if (!kinds.includes(message.kind)) return null;
    const vote = message as VoteOnWire;
    const { body } = vote.signed;
    return {
      slot: vote.occasion,
      digest: body.digest,
      again: (digest, key) => ({ ...vote, signed: key.sign({ ...body, digest }) }),
    };
  };
}
