import type { NameKind } from './slot.ts';
import { REGION_WORDS } from './vocabulary.ts';

/** What a name stands for, and the line that says so; regions are given and have line 0. */
export interface Named {
  readonly kind: NameKind;
  readonly line: number;
}

/** Every name of a text. All kinds share one space, so that a name alone says who is meant. */
export class Cast {
  readonly #named = new Map<string, Named>(
    REGION_WORDS.map((name) => [name, { kind: 'region', line: 0 }]));

  named(name: string): Named | undefined {
    return this.#named.get(name);
  }

  /** Null, or what already has the name: the first to be declared keeps it. */
  declare(name: string, kind: NameKind, line: number): Named | null {
    const earlier = this.#named.get(name);
    if (earlier !== undefined) return earlier;
    this.#named.set(name, { kind, line });
    return null;
  }

  names(kinds: readonly NameKind[]): string[] {
    return [...this.#named].filter(([, named]) => kinds.includes(named.kind)).map(([name]) => name);
  }
}
