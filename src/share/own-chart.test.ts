import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameFor, OWN_FILES_MAX, readOwn, writeOwn } from './own-chart.ts';

const hash = 'a'.repeat(64);

describe('files of one\u2019s own in a link', () => {
  it('come back as they were, whatever the files are called', () => {
    const file = fc.record({
      patient: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
      sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
      name: fc.string({ unit: 'binary' }).map(nameFor),
    });
    const files = fc.uniqueArray(file,
      { minLength: 1, maxLength: OWN_FILES_MAX, selector: ({ patient }) => patient });
    fc.assert(fc.property(files, (given) => {
      expect(readOwn(writeOwn(given))).toEqual(given);
    }));
  });

  it.each(['', 'ana', `ana:${hash}`, `ana:${hash}:`, `ana:xyz:f.json`, `a b:${hash}:f.json`,
    `ana:${hash}:f.json,ana:${hash}:g.json`, `ana:${hash}:%E0%A4%A`, `ana:${hash}:%0A`])(
    'are not read from %j', (raw) => { expect(readOwn(raw)).toBeNull(); });
});
