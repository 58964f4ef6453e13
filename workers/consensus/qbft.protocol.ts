import type { ProtocolEntry } from './entry.ts';
import { qbft } from './qbft.ts';
import type { PersistedQbft } from './qbft-persisted.ts';
import { faultsTolerated, quorumOf } from './quorum.ts';
import { signedVotes } from './signed-votes.ts';

export const protocol: ProtocolEntry = {
  name: 'qbft',
  membership: 'votes',
  guarantees: () => ({
    faults: 'byzantine',
    safeWith: faultsTolerated,
    liveWith: faultsTolerated,
    signersMin: quorumOf,
    model: 'Agreement, integrity and external validity while at most f of the n ≥ 3f + 1 '
      + 'validators of each height lie; every pending transaction is decided once messages are timely '
      + '(Moniz 2020, section 2).',
  }),
  readBallot: signedVotes('prepare', 'commit'),
  assemble: ({ names, registry, idle, settings, votesOf = null }) => (seat) => qbft({
    self: seat.self, members: names.length, names, keyring: seat.keyring, registry, idle,
    blockIntervalMicros: settings.micros('consensus.blockIntervalSeconds'),
    requestTimeoutMicros: settings.micros('consensus.requestTimeoutSeconds'),
    epochBlocks: settings.number('consensus.qbftEpochBlocks'), votesOf,
    emptyBlocks: settings.flag('consensus.emptyBlocks'),
    // Without its disk it may vote twice in a round: it counts as Byzantine (ADR 15).
    restored: seat.disk as PersistedQbft | null,
  }, seat.application, seat.effects),
};
