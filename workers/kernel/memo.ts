/**
 * What was found for one object, until another is asked about. What is sent to all is the same
 * object for each, and reaches them one after the other: this is quicker than a table of all.
 */
export class Memo<K extends object, V> {
  #key: K | null = null;
  #value: V | undefined = undefined;

  get(key: K): V | undefined {
    return key === this.#key ? this.#value : undefined;
  }

  set(key: K, value: V): V {
    this.#key = key;
    this.#value = value;
    return value;
  }
}
