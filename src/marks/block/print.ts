/** A hash as eight bars: equal and unequal are seen, not read (screens.md C4). */
export interface Bar { readonly x: number; readonly height: number }

/** From the first 32 bits of a hash: one bar for each hexadecimal digit, 1 to 16 high. */
export function barsOf(hash: number): Bar[] {
  return Array.from({ length: 8 }, (_, index) => ({
    x: index,
    height: 1 + (Math.floor(hash / 16 ** (7 - index)) % 16),
  }));
}

/** The first 32 bits of a hash in hexadecimal digits. */
export function firstBits(hex: string): number {
  return Number.parseInt(hex.slice(0, 8).padEnd(8, '0'), 16);
}

/** First four and last four digits. */
export function shortHash(hex: string): string {
  return hex.length <= 9 ? hex : `${hex.slice(0, 4)}…${hex.slice(-4)}`;
}
