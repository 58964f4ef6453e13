import type { Plain } from '../crypto/canonical.ts';
import type { StateView, Write } from './contracts/contract.ts';
import { createEntry, type Entry, type State } from './state.ts';

/** A state and the writes of the transactions so far in a block that is not decided yet. */
export class Overlay implements StateView {
  readonly #base: State;
  readonly #written = new Map<string, Entry>();

  constructor(base: State) {
    this.#base = base;
  }

  get(key: string): Plain | undefined {
    const entry = this.#written.get(key);
    return entry === undefined ? this.#base.get(key) : entry.value;
  }

  entries(prefix: string): readonly Entry[] {
    const base = this.#base.entries(prefix).filter((entry) => !this.#written.has(entry.key));
    const written = [...this.#written.values()].filter((entry) => entry.key.startsWith(prefix));
    return [...base, ...written].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  }

  write(write: Write): void {
    this.#written.set(write.key, createEntry(write));
  }

  /** The base with everything written here; the base itself stays as it was. */
  commit(): State {
    return this.#base.withEntries([...this.#written.values()]);
  }
}
