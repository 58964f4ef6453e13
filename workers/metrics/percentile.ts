/**
 * Nearest-rank percentile (Hyndman & Fan 1996, definition 1): the smallest value with at least
 * `percent` of all values at or below it. Infinity stands for "longer than any". Null of nothing.
 */
export function nearestRank(values: readonly number[], percent: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const rank = Math.max(1, Math.ceil((percent * sorted.length) / 100));
  return sorted[rank - 1] ?? null;
}
