import type { Micros } from '../kernel/micros.ts';
import { assert } from '../kernel/assert.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import type { View } from './view.ts';

/** Copies kept of one view; beyond it every second is let go and the next stand twice as far apart. */
export const COPIES_MAX = 512;

/**
 * A view at any moment. Going forward folds on; elsewhere it starts from the nearest copy kept, one
 * every `spacing` rows. A million rows keep 500 copies and refold at most 2,000 rows; however long
 * the run, there are never more than `copiesMax`. The run itself is never rewound (DESIGN 3.6).
 */
export class Folded<S> {
  private checkpoints: { rows: number; state: S }[] = [];
  private current: { rows: number; state: S };
  private readonly view: View<S>;
  private readonly trace: Trace;
  private spacing: number;
  private readonly copiesMax: number;

  constructor(view: View<S>, trace: Trace, spacing = 2_000, copiesMax = COPIES_MAX) {
    assert(spacing >= 1, 'copies are at least one row apart');
    assert(copiesMax >= 2, 'the beginning and one more copy can be kept');
    this.view = view;
    this.trace = trace;
    this.spacing = spacing;
    this.copiesMax = copiesMax;
    this.current = { rows: 0, state: view.initial() };
    this.checkpoints.push({ rows: 0, state: view.copy(this.current.state) });
  }

  /** The state after every outcome up to and including the moment. Read it; do not change it. */
  at(moment: Micros): S {
    return this.after(rowsUpTo(this.trace, moment));
  }

  /** The state after the first `rows` outcomes. */
  after(rows: number): S {
    const nearest = this.nearest(rows);
    if (rows < this.current.rows || nearest.rows > this.current.rows) {
      this.current = { rows: nearest.rows, state: this.view.copy(nearest.state) };
    }
    while (this.current.rows < rows) this.step();
    return this.current.state;
  }

  /** The last copy that stands at or before that row. */
  private nearest(rows: number): { rows: number; state: S } {
    const copy = this.checkpoints.findLast((checkpoint) => checkpoint.rows <= rows);
    assert(copy !== undefined, 'the beginning is always kept');
    return copy;
  }

  private step(): void {
    this.view.apply(this.current.state, this.trace, this.current.rows);
    this.current.rows += 1;
    const last = this.checkpoints[this.checkpoints.length - 1];
    if (this.current.rows - (last?.rows ?? 0) >= this.spacing) {
      this.checkpoints.push({
        rows: this.current.rows, state: this.view.copy(this.current.state),
      });
      this.thin();
    }
  }

  private thin(): void {
    if (this.checkpoints.length <= this.copiesMax) return;
    this.checkpoints = this.checkpoints.filter((_checkpoint, index) => index % 2 === 0);
    this.spacing *= 2;
  }
}

/** How many outcomes happened up to and including the moment: a binary search by time. */
export function rowsUpTo(trace: Trace, moment: Micros): Row {
  let low = 0;
  let high = trace.outcomeCount;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (trace.at(middle) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
