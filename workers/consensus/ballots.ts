import type { Signed } from '../crypto/keys.ts';
import type { Effects, Payload } from './protocol.ts';
import { commit, prepare, proposal, roundChange } from './qbft-messages.ts';
import type { Commit, CommitBody, Prepare, PrepareBody, Proposal, ProposalBody, QbftMessage,
  RoundChange, RoundChangeBody } from './qbft-messages.ts';
import type { SigningKey } from './validators.ts';

/** What a validator locked in a round, with the quorum of PREPAREs that proves it. */
export interface Prepared {
  readonly round: number;
  readonly payload: Payload;
  readonly prepares: readonly Signed<PrepareBody>[];
}

/**
 * Everything one validator says in its own name: signed, and broadcast to all others. Each
 * function is a "broadcast ⟨…⟩" of Moniz 2020 and returns the message, since we hear it too.
 */
export class Ballots {
  private readonly keyring: SigningKey;
  private readonly effects: Effects<QbftMessage>;

  constructor(keyring: SigningKey, effects: Effects<QbftMessage>) {
    this.keyring = keyring;
    this.effects = effects;
  }

  broadcastProposal(
    height: number,
    round: number,
    payload: Payload,
    roundChanges: readonly Signed<RoundChangeBody>[],
    prepares: readonly Signed<PrepareBody>[],
  ): Proposal {
    const { digest } = payload;
    const signed = this.keyring.sign<ProposalBody>({ kind: 'proposal', height, round, digest });
    const message = proposal(signed, payload, roundChanges, prepares);
    this.effects.broadcast(message);
    return message;
  }

  broadcastPrepare(height: number, round: number, digest: string): Prepare {
    const message = prepare(
      this.keyring.sign<PrepareBody>({ kind: 'prepare', height, round, digest }));
    this.effects.broadcast(message);
    return message;
  }

  broadcastCommit(height: number, round: number, digest: string): Commit {
    const message = commit(
      this.keyring.sign<CommitBody>({ kind: 'commit', height, round, digest }));
    this.effects.broadcast(message);
    return message;
  }

  broadcastRoundChange(height: number, round: number, prepared: Prepared | null): RoundChange {
    const signed = this.keyring.sign<RoundChangeBody>({
      kind: 'round-change',
      height,
      round,
      preparedRound: prepared === null ? null : prepared.round,
      preparedDigest: prepared === null ? null : prepared.payload.digest,
    });
    const message = prepared === null
      ? roundChange(signed, null, [])
      : roundChange(signed, prepared.payload, prepared.prepares);
    this.effects.broadcast(message);
    return message;
  }
}
