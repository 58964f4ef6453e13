import type { ProtocolEntry } from './entry.ts';
import { faultsTolerated, quorumOf } from './quorum.ts';
import { signedVotes } from './signed-votes.ts';
import type { PersistedTendermint } from './tendermint-options.ts';
import { tendermint } from './tendermint.ts';

export const protocol: ProtocolEntry = {
  name: 'tendermint',
  guarantees: () => ({
    faults: 'byzantine',
    safeWith: faultsTolerated,
    liveWith: faultsTolerated,
    signersMin: quorumOf,
    model: 'Agreement, validity and integrity while at most f of n ≥ 3f + 1 lie; every pending '
      + 'transaction is decided once messages are timely and rounds have grown long enough '
      + '(Buchman, Kwon and Milosevic 2018, section 2).',
  }),
  readBallot: signedVotes('prevote', 'precommit'),
  assemble: ({ names, registry, idle, settings }) => (seat) => tendermint({
    self: seat.self, members: names.length, names, keyring: seat.keyring, registry, idle,
    blockIntervalMicros: settings.micros('consensus.blockIntervalSeconds'),
    timeouts: {
      proposeMicros: settings.micros('consensus.timeoutProposeMilliseconds'),
      prevoteMicros: settings.micros('consensus.timeoutPrevoteMilliseconds'),
      precommitMicros: settings.micros('consensus.timeoutPrecommitMilliseconds'),
      deltaMicros: settings.micros('consensus.timeoutDeltaMilliseconds'),
    },
    emptyBlocks: settings.flag('consensus.emptyBlocks'),
    // Without its disk it may vote twice in a round: it counts as Byzantine (ADR 15).
    restored: seat.disk as PersistedTendermint | null,
    isRestarted: seat.isRestarted,
  }, seat.application, seat.effects),
};
