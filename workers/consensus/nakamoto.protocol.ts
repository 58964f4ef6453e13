import type { ProtocolEntry } from './entry.ts';
import { NakamotoTree } from './nakamoto-block.ts';
import { Said } from './nakamoto-messages.ts';
import type { PersistedNakamoto } from './nakamoto-options.ts';
import { readNakamoto } from './nakamoto-seen.ts';
import { MINING_TIMER, nakamoto } from './nakamoto.ts';

export const protocol: ProtocolEntry = {
  name: 'nakamoto',
  readChain: readNakamoto,
  workTimers: [MINING_TIMER],
  guarantees: () => ({
    faults: 'byzantine',
    finality: 'probabilistic',
    // What is decided may be taken back with nobody at fault, as after a partition.
    safeWith: () => 0,
    // Whoever is left finds blocks, the slower the less of the work it does.
    liveWith: (members) => members - 1,
    signersMin: () => 1,
    model: 'Everyone follows the longest chain of valid blocks that it knows, all come to one chain '
      + 'once the network is whole and blocks are further apart than they take to arrive, and that a '
      + 'block is taken back is the less likely the more blocks are on it, while honest members do '
      + 'most of the work (Nakamoto 2008).',
  }),
  assemble: ({ names, settings, below }) => {
    const largest = settings.number('consensus.largestMinerPercent') / 100;
    const share = (self: number): number => {
      if (largest === 0 || names.length === 1) return 1 / names.length;
      return self === 0 ? largest : (1 - largest) / (names.length - 1);
    };
    const tree = new NakamotoTree();
    // Whose a message of a liar is, its first life's or its second's, is told by the object.
    const [said, saidBySecond] = [new Said(), new Said()];
    return (seat) => nakamoto({
      said: seat.isSecondLife === true ? saidBySecond : said, tree,
      // The first life has the same number, and hears of no block that nobody tells it.
      ...seat.isSecondLife === true ? { peers: [...names.keys()] } : {},
      self: seat.self, members: names.length, names, hashShare: share(seat.self),
      blockIntervalMicros: settings.micros('consensus.blockIntervalSeconds'),
      confirmations: settings.number('consensus.confirmationBlocks'),
      askAgainMicros: settings.micros('consensus.requestTimeoutSeconds'),
      emptyBlocks: settings.flag('consensus.emptyBlocks'),
      below: (n, purpose, block) => below(n, names[seat.self] ?? '', purpose, `block/${block}`),
      restored: seat.disk as PersistedNakamoto | null,
      isRestarted: seat.isRestarted,
    }, seat.application, seat.effects);
  },
};
