import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOOKMARKS_MAX, readBookmarks, withBookmarks } from './bookmark.ts';

describe('bookmarks', () => {
  it('come back as they were kept', () => {
    const kept = [['59d5', [{ atMicros: 5, note: 'the porter sits down' }]]];
    expect([...readBookmarks(JSON.stringify(kept))]).toEqual(kept);
  });

  it('are none wherever something strange was stored', () => {
    for (const text of [null, '', '{', '3', '{"a":1}', '[[1,2]]', '[["x",3]]']) expect(readBookmarks(text).size).toBe(0);
    expect(readBookmarks('[["x",[{"atMicros":"5","note":""},{"atMicros":0.5,"note":""},null]]]').get('x')).toEqual([]);
    fc.assert(fc.property(fc.json(), (text) => {
      for (const list of readBookmarks(text).values()) {
        for (const { atMicros, note } of list) {
          expect([Number.isSafeInteger(atMicros), typeof note]).toEqual([true, 'string']);
        }
      }
    }));
  });

  it('that a file brings take the place of none, each moment once, and as many as there is room for', () => {
    const own = [{ atMicros: 5, note: 'mine' }];
    expect(withBookmarks(own, [{ atMicros: 5, note: 'theirs' }, { atMicros: 2, note: 'before' }, { atMicros: 2, note: 'too' }]))
      .toEqual([{ atMicros: 2, note: 'before' }, { atMicros: 5, note: 'mine' }]);
    const many = Array.from({ length: 60 }, (_, index) => ({ atMicros: index, note: '' }));
    expect(withBookmarks(own, many)).toHaveLength(BOOKMARKS_MAX);
    expect(withBookmarks(own, many)).toContainEqual({ atMicros: 5, note: 'mine' });
  });
});
