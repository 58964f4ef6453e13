import { describe, expect, it } from 'vitest';
import { formatRoute, stage } from '../router/route.ts';
import { changedBy } from './prevention.svelte.ts';

const STORY = stage('insider-breach');
const candidate = { title: '', why: '' };

describe('the branch of what would prevent a leak', () => {
  it('has all lines of it as one step, each at its moment', () => {
    const branch = changedBy(STORY, { ...candidate, change: { lines: [
      'day 3 12:10:00.000001 porter sits down at ward-3', 'day 3 12:11 porter locks ward-3',
    ] } });
    expect(branch === null ? null : formatRoute(branch)).toBe(
      '#/stage/insider-breach?b=1.3d12h10m0.000001s.porter+sits+down+at+ward-3;3d12h11m.porter+locks+ward-3',
    );
  });

  it('has the settings of it', () => {
    expect(changedBy(STORY, { ...candidate, change: { settings: { 'network.access': 'patient-grant' } } })?.settings)
      .toEqual({ 'network.access': 'patient-grant' });
  });

  it('is none where a line of it has no moment', () => {
    expect(changedBy(STORY, { ...candidate, change: { lines: ['when asked ana grants dr-rivas'] } })).toBeNull();
    expect(changedBy(STORY, { ...candidate, change: { lines: [] } })).toBeNull();
  });
});
