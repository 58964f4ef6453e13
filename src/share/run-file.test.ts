import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikeRunFile, readRunFile, writeRunFile, type RunFile } from './run-file.ts';

const FILE: RunFile = {
  title: 'Ana moves', scenario: 'patient-relocation', script: 'scenario "Ana moves"\nseed 42\n', seed: 7,
  settings: { 'network.access': 'single-ledger' },
  own: [{ patient: 'ana', sha256: 'ab'.repeat(32), name: 'o\'brien.json' }], view: 'lanes', atMicros: 93_784_000_000,
  print: { engine: '0.1.0', fingerprint: 'f543d107', outcomes: 3, every: 1, rungs: [1, 65_535, 0] },
};
const parts = (): Record<string, unknown> => JSON.parse(writeRunFile(FILE)) as Record<string, unknown>;

describe('a run file', () => {
  it('comes back as it was written', () => {
    expect(looksLikeRunFile(writeRunFile(FILE))).toBe(true);
    expect(readRunFile(writeRunFile(FILE))).toEqual({ ok: true, file: FILE });
    expect(looksLikeRunFile(FILE.script)).toBe(false);
  });

  it.each([
    ['script', 3], ['scenario', '../x'], ['seed', -1], ['seed', '7'], ['settings', { 'network.acess': 'x' }],
    ['settings', []], ['own', 'x:y:z'], ['view', 'sky'], ['moment', 'soon'], ['engine', '<b>'], ['print', 'f543'],
  ])('whose %s is damaged says so, and opens nothing', (name, value) => {
    const reading = readRunFile(JSON.stringify({ ...parts(), [name]: value }));
    expect(reading).toMatchObject({ ok: false, sentence: expect.stringContaining(`“${name}”`) });
  });

  it.each(['{', '{}', '[]', 'null', '{"format":"ledgerward run","version":2}'])(
    'is not read from %s', (text) => { expect(readRunFile(text)).toMatchObject({ ok: false }); },
  );

  it('with any one character changed is refused or is a whole run file, and never throws', () => {
    const text = writeRunFile(FILE);
    fc.assert(fc.property(fc.nat({ max: text.length - 1 }), fc.string({ unit: 'binary', maxLength: 3 }), (at, put) => {
      const reading = readRunFile(text.slice(0, at) + put + text.slice(at + 1));
      if (reading.ok) expect(Object.keys(reading.file).sort()).toEqual(Object.keys(FILE).sort());
      else {
        expect(reading.sentence).toMatch(/^[A-Z].*[.?]$/);
        expect(reading.sentence).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
      }
    }), { numRuns: 2000 });
  });
});
