import { describe, expect, it } from 'vitest';
import type { Mark, RunSummary } from '../../../workers/contract.ts';
import { clearSide, drawTrack, tallyOf, TRACK_HEIGHT } from './tracks.ts';

const leak = (at: number): Mark => ({ at, row: at, kind: 'leak', count: 1, sentence: '' });
const run = {
  endsAtMicros: 200, marks: [leak(10), leak(60), leak(62), leak(90)], metrics: { 'leaks.total': 4 },
  checks: [
    { text: '', line: 1, verdict: 'holds', at: 100, sentence: '', onPurpose: null },
    { text: '', line: 2, verdict: 'broken', at: 10, sentence: '', onPurpose: null },
    { text: '', line: 3, verdict: 'undecided', at: null, sentence: '', onPurpose: null },
  ],
} as unknown as RunSummary;
const xOf = (at: number): number => at;

describe('a track', () => {
  it('comes down from its parent where the two part, and runs on to its end', () => {
    const drawn = drawTrack({ forkAtMicros: 50, rowsUp: 2 }, 3, run, 300, xOf);
    expect(drawn.y).toBe(3.5 * TRACK_HEIGHT);
    expect(drawn.path).toBe(`M50.0 ${(1.5 * TRACK_HEIGHT).toFixed(1)}V86.0q0 5 5 5H200.0`);
  });

  it('shows of a branch only what came after it was made, and of the scenario as written all', () => {
    const branch = drawTrack({ forkAtMicros: 50, rowsUp: 1 }, 1, run, 300, xOf);
    expect(branch.leaks).toEqual([60, 90]);
    expect(branch.verdicts).toEqual([{ x: 100, verdict: 'holds' }]);
    const written = drawTrack({ forkAtMicros: 0, rowsUp: 0 }, 0, run, 300, xOf);
    expect(written.leaks).toEqual([10, 60, 90]);
    expect(written.verdicts.map(({ verdict }) => verdict)).toEqual(['broken', 'holds']);
  });

  it('of which nothing is known yet ends where the run on the Stage does', () => {
    expect(drawTrack({ forkAtMicros: 0, rowsUp: 0 }, 0, null, 300, xOf).path).toMatch(/H300\.0$/);
  });

  it('counts what it came to', () => {
    expect(tallyOf(run)).toEqual({ leaks: 4, holds: 1, broken: 1 });
  });
});

describe('a sign beside the marks of a track', () => {
  const track = (leaks: readonly number[], verdicts: readonly number[]): Parameters<typeof clearSide>[1] =>
    ({ leaks, verdicts: verdicts.map((x) => ({ x, verdict: 'holds' as const })) });

  it('stands where no mark is, left if it may', () => {
    expect(clearSide(100, track([], []))).toBe(-1);
    expect(clearSide(100, track([113], []))).toBe(-1);
    expect(clearSide(100, track([], [92]))).toBe(1);
    expect(clearSide(100, track([110], [92]))).toBe(-1);
  });
});
