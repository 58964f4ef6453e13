/** What is made of a thing when it is first wanted, and goes when the thing does: nothing else holds it. */
export class MadeOnce<Of extends WeakKey, What> {
  readonly #made = new WeakMap<Of, { readonly what: What }>();

  of(thing: Of, make: () => What): What {
    const found = this.#made.get(thing) ?? { what: make() };
    this.#made.set(thing, found);
    return found.what;
  }
}
