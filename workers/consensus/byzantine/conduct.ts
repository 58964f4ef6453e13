import type { Micros } from '../../kernel/micros.ts';
import type { Wire } from '../protocol.ts';

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

  get isHonest(): boolean {
    return !this.isSilent && this.slowByMicros === 0 && !this.votesTwice && !this.equivocates
      && !this.refuses && !this.minesSelfishly && !this.doubleSpends;
  }

  reform(): void {
    this.isSilent = false;
    this.slowByMicros = 0;
    this.votesTwice = false;
    this.equivocates = false;
    this.refuses = false;
    this.minesSelfishly = false;
    this.doubleSpends = false;
  }
}

/**
 * What liars agree among themselves: into which two halves they divide the honest, and which of
 * their messages belong to the second. Those who equivocate play it together, as one adversary.
 */
export class Collusion {
  /** By validator number. */
  readonly conducts: readonly Conduct[];
  private readonly saidBySecond = new WeakSet<Wire>();

  constructor(members: number) {
    this.conducts = Array.from({ length: members }, () => new Conduct());
  }

  of(member: number): Conduct {
    return this.conducts[member]!;
  }

  equivocates(member: number): boolean {
    return this.of(member).equivocates;
  }

  /** Whether the second life of the liars speaks to this validator: every other one of the rest. */
  isSecondHalf(member: number): boolean {
    let before = 0;
    for (let each = 0; each < member; each += 1) if (!this.equivocates(each)) before += 1;
    return before % 2 === 1;
  }

  markSecond(message: Wire): void {
    this.saidBySecond.add(message);
  }

  isOfSecond(message: Wire): boolean {
    return this.saidBySecond.has(message);
  }
}
