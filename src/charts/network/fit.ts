import { layOut, layOutNamed, type Layout, type Resident } from './layout.ts';

/** Smaller than this, names are no longer read. */
const LEAST = 0.74;
const TRIES = 4;

/**
 * Lays the network out so that all of it is seen in a room of this width and height, and says how many
 * times as large it is then drawn; `usual` is the most. Where words would be too small names stand alone.
 */
export function fitNetwork(
  residentsIn: (width: number) => readonly Resident[], width: number, height: number, usual: number,
): { readonly layout: Layout; readonly times: number } {
  const layoutAt = (times: number): Layout => layOut(residentsIn(width / times), width / times, true);
  const times = fitTo(height, usual, (each) => layoutAt(each).height);
  return times === null
    ? { layout: layOutNamed(residentsIn(width), width, height), times: 1 } : { layout: layoutAt(times), times };
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
