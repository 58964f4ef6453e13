import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { READ_MILLISECONDS, RunState } from './run.svelte.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe('what was refused', () => {
  it('goes once it is done with success, and not before it could be read', () => {
    const run = new RunState();
    run.remark('This file is no run.', 'file');
    vi.advanceTimersByTime(1_000);
    run.settle('file');
    vi.advanceTimersByTime(READ_MILLISECONDS - 1_500);
    expect(run.remarks).toEqual(['This file is no run.']);
    vi.advanceTimersByTime(600);
    expect(run.remarks).toEqual([]);
  });

  it('stays while only something else succeeds, and where nothing can be done about it', () => {
    const run = new RunState();
    run.remark('This file is no run.', 'file');
    run.remark('A part of the page could not be fetched.');
    run.settle('act');
    vi.advanceTimersByTime(10 * READ_MILLISECONDS);
    expect(run.remarks).toHaveLength(2);
    run.settle('file');
    vi.advanceTimersByTime(0);
    expect(run.remarks).toEqual(['A part of the page could not be fetched.']);
  });

  it('stays where it is refused again meanwhile', () => {
    const run = new RunState();
    run.remark('Too many steps.', 'act');
    run.settle('act');
    run.remark('Too many steps.', 'act');
    vi.advanceTimersByTime(2 * READ_MILLISECONDS);
    expect(run.remarks).toEqual(['Too many steps.']);
  });
});

describe('a run of which nothing more is awaited', () => {
  it('has its picture, or says why it has none', () => {
    const run = new RunState();
    expect(run.settled).toBe(false);
    run.problems = [{ place: 'scenario', line: 1, column: 1, sentence: 'There is no story.', fix: null }] as never;
    expect(run.settled).toBe(true);
    run.problems = [];
    run.cancelled = true;
    expect(run.settled).toBe(true);
  });
});
