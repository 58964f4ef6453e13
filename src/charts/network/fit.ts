import { layOut, layOutNamed, type Layout, type Resident } from './layout.ts';

/** Smaller than this, names are no longer read. */
const LEAST = 0.74;
const TRIES = 4;

/**
 * Lays the network out so that all of it is seen in a room of this width and height, and says how many
 * times as large it is then drawn; `usual` is the most. Where words would be too small, each member has
 * fewer rows, as `most` says, and the rest are counted in the last one; where not even one row has room,
 * names stand alone.
 */
export function fitNetwork(
  residentsIn: (width: number, most: number) => readonly Resident[], mostIn: (width: number) => number,
  width: number, height: number, usual: number,
): Fitted {
  for (let most = mostIn(width); most > 0; most -= 1) {
    const rowsIn = (across: number): number => Math.min(most, mostIn(across));
    const layoutAt = (times: number): Layout =>
      layOut(residentsIn(width / times, rowsIn(width / times)), width / times, true);
    const times = fitTo(height, usual, (each) => layoutAt(each).height);
    if (times !== null) return { layout: layoutAt(times), times, most: rowsIn(width / times) };
  }
  return { layout: layOutNamed(residentsIn(width, 1), width, height), times: 1, most: 1 };
}

export interface Fitted {
  readonly layout: Layout;
  readonly times: number;
  /** So many rows each member has at most. */
  readonly most: number;
}

/**
 * How many times as large a picture is drawn so that all of it is seen in a room of this height; null
 * where it would be too small. Drawn smaller it is laid out wider, and may need another height.
 */
export function fitTo(room: number, times: number, heightAt: (times: number) => number): number | null {
  let fitted = times;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const height = heightAt(fitted) * fitted;
    if (height <= room + 1) return fitted;
    fitted *= room / height;
    if (fitted < LEAST) return null;
  }
  return null;
}
