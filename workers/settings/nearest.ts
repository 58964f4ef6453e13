/**
 * The word that was probably meant: the one with fewest slips of the keyboard (a letter more,
 * less, other, or two swapped), if at most a third of its letters. The first of equals.
 */
export function nearest(word: string, words: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestSlips = Infinity;
  for (const candidate of words) {
    // A path pasted from elsewhere may be any length; the comparison is quadratic.
    if (Math.abs(candidate.length - word.length) >= bestSlips) continue;
    const slips = slipsBetween(word.toLowerCase(), candidate.toLowerCase());
    if (slips < bestSlips && slips <= Math.max(1, Math.floor(candidate.length / 3))) {
      best = candidate;
      bestSlips = slips;
    }
  }
  return best;
}

/** Optimal string alignment distance: Damerau 1964, each letter touched once at most. */
function slipsBetween(one: string, other: string): number {
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let slips = Math.min(
        above[column]! + 1,
        current[column - 1]! + 1,
        above[column - 1]! + (same ? 0 : 1),
      );
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && swapped) slips = Math.min(slips, before[column - 2]! + 1);
      current.push(slips);
    }
    before = above;
    above = current;
  }
  return above[other.length]!;
}
