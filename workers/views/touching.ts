import type { Cast, Touch } from '../contract.ts';
import { formatMoment } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import type { Standing } from './standing.ts';

/** What acts are looked for in: the run up to a moment, and who is in it. */
export interface Touching {
  readonly trace: Trace;
  readonly cast: Cast;
  readonly standing: Standing;
  /** The moment that is looked at, and the one at which an act would take effect. */
  readonly at: Micros;
  readonly actsAt: Micros;
  /** Whom messages go between, by their index: members, then whoever has a phone. */
  readonly parties: readonly string[];
}

/** An act as the story would say it, without its moment. */
export interface Offer {
  readonly title: string;
  readonly act: string;
  readonly hint: string;
}

/** Whether there is such an outcome by the moment that is looked at. */
export function isThere({ trace, at }: Touching, row: Row): boolean {
  return Number.isInteger(row) && row >= 0 && row < trace.outcomeCount && trace.at(row) <= at;
}

export function touchOf({ title, act, hint }: Offer, atMicros: Micros): Touch {
  return { title, line: `${formatMoment(atMicros)} ${act}`, atMicros, act, hint };
}
