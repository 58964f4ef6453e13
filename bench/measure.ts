/**
 * One measure of our code, beside a known rival's in the same minutes or beside the goal it has to
 * reach; null where there is neither.
 */
export interface Result {
  /** What was measured, e.g. `queue.hold.10000`. */
  readonly name: string;
  readonly value: number;
  /** The unit of both values; more is better unless it says less. */
  readonly unit: string;
  /** The rival's name and version, `goal`, or null when nothing comparable exists. */
  readonly rival: string | null;
  readonly rivalValue: number | null;
  /** value / rivalValue. */
  readonly ratio: number | null;
}

/** A file `bench/NAME.bench.ts` exports `measure: Measure`. */
export type Measure = () => readonly Result[] | Promise<readonly Result[]>;

export function compared(
  name: string, unit: string, value: number, rival: string | null = null, rivalValue: number | null = null,
): Result {
  return { name, value, unit, rival, rivalValue, ratio: rivalValue === null ? null : value / rivalValue };
}
