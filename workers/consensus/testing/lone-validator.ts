import type { Signed } from '../../crypto/keys.ts';
import type { Payload } from '../protocol.ts';
import { qbft } from '../qbft.ts';
import type { Prepared } from '../ballots.ts';
import { Ballots } from '../ballots.ts';
import type { Commit, Prepare, PrepareBody, Proposal, QbftMessage, RoundChange, RoundChangeBody }
  from '../qbft-messages.ts';
import type { PersistedQbft } from '../qbft-persisted.ts';
import { LoneSeat } from './lone-seat.ts';

/**
 * A validator of QBFT alone on a bench, with what its peers might say. For the tests that follow
 * the paper line by line.
 */
export class LoneValidator extends LoneSeat<QbftMessage> {
  constructor(options: {
    self: number; members?: number; emptyBlocks?: boolean; restored?: unknown;
  }) {
    super({ ...options,
      create: (seat) => qbft({ ...seat, restored: seat.restored as PersistedQbft | null },
        seat.application, seat.effects) });
  }

  proposalOf(
    author: number, round: number, payload: Payload,
    roundChanges: readonly Signed<RoundChangeBody>[] = [],
    prepares: readonly Signed<PrepareBody>[] = [], height = 1,
  ): Proposal {
    return this.mint(author).broadcastProposal(height, round, payload, roundChanges, prepares);
  }

  prepareOf(author: number, round: number, payload: Payload, height = 1): Prepare {
    return this.mint(author).broadcastPrepare(height, round, payload.digest);
  }

  commitOf(author: number, round: number, payload: Payload, height = 1): Commit {
    return this.mint(author).broadcastCommit(height, round, payload.digest);
  }

  roundChangeOf(
    author: number, round: number, prepared: Prepared | null = null, height = 1,
  ): RoundChange {
    return this.mint(author).broadcastRoundChange(height, round, prepared);
  }

  /** The proof that a quorum of `authors` prepared a payload in a round. */
  preparedBy(
    authors: readonly number[], round: number, payload: Payload, height = 1,
  ): Prepared {
    const prepares = authors.map((author) =>
      this.prepareOf(author, round, payload, height).signed);
    return { round, payload, prepares };
  }

  private mint(author: number): Ballots {
    const silent = { ...NO_EFFECTS };
    return new Ballots(this.keyrings[author]!, silent);
  }
}

const NO_EFFECTS = {
  send: () => undefined,
  broadcast: () => undefined,
  setTimer: () => undefined,
  cancelTimer: () => undefined,
  decide: () => undefined,
  revert: () => undefined,
  persist: () => undefined,
  record: () => undefined,
  count: () => undefined,
};
