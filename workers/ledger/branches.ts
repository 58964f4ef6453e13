import { assert } from '../kernel/assert.ts';
import type { Digest } from '../crypto/hash.ts';
import type { Block } from './block.ts';
import type { MoreContracts } from './contracts/contract.ts';
import { execute } from './execute.ts';
import type { State } from './state.ts';

/** Blocks on top of a final one, lowest first: the last is the one to build on. */
export type Path = readonly Block[];

/** How many undecided blocks a node keeps the state of; the others are executed again on demand. */
export const BRANCH_STATES_MAX = 32;

/**
 * The blocks that a node has accepted and that are not final there: a tree on its last final block.
 * What lies beside a final block is dropped; who wants it again brings it again.
 */
export class Branches {
  readonly #blocks = new Map<Digest, Block>();
  /** By block, the one that was asked for longest ago first. */
  readonly #states = new Map<Digest, State>();

  get size(): number {
    return this.#blocks.size;
  }

  add(block: Block): void {
    this.#blocks.set(block.hash, block);
  }

  /** From the block on `head` to `tip`; nothing where `tip` is the head, null where it is not on it. */
  path(head: Digest, tip: Digest): Path | null {
    const path: Block[] = [];
    for (let at = tip; at !== head;) {
      const block = this.#blocks.get(at);
      if (block === undefined) return null;
      path.push(block);
      at = block.header.parent;
    }
    return path.reverse();
  }

  /** After the last block of the path, over the state of what it stands on. */
  stateAfter(base: State, path: Path, contracts?: MoreContracts): State {
    let known = path.length;
    while (known > 0 && !this.#states.has(path[known - 1]!.hash)) known -= 1;
    let state = known === 0 ? base : this.#states.get(path[known - 1]!.hash)!;
    for (const block of path.slice(known)) {
      const { height, timestampMicros } = block.header;
      ({ state } = execute(state, block.transactions, height, timestampMicros, contracts));
      this.#keep(block.hash, state);
    }
    return state;
  }

  /** `head` is final now: what is at its height or below, and what stands on that, goes. */
  settle(head: Block): void {
    const left = [...this.#blocks.values()]
      .filter(({ header }) => header.height > head.header.height)
      .sort((a, b) => a.header.height - b.header.height);
    const standing = new Set([head.hash]);
    this.#blocks.clear();
    for (const block of left) {
      if (!standing.has(block.header.parent)) continue;
      standing.add(block.hash);
      this.#blocks.set(block.hash, block);
    }
    for (const hash of this.#states.keys()) if (!standing.has(hash)) this.#states.delete(hash);
  }

  #keep(hash: Digest, state: State): void {
    assert(!this.#states.has(hash), 'a state is worked out once while it is kept');
    this.#states.set(hash, state);
    for (const oldest of this.#states.keys()) {
      if (this.#states.size <= BRANCH_STATES_MAX) return;
      this.#states.delete(oldest);
    }
  }
}
