import type { BlockSeen, ReadChain } from './entry.ts';
import type { NakamotoBlock } from './nakamoto-block.ts';
import type { NakamotoMessage } from './nakamoto-messages.ts';
import type { Wire } from './protocol.ts';

/** What Nakamoto's messages tell of blocks. */
export const readNakamoto: ReadChain = {
  blocks(message) {
    const known = message as NakamotoMessage;
    switch (known.kind) {
      case 'compact-block': return [seen(known.block)];
      case 'blocks': return known.blocks.map(seen);
      default: return [];
    }
  },
  head(message: Wire) {
    const known = message as NakamotoMessage;
    return known.kind === 'inv' || known.kind === 'version' ? known.hash : null;
  },
};

function seen({ hash, payload, header: { parent, number: height, miner: maker } }: NakamotoBlock): BlockSeen {
  return { hash, parent, height, maker, payload };
}
