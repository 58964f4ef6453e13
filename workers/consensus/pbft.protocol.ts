import type { ProtocolEntry } from './entry.ts';
import { pbft } from './pbft.ts';
import type { PersistedPbft } from './pbft-persisted.ts';
import { faultsTolerated, quorumOf } from './quorum.ts';
import { signedVotes } from './signed-votes.ts';

export const protocol: ProtocolEntry = {
  name: 'pbft',
  guarantees: () => ({
    faults: 'byzantine',
    safeWith: faultsTolerated,
    liveWith: faultsTolerated,
    signersMin: quorumOf,
    model: 'One order of blocks while at most f of n ≥ 3f + 1 lie, however slow the network; every '
      + 'transaction that f + 1 honest replicas have is decided once delays stop growing faster '
      + 'than the timeouts (Castro and Liskov 1999, sections 3 and 4.5).',
  }),
  readBallot: signedVotes('prepare', 'commit'),
  assemble: ({ names, registry, idle, settings }) => (seat) => pbft({
    self: seat.self, members: names.length, names, keyring: seat.keyring, registry, idle,
    blockIntervalMicros: settings.micros('consensus.blockIntervalSeconds'),
    requestTimeoutMicros: settings.micros('consensus.requestTimeoutSeconds'),
    checkpointBlocks: settings.number('consensus.checkpointPeriodBlocks'),
    emptyBlocks: settings.flag('consensus.emptyBlocks'),
    // Without its disk it may contradict what it has said: it counts as Byzantine (ADR 15).
    restored: seat.disk as PersistedPbft | null,
    isRestarted: seat.isRestarted,
  }, seat.application, seat.effects),
};
