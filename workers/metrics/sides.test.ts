import { describe, expect, it } from 'vitest';
import { NONE, Trace } from '../kernel/trace.ts';
import { netCut, netCutOneWay, netHealed } from '../net/entries.ts';
import { sidesAt } from './sides.ts';

const MEMBERS = [
  { name: 'boise', region: 'us-west' }, { name: 'reno', region: 'us-west' },
  { name: 'tampa', region: 'us-east' }, { name: 'tokyo', region: 'ap-tokyo' },
];

function trace(...cuts: [number, typeof netCut | typeof netHealed | typeof netCutOneWay, string, string][]) {
  const recorded = new Trace({ keepMessages: false });
  for (const [at, kind, a, b] of cuts) recorded.record(kind, at, 'network', NONE, NONE, { a, b });
  return recorded;
}

describe('the sides of a partition', () => {
  it('are one while nothing is cut, or while there is a way around', () => {
    expect(sidesAt(trace(), MEMBERS, 5)).toBe('whole');
    expect(sidesAt(trace([1, netCut, 'us-west', 'us-east']), MEMBERS, 5)).toBe('whole, 1 cut');
  });

  it('are named by their regions, and by members where a region is parted', () => {
    const parted = trace([1, netCut, 'ap-tokyo', 'us-west'], [1, netCut, 'us-east', 'ap-tokyo']);
    expect(sidesAt(parted, MEMBERS, 5)).toBe('us-west us-east | ap-tokyo');
    const alone = trace([1, netCut, 'reno', 'boise'], [1, netCut, 'reno', 'us-east'],
      [1, netCut, 'reno', 'tokyo']);
    expect(sidesAt(alone, MEMBERS, 5)).toBe('boise us-east ap-tokyo | reno');
  });

  it('are those of the moment: before the cut, and after it is healed whichever way it is named', () => {
    const cuts = trace([2, netCut, 'us-east', 'ap-tokyo'], [2, netCut, 'us-west', 'ap-tokyo'],
      [8, netHealed, 'ap-tokyo', 'us-east']);
    expect(sidesAt(cuts, MEMBERS, 1)).toBe('whole');
    expect(sidesAt(cuts, MEMBERS, 7)).toBe('us-west us-east | ap-tokyo');
    expect(sidesAt(cuts, MEMBERS, 8)).toBe('whole, 1 cut');
  });

  it('are not parted by what is cut one way, which is counted', () => {
    expect(sidesAt(trace([1, netCutOneWay, 'us-west', 'us-east']), MEMBERS, 5)).toBe('whole, 1 cut');
  });
});
