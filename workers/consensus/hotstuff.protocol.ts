import type { Guarantees, ProtocolEntry, ReadSettings } from './entry.ts';
import type { HotStuffOptions, PersistedHotStuff } from './hotstuff-options.ts';
import { hotstuff } from './hotstuff.ts';
import { faultsTolerated, quorumOf } from './quorum.ts';
import { signedVotes } from './signed-votes.ts';

type Style = Pick<HotStuffOptions, 'variant' | 'leader'>;

function styleOf(settings: ReadSettings): Style {
  return {
    variant: settings.text('consensus.hotstuffVariant') === 'basic' ? 'basic' : 'chained',
    leader: settings.text('consensus.hotstuffLeader') === 'rotating' ? 'rotating' : 'stable',
  };
}

/**
 * Chained with rotating leaders, a block is decided by three views in a row whose leaders are up,
 * and told by a fourth: with a quarter or more of the members down there may never be four.
 */
function liveWith({ variant, leader }: Style): Guarantees['liveWith'] {
  return variant === 'chained' && leader === 'rotating'
    ? (members) => Math.floor((members - 1) / 4) : faultsTolerated;
}

export const protocol: ProtocolEntry = {
  name: 'hotstuff',
  guarantees: (settings) => ({
    faults: 'byzantine',
    safeWith: faultsTolerated,
    liveWith: liveWith(styleOf(settings)),
    signersMin: quorumOf,
    model: 'One branch of blocks while at most f of n ≥ 3f + 1 lie; progress once messages are '
      + 'timely, except that chained with rotating leaders needs four leaders in a row that are '
      + 'up, which four members have not when one is down (Yin et al. 2019, sections 3 and 5).',
  }),
  readBallot: signedVotes('vote'),
  assemble: ({ names, registry, idle, settings }) => (seat) => hotstuff({
    self: seat.self, members: names.length, names, keyring: seat.keyring, registry, idle,
    ...styleOf(settings),
    blockIntervalMicros: settings.micros('consensus.blockIntervalSeconds'),
    viewTimeoutMicros: settings.micros('consensus.requestTimeoutSeconds'),
    emptyBlocks: settings.flag('consensus.emptyBlocks'),
    // Without its disk it may vote twice in a view: it counts as Byzantine (ADR 15).
    restored: seat.disk as PersistedHotStuff | null,
    isRestarted: seat.isRestarted,
  }, seat.application, seat.effects),
};
