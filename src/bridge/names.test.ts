import { describe, expect, it } from 'vitest';
import type { Frame } from './frame.ts';
import { namesNeeded } from './names.ts';

const COLUMNS = [['messages', 'kind'], ['leaks', 'kind'], ['cells', 'kind'], ['flights', 'kind'],
  ['grants', 'grantee'], ['grants', 'words']] as const;

/** A frame of which one column alone refers to names. */
function frameWith(table: string, column: string, names: readonly number[]): Frame {
  const empty = Object.fromEntries(COLUMNS.map(([each]) => [each, {} as Record<string, Float64Array>]));
  for (const [each, one] of COLUMNS) {
    (empty[each] ?? {})[one] = Float64Array.from(each === table && one === column ? names : []);
  }
  return empty as unknown as Frame;
}

describe('the names a frame refers to', () => {
  it.each(COLUMNS)('are asked for up to the last that %s.%s has', (table, column) => {
    expect(namesNeeded(frameWith(table, column, [3, 11, -1]))).toBe(12);
    expect(namesNeeded(frameWith(table, column, [-1]))).toBe(0);
  });
});
