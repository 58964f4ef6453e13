import { envelopeBytes } from './parcel.ts';
import type { Parcel } from './parcel.ts';
import type { MemberNode } from './node.ts';
import type { World } from './world.ts';

/** Blocks in one answer: enough to gain on a growing chain, few enough not to fill a link. */
const BLOCKS_ANSWERED_MAX = 16;

/**
 * A client takes the next block; one that is ahead of it shows that others were lost or overtaken
 * on the way, and it asks whoever sent it for those. What it cannot know of, it cannot ask for: a
 * lost last block is missed until the next one comes.
 */
export function receiveBlock(
  world: World, node: MemberNode, from: number, { block, certificate }: Parcel & { topic: 'block' },
): void {
  const { height } = block.header;
  const next = node.replica.height + 1;
  if (height < next) world.extras.storedBlocks?.receive(node, from, block);
  if (height <= next) return node.follow(block, certificate);
  world.send(node.index, from, 'block-request', envelopeBytes(node.name),
    `block-request/${next}/${height}`, { topic: 'block-request', first: next, last: height });
}

/** The blocks from one height to another, each read anew, with its certificate: no other trust is needed. */
export function answerBlockRequest(
  world: World, node: MemberNode, from: number, { first, last }: Parcel & { topic: 'block-request' },
): void {
  const { chain } = node.replica;
  const end = Math.min(last, chain.height, first + BLOCKS_ANSWERED_MAX - 1);
  for (let height = first; height <= end; height += 1) {
    const certificate = chain.certificateAt(height);
    if (certificate === null) continue;
    // What comes after a gap is of no use to whoever asks.
    if (world.extras.storedBlocks?.isWhole(node, height) === false) break;
    const block = chain.blockAt(height);
    world.send(node.index, from, 'block', block.bytes,
      `block/${height}/${node.name}/asked-at/${first}/${last}`, { topic: 'block', block, certificate });
  }
}
