import { assert } from './assert.ts';

/** Strings stored once each and named by small integers; ids are never part of a hash. */
export class Texts {
  readonly #ids = new Map<string, number>();
  readonly #texts: string[] = [];

  get count(): number {
    return this.#texts.length;
  }

  id(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    assert(typeof text === 'string', 'A text field holds a string.');
    const id = this.#texts.length;
    this.#ids.set(text, id);
    this.#texts.push(text);
    return id;
  }

  text(id: number): string {
    const text = this.#texts[id];
    assert(text !== undefined, 'A text id comes from this table.');
    return text;
  }
}
