/**
 * Heights we hold messages for before our own is decided. Links differ in delay, so a validator
 * may hear of the next height early; one that hears of a height further off has been away, and
 * is served better by asking for the decisions.
 */
export const HEIGHTS_AHEAD_MAX = 16;

/** Per validator and height: one PROPOSAL, PREPARE, COMMIT and ROUND-CHANGE for some rounds. */
export const MESSAGES_HELD_MAX = 32;

interface Held<M> {
  readonly author: number;
  readonly message: M;
}

/** Messages that came before their time, bounded for each author so that none can crowd others. */
export class FutureMessages<
  M extends { readonly signed: { readonly body: { readonly height: number } } },
> {
  private readonly byHeight = new Map<number, { held: Held<M>[]; counts: Uint8Array }>();
  private readonly members: number;

  constructor(members: number) {
    this.members = members;
  }

  get isEmpty(): boolean {
    return this.byHeight.size === 0;
  }

  /** False when the message is too far ahead of `height`, our own, or its author has too many. */
  hold(author: number, message: M, height: number): boolean {
    const at = message.signed.body.height;
    if (at > height + HEIGHTS_AHEAD_MAX) return false;
    let entry = this.byHeight.get(at);
    if (!entry) {
      entry = { held: [], counts: new Uint8Array(this.members) };
      this.byHeight.set(at, entry);
    }
    const count = entry.counts[author]!;
    if (count >= MESSAGES_HELD_MAX) return false;
    entry.counts[author] = count + 1;
    entry.held.push({ author, message });
    return true;
  }

  /** Removes and returns what was held for a height, in order of arrival; forgets lower heights. */
  take(height: number): readonly Held<M>[] {
    const entry = this.byHeight.get(height);
    for (const at of this.byHeight.keys()) if (at <= height) this.byHeight.delete(at);
    return entry ? entry.held : [];
  }
}
