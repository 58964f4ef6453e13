import type { Row, Trace } from '../kernel/trace.ts';

/** A fold of the trace: what one screen needs to know, kept by reading outcomes in order. */
export interface View<S> {
  initial(): S;
  /** Takes one more outcome in; changes `state` in place. */
  apply(state: S, trace: Trace, row: Row): void;
  /** A state that later calls of `apply` on the other one do not touch. */
  copy(state: S): S;
}
