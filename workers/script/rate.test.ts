import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRate } from '../kernel/rate.ts';
import { parseScenario } from './parse.ts';
import { staged } from './testing/example.ts';

const parsed = (written: string): ReturnType<typeof parseScenario> =>
  parseScenario(staged('story', `day 1 09:00 boise-clinic carries at most ${written}`));

describe('a rate', () => {
  it.each([['64kbit/s', 64_000], ['1Mbit/s', 1_000_000], ['2.5Mbit/s', 2_500_000], ['1Gbit/s', 1e9]])(
    '%s is %d bits a second', (written, bitsPerSecond) => {
      expect(parsed(written).scenario?.story).toMatchObject([{ verb: 'carries', bitsPerSecond }]);
      expect(formatRate(bitsPerSecond)).toBe(written);
    });

  it('reads back what it writes', () => {
    fc.assert(fc.property(fc.integer({ min: 1_000, max: 1e12 }), (bitsPerSecond) => {
      const [act] = parsed(formatRate(bitsPerSecond)).scenario?.story ?? [];
      expect(act).toMatchObject({ bitsPerSecond });
    }), { numRuns: 50 });
  });

  it.each([
    ['1mbit/s', /so: 1Mbit\/s/], ['1 Mbit/s', /written together: 1Mbit\/s/], ['1Mbps', /written like/],
    ['0kbit/s', /from 1kbit\/s/], ['9999Gbit/s', /1000Gbit/], ['0.0000001Mbit/s', /written like/], ['5', /written like/],
  ])('%s is refused with its reason', (written, reason) => {
    expect(parsed(written).problems.map(({ sentence }) => sentence)).toEqual([expect.stringMatching(reason)]);
  });
});
