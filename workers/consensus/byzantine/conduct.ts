import type { Micros } from '../../kernel/micros.ts';
import type { Wire } from '../protocol.ts';
import { Pasts } from './pasts.ts';
import type { Withholding } from './withholding.ts';

/** How a validator departs from its protocol at the moment; an honest one does in no way. */
export class Conduct {
  /** It hears everything and says nothing. */
  isSilent = false;
  /** Whatever it says leaves this much later. */
  slowByMicros: Micros = 0;
  /** It signs a second vote wherever it votes. */
  votesTwice = false;
  /** It tells one half of the others one thing and the other half another. */
  equivocates = false;
  /** Its blocks leave something out; what, the application knows. */
  refuses = false;
  /** It keeps the blocks that it finds to itself for as long as that pays (selfish-mining.ts). */
  minesSelfishly = false;
  /** It works in secret on a chain that leaves something out (double-spend.ts). */
  doubleSpends = false;
  /** It would have another history from this block on; 0: it would not. */
  rewritesFrom = 0;
  /** What it set out to undo has been undone: a crash does not make it begin again. */
  readonly spend = { isDone: false };
  /** What it hides, which it writes down beside its chain. */
  withholding: Withholding | null = null;
  /** What its disk was, which a crash takes from nobody who means to go back there. */
  readonly pasts = new Pasts();

  get isHonest(): boolean {
    return !this.isSilent && this.slowByMicros === 0 && !this.votesTwice && !this.equivocates
      && !this.refuses && !this.minesSelfishly && !this.doubleSpends && this.rewritesFrom === 0;
  }

  reform(): void {
    this.isSilent = false;
    this.slowByMicros = 0;
    this.votesTwice = false;
    this.equivocates = false;
    this.refuses = false;
    this.minesSelfishly = false;
    this.doubleSpends = false;
    this.rewritesFrom = 0;
  }
}

/**
 * What liars agree among themselves: into which two halves they divide the honest, and which of
 * their messages belong to the second. Those who equivocate play it together, as one adversary.
 */
export class Collusion {
  /** By validator number. */
  readonly conducts: readonly Conduct[];
  /** By message, in which attempt a second life said it. */
  private readonly saidBySecond = new WeakMap<Wire, number>();
  /** Where chains may part the other history is shown to all at once, when it is heavier. */
  isOpen = false;
  /** How many histories have been shown and are done with. */
  attempt = 0;
  /** The weight of the chain that liars follow in their first lives, as everybody does. */
  private publicWeight = 0;
  /** What is final may be taken back: another history is a heavier chain, and nobody is told of it before. */
  readonly mayPart: boolean;
  private readonly isWithout: (member: number, height: number) => boolean;

  /** `isWithout`: whether a validator does not have a block of this height final. */
  constructor(members: number, mayPart: boolean, isWithout: (member: number, height: number) => boolean) {
    this.mayPart = mayPart;
    this.isWithout = isWithout;
    this.conducts = Array.from({ length: members }, () => new Conduct());
  }

  of(member: number): Conduct {
    return this.conducts[member]!;
  }

  /** It leads a second life, under which it tells others otherwise than under the first. */
  equivocates(member: number): boolean {
    const { equivocates, rewritesFrom } = this.of(member);
    return equivocates || rewritesFrom > 0;
  }

  /** The first block of the other history that is under way; 0: none is. */
  get rewrittenFrom(): number {
    return Math.max(...this.conducts.map(({ rewritesFrom }) => rewritesFrom));
  }

  /**
   * Whether the second life of the liars speaks to this validator: every other one of the rest, or
   * those who do not have the history that is to be another.
   */
  isSecondHalf(member: number): boolean {
    const { rewrittenFrom } = this;
    if (rewrittenFrom > 0) return this.isOpen || (!this.mayPart && this.isWithout(member, rewrittenFrom));
    let before = 0;
    for (let each = 0; each < member; each += 1) if (!this.equivocates(each)) before += 1;
    return before % 2 === 1;
  }

  /** What a validator outside says reaches the second life. */
  isHeardBySecond(member: number): boolean {
    return !this.equivocates(member) && (this.rewrittenFrom === 0 || this.isSecondHalf(member));
  }

  /** Instead of the public chain it works on another, of which the others are not to know. */
  worksApart(member: number): boolean {
    return this.mayPart && this.of(member).rewritesFrom > 0;
  }

  /** It knows how things stood before this block; what is on a chain can be left out of it at any time. */
  canRewrite(member: number, from: number): boolean {
    return this.mayPart || this.of(member).pasts.reaches(from);
  }

  publicIs(weight: number): void {
    this.publicWeight = Math.max(this.publicWeight, weight);
  }

  /** A second life has a chain of this weight; true where that is the moment to show it. */
  opensAt(weight: number): boolean {
    if (!this.mayPart || this.isOpen || weight <= this.publicWeight) return false;
    this.isOpen = true;
    return true;
  }

  /** Somebody has turned honest, or is done: where nobody is left at it, the next attempt is secret again. */
  calm(): void {
    if (this.rewrittenFrom > 0 || !this.isOpen) return;
    this.isOpen = false;
    this.attempt += 1;
  }

  markSecond(message: Wire): void {
    this.saidBySecond.set(message, this.attempt);
  }

  /** Of a second life, and of no history that is done with: that is everybody's by now. */
  isOfSecond(message: Wire): boolean {
    return this.saidBySecond.get(message) === this.attempt;
  }
}
