import type { Theme } from './palette.ts';

/** As narrow as a picture may be laid out before its words move above and below (layout.ts: NARROW). */
const WIDE = 580;

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
