import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stage } from '../router/route.ts';
import { looksLikeRunFile, readRunFile, writeRunFile, type RunFile } from './run-file.ts';

const FILE: RunFile = {
  title: 'Ana moves', scenario: 'patient-relocation', script: 'scenario "Ana moves"\nseed 42\n', seed: 7,
  settings: { 'network.access': 'single-ledger' },
  own: [{ patient: 'ana', sha256: 'ab'.repeat(32), name: 'o\'brien.json' }], view: 'lanes', atMicros: 93_784_000_000,
  print: { engine: '0.1.0', fingerprint: 'f543d107', outcomes: 3, every: 1, rungs: [1, 65_535, 0] },
  place: {
    ...stage(''), scenario: null, seed: 7, settings: { 'network.access': 'single-ledger' }, view: 'lanes',
    own: [{ patient: 'ana', sha256: 'ab'.repeat(32), name: 'o\'brien.json' }], atMicros: 93_784_000_000,
    steps: [{ kind: 'act', acts: [{ atMicros: 9e9, text: 'tampa-general crashes' }] }], names: [null, '<b>Storm'],
    beside: 'parent', chosen: { kind: 'person', name: 'dr-rivas' },
  },
  root: 'scenario "Ana stays"\n', bookmarks: [{ atMicros: 9e9, note: 'here' }, { atMicros: 12e9, note: '' }],
};
const parts = (): Record<string, unknown> => JSON.parse(writeRunFile(FILE)) as Record<string, unknown>;

describe('a run file', () => {
  it('comes back as it was written', () => {
    expect(looksLikeRunFile(writeRunFile(FILE))).toBe(true);
    expect(readRunFile(writeRunFile(FILE))).toEqual({ ok: true, file: FILE });
    expect(looksLikeRunFile(FILE.script)).toBe(false);
  });

  it('of before, without a branch, bookmarks or the rest of the address, is still one', () => {
    const { address: _address, root: _root, bookmarks: _bookmarks, ...before } = parts();
    expect(readRunFile(JSON.stringify(before)))
      .toEqual({ ok: true, file: { ...FILE, place: null, root: null, bookmarks: [] } });
  });

  it('keeps what a newer page adds to its address', () => {
    const more = readRunFile(JSON.stringify({ ...parts(), address: `${String(parts()['address'])}&zz=1` }));
    expect(more).toMatchObject({ ok: true, file: { place: { unknown: [['zz', '1']] } } });
  });

  it.each([
    ['address', 'sel=%3Cb%3E'], ['address', 7], ['root', 7], ['root', null], ['address', ''],
    ['bookmarks', 'x'], ['bookmarks', [{ moment: 'soon', note: '' }]], ['bookmarks', [{ moment: '1d00h00m' }]],
    ['bookmarks', Array.from({ length: 41 }, () => ({ moment: '1d00h00m', note: '' }))],
  ])('whose %s is damaged opens nothing', (name, value) => {
    expect(readRunFile(JSON.stringify({ ...parts(), [name]: value }))).toMatchObject({ ok: false });
  });

  it.each([
    ['script', 3], ['scenario', '../x'], ['seed', -1], ['seed', '7'], ['settings', { 'network.acess': 'x' }],
    ['settings', []], ['own', 'x:y:z'], ['view', 'sky'], ['moment', 'soon'], ['engine', '<b>'], ['print', 'f543'],
  ])('whose %s is damaged says so, and opens nothing', (name, value) => {
    const reading = readRunFile(JSON.stringify({ ...parts(), [name]: value }));
    expect(reading).toMatchObject({ ok: false, sentence: expect.stringContaining(`“${name}”`) });
  });

  it.each([
    ['seed', 8], ['settings', {}], ['own', ''], ['view', 'map'],
  ])('whose %s is not what its address says opens nothing', (name, value) => {
    const reading = readRunFile(JSON.stringify({ ...parts(), [name]: value }));
    expect(reading).toMatchObject({ ok: false, sentence: expect.stringContaining(`two things of its “${name}”`) });
  });

  it('whose address leaves the seed to the script has that one', () => {
    const file = { ...FILE, seed: 42, place: FILE.place === null ? null : { ...FILE.place, seed: null } };
    expect(readRunFile(writeRunFile(file))).toEqual({ ok: true, file });
    expect(readRunFile(writeRunFile({ ...file, seed: 43 }))).toMatchObject({ ok: false });
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
