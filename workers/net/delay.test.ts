import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Draws } from '../kernel/draw.ts';
import { Delays, DELAY_LAWS, DELAY_MICROS_MAX, type DelayLaw } from './delay.ts';

const DRAWS = 20_000;
const MEAN = 50_000;

function sample(law: DelayLaw, jitterPercent: number, mean = MEAN): number[] {
  const [delays, draws] = [new Delays(law, jitterPercent), new Draws(5)];
  const stream = draws.stream('boise>tampa', 'delay');
  return Array.from({ length: DRAWS }, (_, index) =>
    delays.draw(mean, draws, stream, `prepare/${index}/0`, 0));
}

/** Standard normal deviates of these quantiles, as tables have them. */
const NORMAL = [[0.05, -1.6448536], [0.25, -0.6744898], [0.5, 0], [0.75, 0.6744898],
  [0.95, 1.6448536], [0.99, 2.3263479]] as const;

/** The quantile functions of the textbooks, with the engine's own Math: nothing of ours. */
const QUANTILES: readonly [DelayLaw, number, (p: number, z: number) => number][] = [
  ['uniform', 30, (p) => MEAN * (0.7 + 0.6 * p)],
  ['normal', 20, (_p, z) => MEAN * (1 + 0.2 * z)],
  ['log-normal', 60, (_p, z) => {
    const variance = Math.log(1 + 0.6 ** 2);
    return MEAN * Math.exp(Math.sqrt(variance) * z - variance / 2);
  }],
  ['exponential', 0, (p) => -MEAN * Math.log(1 - p)],
  // SimBlock: scale = mean − 5 ms, shape = 0.2 × mean, in milliseconds.
  ['pareto', 0, (p) => 1_000 * (50 - 5) / (1 - p) ** (1 / (0.2 * 50))],
];

describe('Delays', () => {
  it.each(QUANTILES)('%s with jitter %d %% has the quantiles of its law', (law, jitter, quantile) => {
    const sorted = sample(law, jitter).sort((a, b) => a - b);
    for (const [p, z] of NORMAL) {
      // The rank of what the law says is p: five standard errors of a binomial share.
      const rank = sorted.filter((delay) => delay <= quantile(p, z)).length / DRAWS;
      expect(Math.abs(rank - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / DRAWS) + 0.001);
    }
  });

  it.each(DELAY_LAWS)('%s has the mean of its link', (law) => {
    const drawn = sample(law, 40);
    const mean = drawn.reduce((sum, each) => sum + each, 0) / DRAWS;
    expect(Math.abs(mean / MEAN - 1)).toBeLessThan(law === 'constant' ? 1e-12 : 0.015);
  });

  it('is never negative, nor beyond its limit, and is a whole number of microseconds', () => {
    fc.assert(fc.property(
      fc.constantFrom(...DELAY_LAWS), fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 0, max: 400_000 }), fc.string(), (law, jitter, mean, occasion) => {
        const draws = new Draws(1);
        const delay = new Delays(law, jitter)
          .draw(mean, draws, draws.stream('a>b', 'delay'), occasion, 0);
        expect(Number.isSafeInteger(delay)).toBe(true);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(Math.max(mean, DELAY_MICROS_MAX));
        if (law === 'constant' || (law !== 'pareto' && law !== 'exponential' && jitter === 0)) expect(delay).toBe(mean);
        if (law === 'pareto' && mean > 5_000) expect(delay).toBeGreaterThanOrEqual(mean - 5_000);
        if (law === 'pareto' && mean <= 5_000) expect(delay).toBe(mean);
        if (law === 'uniform') {
          expect(Math.abs(delay - mean)).toBeLessThanOrEqual((mean * jitter) / 100);
        }
      }));
  });

  it('stops at zero where a normal delay would be negative, and at the limit of a long tail', () => {
    expect(Math.min(...sample('normal', 100))).toBe(0);
    // At 5.1 ms the shape is barely above 1: a tail that has a mean and hardly anything else.
    expect(Math.max(...sample('pareto', 0, 5_100))).toBeLessThanOrEqual(DELAY_MICROS_MAX);
  });
});
