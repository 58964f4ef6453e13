import { assert } from '../kernel/assert.ts';
import type { Digest } from '../crypto/hash.ts';
import type { SignedTransaction } from './transaction.ts';

/** What a censoring node leaves out of its blocks. */
export type Refusal = (signed: SignedTransaction) => boolean;

/** Transactions waiting for a block: first come first served, each id once, within the limit. */
export class Mempool {
  readonly #waiting = new Map<Digest, SignedTransaction>();
  readonly #sizeMax: number;

  constructor(sizeMax: number) {
    assert(Number.isSafeInteger(sizeMax) && sizeMax > 0, 'a mempool has room');
    this.#sizeMax = sizeMax;
  }

  get size(): number {
    return this.#waiting.size;
  }

  get isFull(): boolean {
    return this.#waiting.size >= this.#sizeMax;
  }

  has(id: Digest): boolean {
    return this.#waiting.has(id);
  }

  /** False when it is here already or there is no room. */
  add(signed: SignedTransaction): boolean {
    const { id } = signed.body;
    if (this.isFull || this.#waiting.has(id)) return false;
    this.#waiting.set(id, signed);
    return true;
  }

  all(): IterableIterator<SignedTransaction> {
    return this.#waiting.values();
  }

  /** The `count` oldest, left where they are: only a committed block removes them. */
  oldest(count: number, refuses: Refusal = () => false): SignedTransaction[] {
    const taken: SignedTransaction[] = [];
    for (const signed of this.#waiting.values()) {
      if (taken.length >= count) break;
      if (!refuses(signed)) taken.push(signed);
    }
    return taken;
  }

  /** What a block was undone with waits again, before all else; it had its room, full or not. */
  putBack(transactions: readonly SignedTransaction[]): void {
    const later = [...this.#waiting];
    this.#waiting.clear();
    for (const signed of transactions) this.#waiting.set(signed.body.id, signed);
    for (const [id, signed] of later) this.#waiting.set(id, signed);
  }

  remove(ids: readonly Digest[]): void {
    for (const id of ids) this.#waiting.delete(id);
  }
}
