import { log } from '../../kernel/mathematics.ts';

/** AWS round trips, ms: Virginia, Ireland, Frankfurt, Tokyo (2017). */
const ROUND_TRIPS = [
  [0, 80.6, 88.7, 145.3],
  [80.6, 0, 19.6, 212.4],
  [88.7, 19.6, 0, 236.5],
  [145.3, 212.4, 236.5, 0],
] as const;

export const AWS_REGIONS = ['Virginia', 'Ireland', 'Frankfurt', 'Tokyo'] as const;

export const awsMicros = (from: number, to: number): number =>
  Math.round(ROUND_TRIPS[from]![to]! * 500);

/** The k-th smallest, k from 1. */
export function kth(times: readonly number[], k: number): number {
  return [...times].sort((a, b) => a - b)[k - 1]!;
}

/** A generator for tests alone (mulberry32), with standard normals by the polar method. */
export class TestDice {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  unit(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  normal(): number {
    for (;;) {
      const [u, v] = [2 * this.unit() - 1, 2 * this.unit() - 1];
      const s = u * u + v * v;
      if (s > 0 && s < 1) return u * Math.sqrt((-2 * log(s)) / s);
    }
  }
}
