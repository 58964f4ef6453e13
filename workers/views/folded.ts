import type { Micros } from '../kernel/micros.ts';
import { assert } from '../kernel/assert.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import type { View } from './view.ts';

/**
 * A view at any moment. Going forward folds on; going back starts from the nearest copy kept, one
 * every `spacing` rows. The run itself is never rewound (DESIGN 3.6).
 */
export class Folded<S> {
  private readonly checkpoints: { rows: number; state: S }[] = [];
  private current: { rows: number; state: S };
  private readonly view: View<S>;
  private readonly trace: Trace;
  private readonly spacing: number;

  constructor(view: View<S>, trace: Trace, spacing = 2_000) {
    assert(spacing >= 1, 'copies are at least one row apart');
    this.view = view;
    this.trace = trace;
    this.spacing = spacing;
    this.current = { rows: 0, state: view.initial() };
    this.checkpoints.push({ rows: 0, state: view.copy(this.current.state) });
  }

  /** The state after every outcome up to and including the moment. Read it; do not change it. */
  at(moment: Micros): S {
    return this.after(rowsUpTo(this.trace, moment));
  }

  /** The state after the first `rows` outcomes. */
  after(rows: number): S {
    if (rows < this.current.rows) this.rewind(rows);
    while (this.current.rows < rows) this.step();
    return this.current.state;
  }

  private rewind(rows: number): void {
    let index = this.checkpoints.length - 1;
    while ((this.checkpoints[index]?.rows ?? 0) > rows) index -= 1;
    const checkpoint = this.checkpoints[index];
    assert(checkpoint !== undefined, 'the beginning is always kept');
    this.current = { rows: checkpoint.rows, state: this.view.copy(checkpoint.state) };
  }

  private step(): void {
    this.view.apply(this.current.state, this.trace, this.current.rows);
    this.current.rows += 1;
    const last = this.checkpoints[this.checkpoints.length - 1];
    if (this.current.rows - (last?.rows ?? 0) >= this.spacing) {
      this.checkpoints.push({
        rows: this.current.rows, state: this.view.copy(this.current.state),
      });
    }
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
