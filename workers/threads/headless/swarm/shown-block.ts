import type { CliqueBlock } from '../../../consensus/clique-header.ts';
import type { NakamotoBlock } from '../../../consensus/nakamoto-block.ts';
import type { Wire } from '../../../consensus/protocol.ts';

/** A block as a message shows it to whoever is sent one. */
export interface ShownBlock {
  readonly hash: string;
  readonly parent: string;
  readonly number: number;
  /** The payload's. */
  readonly digest: string;
  /** Who sealed it or did the work, by name or by number. */
  readonly maker: string | number;
  /** 1 where every block is the same work. */
  readonly difficulty: number;
  /** By its maker's clock; null where the header has no time. */
  readonly timestampMicros: number | null;
}

/** The blocks that a message of Clique or Nakamoto has in it, in its order. */
export function shownBy(message: Wire): readonly ShownBlock[] {
  const { block, blocks } = message as Wire & {
    readonly block?: CliqueBlock | NakamotoBlock;
    readonly blocks?: readonly (CliqueBlock | NakamotoBlock)[];
  };
  switch (message.kind) {
    case 'new-block': case 'compact-block': return block === undefined ? [] : [readBlock(block)];
    case 'blocks': return (blocks ?? []).map(readBlock);
    default: return [];
  }
}

function readBlock(block: CliqueBlock | NakamotoBlock): ShownBlock {
  const { hash } = block;
  if ('header' in block) {
    const { parent, number, miner, payload } = block.header;
    return { hash, parent, number, digest: payload, maker: miner, difficulty: 1, timestampMicros: null };
  }
  const { signer, body: { parent, number, payload, difficulty, timestampMicros } } = block.seal;
  return { hash, parent, number, digest: payload, maker: signer, difficulty, timestampMicros };
}
