import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read, USUAL } from './preferences.svelte.ts';

describe('preferences', () => {
  it('come back as they were kept', () => {
    const kept = { theme: 'projector', motion: 'gentle', singleKeys: false, quiet: true } as const;
    expect(read(JSON.stringify(kept))).toEqual(kept);
  });

  it('are the usual ones wherever something strange was stored', () => {
    for (const text of [null, '', 'null', '3', '[]', '{', '{"theme":"pink"}']) expect(read(text)).toEqual(USUAL);
    fc.assert(fc.property(fc.json(), (text) => {
      expect(Object.keys(read(text)).sort()).toEqual(Object.keys(USUAL).sort());
    }));
  });
});
