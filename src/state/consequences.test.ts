import { describe, expect, it } from 'vitest';
import type { Frame } from '../bridge/frame.ts';
import { consequencesOf } from './consequences.ts';

const frame = (leaked: number): Frame => ({ dials: {
  count: 1, leaked: Float64Array.of(leaked), couldRead: Float64Array.of(7), didRead: Float64Array.of(2),
  waiting: Float64Array.of(1),
} }) as unknown as Frame;

describe('what a branch comes to beside its parent', () => {
  const [now, end] = consequencesOf([frame(13), frame(0)], [
    { metrics: { 'leaks.total': 20, 'care.met': 5, 'care.waitSecondsP50': 81, 'care.waitSecondsP95': 271 } },
    { metrics: { 'leaks.total': 13, 'care.met': 4, 'care.waitSecondsP50': 96, 'care.waitSecondsP95': null } },
  ]);
  const row = (section: typeof now, what: string) => section?.rows.find((each) => each.what === what);

  it('is told with both numbers, now and in the end', () => {
    expect(row(now, 'leaked')).toEqual({ what: 'leaked', values: ['13', '0'], difference: '−13' });
    expect(row(end, 'needsMet')).toEqual({ what: 'needsMet', values: ['5', '4'], difference: '−1' });
    expect(row(end, 'waitP50')).toEqual({ what: 'waitP50', values: ['1m 21s', '1m 36s'], difference: '+15s' });
  });

  it('has no difference where nothing differs or one side has no number', () => {
    expect(row(now, 'couldRead')).toEqual({ what: 'couldRead', values: ['7', '7'], difference: '' });
    expect(row(end, 'waitP95')).toEqual({ what: 'waitP95', values: ['4m 31s', '–'], difference: '' });
    expect(row(end, 'couldRead')).toEqual({ what: 'couldRead', values: ['–', '–'], difference: '' });
  });
});
