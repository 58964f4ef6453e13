import type { Ballot, ReadBallot } from '../entry.ts';
import type { Wire } from '../protocol.ts';
import type { SigningKey } from '../validators.ts';

/** Slots it remembers: more than protocols keep votes of at a time. */
const SLOTS_MAX = 256;

interface Slot {
  own: Ballot | null;
  /** What each other validator voted for here, by its number. */
  readonly others: Map<number, string>;
  /** Whom it has answered. */
  readonly answered: Set<number>;
}

/**
 * Votes more than once in one place. A vote that goes to all is held back until it knows what the
 * other has voted for, and then says the same, whatever it says to others; and then another beside
 * it. Receivers count the first vote of an author, so this is the worst that votes alone can do.
 */
export class DoubleVoter {
  private readonly slots = new Map<string, Slot>();
  private readonly read: ReadBallot;
  private readonly key: SigningKey;
  private readonly say: (to: number, message: Wire) => void;

  constructor(read: ReadBallot, key: SigningKey, say: (to: number, message: Wire) => void) {
    this.read = read;
    this.key = key;
    this.say = say;
  }

  /** A vote of its own to all of `others`; false where the message is none. */
  votes(others: readonly number[], message: Wire): boolean {
    const ballot = this.read(message);
    if (ballot === null) return false;
    const slot = this.slotOf(ballot.slot);
    slot.own = ballot;
    for (const to of others) this.answer(to, slot);
    return true;
  }

  /** One to a single receiver, such as a leader who collects votes, and another beside it. */
  votesTo(to: number, message: Wire): void {
    this.say(to, message);
    const ballot = this.read(message);
    if (ballot !== null) this.say(to, ballot.again(otherThan(ballot.digest), this.key));
  }

  hears(from: number, message: Wire): void {
    const ballot = this.read(message);
    if (ballot === null) return;
    const slot = this.slotOf(ballot.slot);
    if (!slot.others.has(from)) slot.others.set(from, ballot.digest);
    this.answer(from, slot);
  }

  private answer(to: number, { own, others, answered }: Slot): void {
    const digest = others.get(to);
    if (own === null || digest === undefined || answered.has(to)) return;
    answered.add(to);
    const [other] = [...others.values(), own.digest].filter((each) => each !== digest);
    this.say(to, own.again(digest, this.key));
    this.say(to, own.again(other ?? otherThan(digest), this.key));
  }

  private slotOf(name: string): Slot {
    let slot = this.slots.get(name);
    if (slot === undefined) {
      slot = { own: null, others: new Map(), answered: new Set() };
      this.slots.set(name, slot);
      const [oldest] = this.slots.keys();
      if (this.slots.size > SLOTS_MAX && oldest !== undefined) this.slots.delete(oldest);
    }
    return slot;
  }
}

/** The name of a block that there is not. */
function otherThan(digest: string): string {
  return [...digest].reverse().join('') === digest ? `${digest}0` : [...digest].reverse().join('');
}
