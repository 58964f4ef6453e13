import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Bookmarks } from './bookmarks.svelte.ts';

beforeEach(() => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
});

describe('bookmarks that a file brings', () => {
  const list = [{ atMicros: 9e9, note: 'here' }, { atMicros: 12e9, note: '' }];

  it('are put to the run that they are of, once it is open', () => {
    const bookmarks = new Bookmarks();
    bookmarks.open('aa00');
    bookmarks.bring('f543', list);
    expect(bookmarks.open('f543d107')).toBe(0);
    expect(bookmarks.list).toEqual(list);
  });

  it('of another run are left out, counted once, and follow nobody to a later run', () => {
    const bookmarks = new Bookmarks();
    bookmarks.bring('f543', list);
    expect(bookmarks.open('aa00')).toBe(2);
    expect(bookmarks.list).toEqual([]);
    expect(bookmarks.open('f543d107')).toBe(0);
    expect(bookmarks.list).toEqual([]);
  });
});
