/** A stretch of outcomes by what each says, in columns. */
export interface OutcomePrints {
  readonly at: readonly number[];
  /**
   * 53 bits of a hash of the outcome's moment, kind, entity and values. Left out is what only says
   * where other outcomes stand, so that one act more does not change all that follows.
   */
  readonly print: readonly number[];
  /** Whether a reader of the story is told of it, and it is no line of the script itself. */
  readonly told: readonly boolean[];
}

export interface OutcomeSaid {
  readonly row: number;
  readonly at: number;
  readonly sentence: string;
}

/** Where two runs part, by what happens in each; the two sides are in the order given. */
export interface Parting {
  /** Neither has an outcome that the other has not. */
  readonly same: boolean;
  /** The first outcome of each side that the other side has not; null where it has them all. */
  readonly first: readonly [OutcomeSaid | null, OutcomeSaid | null];
  /** The same among those that a reader is told of, lines of the script apart. */
  readonly told: readonly [OutcomeSaid | null, OutcomeSaid | null];
}

type Side = 0 | 1;

/** A stretch of one side that is to be fetched, by `prints` of that run. */
export interface PrintsWanted {
  readonly side: Side;
  readonly from: number;
  readonly count: number;
}

/** As a Parting, by rows; -1 where there is none. */
export interface PartedAt {
  readonly first: readonly [number, number];
  readonly told: readonly [number, number];
}

/** Outcomes fetched at a time: a worker answers within a frame. */
const STRETCH = 4_096;

/**
 * Finds where two runs part, given how many outcomes each has. It asks for stretches and is given
 * them, so that the runs may be in this thread or in workers. Outcomes of one moment are compared as
 * a heap: their order within it is not looked at.
 */
export function* partedAt(
  outcomes: readonly [number, number],
): Generator<PrintsWanted, PartedAt, OutcomePrints> {
  const readers = [new Reader(0, outcomes[0]), new Reader(1, outcomes[1])] as const;
  const first: [number, number] = [-1, -1];
  const told: [number, number] = [-1, -1];
  while (first.includes(-1) || told.includes(-1)) {
    const moments = [yield* readers[0].moment(), yield* readers[1].moment()] as const;
    const at = Math.min(...moments);
    if (at === Infinity) break;
    const heaps = [yield* readers[0].take(at), yield* readers[1].take(at)] as const;
    for (const side of [0, 1] as const) {
      for (const found of without(heaps[side], heaps[side === 0 ? 1 : 0])) {
        if (first[side] < 0) first[side] = found.row;
        if (told[side] < 0 && found.told) told[side] = found.row;
      }
    }
  }
  return { first, told };
}

interface Printed {
  readonly row: number;
  readonly print: number;
  readonly told: boolean;
}

/** What is in the one heap and not in the other, each as often as it is there more. */
function without(heap: readonly Printed[], other: readonly Printed[]): Printed[] {
  const counts = new Map<number, number>();
  for (const { print } of other) counts.set(print, (counts.get(print) ?? 0) + 1);
  return heap.filter(({ print }) => {
    const count = counts.get(print) ?? 0;
    counts.set(print, count - 1);
    return count <= 0;
  });
}

/** Reads one side forward, a stretch at a time. */
class Reader {
  private readonly side: Side;
  private readonly outcomes: number;
  private stretch: OutcomePrints = { at: [], print: [], told: [] };
  /** The row of the stretch's first outcome, and how far in it has been read. */
  private begins = 0;
  private read = 0;

  constructor(side: Side, outcomes: number) {
    this.side = side;
    this.outcomes = outcomes;
  }

  /** Of the next outcome; Infinity at the end. */
  *moment(): Generator<PrintsWanted, number, OutcomePrints> {
    if (this.read === this.stretch.at.length) {
      this.begins += this.read;
      this.read = 0;
      const count = Math.min(STRETCH, this.outcomes - this.begins);
      this.stretch = count > 0 ? yield { side: this.side, from: this.begins, count }
        : { at: [], print: [], told: [] };
    }
    return this.stretch.at[this.read] ?? Infinity;
  }

  /** All that happened at that moment. */
  *take(at: number): Generator<PrintsWanted, Printed[], OutcomePrints> {
    const found: Printed[] = [];
    while ((yield* this.moment()) === at) {
      found.push({
        row: this.begins + this.read, print: this.stretch.print[this.read] ?? 0,
        told: this.stretch.told[this.read] ?? false,
      });
      this.read += 1;
    }
    return found;
  }
}
