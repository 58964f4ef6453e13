import type { Theme } from './palette.ts';

/** As narrow as a picture may be laid out before its words move above and below (layout.ts: NARROW). */
const WIDE = 580;

/** Smaller than this, names are no longer read. */
const LEAST = 0.74;
const TRIES = 4;

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

/**
 * How many times larger a picture of this width, in pixels, is drawn than it is laid out: as much as
 * the page's words are (tokens.css), so that names, marks and strokes grow together and no chart
 * need know of it. A narrow picture has no room for it.
 */
export function magnification(theme: Theme, width: number): number {
  if (theme !== 'projector') return 1;
  const times = Number(getComputedStyle(document.documentElement).getPropertyValue('--times')) || 1;
  return Math.min(times, Math.max(1, width / WIDE));
}
