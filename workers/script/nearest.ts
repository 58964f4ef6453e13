/**
 * The words nearest to a mistyped one: those at the least distance, if that is at most a third of
 * its length (one letter at least). Several are returned only when they are equally near.
 */
export function nearestWords(word: string, candidates: Iterable<string>): string[] {
  const typed = word.toLowerCase();
  let least = Math.max(1, Math.floor(typed.length / 3));
  let found: string[] = [];
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - typed.length) > least) continue;
    const distance = typingDistance(typed, candidate.toLowerCase(), least);
    if (distance > least) continue;
    if (distance < least) found = [];
    least = distance;
    if (!found.includes(candidate)) found.push(candidate);
  }
  return found.slice(0, SUGGESTIONS_MAX);
}

/** More than three guesses are no help. */
const SUGGESTIONS_MAX = 3;

/**
 * Letters to add, drop, replace or swap with a neighbour: the optimal string alignment distance
 * (Damerau 1964, "A technique for computer detection and correction of spelling errors").
 * Exact up to `limit`; anything above may come back as any number above it.
 */
export function typingDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        cell(last, j) + 1, cell(row, j - 1) + 1, cell(last, j - 1) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, cell(beforeLast, j - 2) + 1);
      row.push(cost);
    }
    // A row's least entry can only fall by a swap, which reaches back two rows.
    if (Math.min(...row) > limit && Math.min(...last) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return cell(last, b.length);
}

function cell(row: readonly number[], index: number): number {
  return row[index] ?? Number.MAX_SAFE_INTEGER;
}
