/** A row of the oracle, and when a simulated figure is as expected. */
export type Tolerance =
  | { readonly is: 'exact' }
  /** Of the expected value, either way. */
  | { readonly is: 'percent'; readonly percent: number }
  | { readonly is: 'at-least' }
  | { readonly is: 'at-most' };

export interface ExpectedRow {
  readonly id: string;
  readonly protocol: string;
  /** What is played and what is read off it, in a sentence. */
  readonly what: string;
  readonly source: string;
  readonly expected: number;
  readonly unit: string;
  readonly tolerance: Tolerance;
}

export const EXACT: Tolerance = { is: 'exact' };

export function isWithin(simulated: number, { expected, tolerance }: ExpectedRow): boolean {
  switch (tolerance.is) {
    case 'exact': return simulated === expected;
    case 'percent': return Math.abs(simulated - expected) <= (expected * tolerance.percent) / 100;
    case 'at-least': return simulated >= expected;
    case 'at-most': return simulated <= expected;
  }
}

export function toleranceText(tolerance: Tolerance): string {
  switch (tolerance.is) {
    case 'exact': return 'exact';
    case 'percent': return `± ${tolerance.percent} %`;
    case 'at-least': return 'at least';
    case 'at-most': return 'at most';
  }
}
