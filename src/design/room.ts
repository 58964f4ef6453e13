/** What stands above a picture on a low page, in pixels: of one run, and of two side by side. */
const [ABOVE, ABOVE_BESIDE] = [188, 258];

/** So much smaller, at most, is a picture drawn to be seen whole. */
export const SMALLER_MOST = 0.8;

/** Room for a picture on a page of this height, without the bar of time; in pixels. */
export function roomLeft(pageHigh: number, isBeside: boolean): number {
  return pageHigh - (isBeside ? ABOVE_BESIDE : ABOVE);
}

/** How many times as large a picture is drawn so that all of it, or nearly, is seen in a room; `usual` at most. */
export function timesIn(room: number, high: number, usual: number): number {
  return Math.min(usual, Math.max(SMALLER_MOST * usual, room / high));
}
