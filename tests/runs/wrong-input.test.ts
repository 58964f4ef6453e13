import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../workers/threads/headless/main.ts';
import { textOf } from './open.ts';

let folder = '';
let good = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledgerward-wrong-'));
  good = await textOf('patient-relocation');
});

afterAll(() => { rmSync(folder, { recursive: true }); });

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function sim(...words: string[]): Promise<Outcome> {
  let out = '';
  let err = '';
  const code = await main(words, {
    out: (text) => { out += text; }, err: (text) => { err += text; },
    seconds: () => 0, cpuSeconds: () => 0,
  });
  return { code, out, err };
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Plain words: no stack, no code, nothing on standard output, exit 1. */
function isRefusedInWords({ code, out, err }: Outcome): void {
  expect(err.trim()).not.toBe('');
  expect(code, err).toBe(1);
  expect(out).toBe('');
  expect(err).not.toMatch(/\bat .*\.(ts|js):\d|\bError\b|undefined|\[object|NaN/);
  // A sentence or a question, and after it perhaps what to write instead.
  expect(err).toMatch(/[.?]( Try: .+)?$/m);
}

/** The ten common mistakes are tried on the command itself, in tests/commands; these are rarer. */
describe('wrong input gets a plain sentence with its place, and exit 1', () => {
  const edits: readonly [string, (text: string) => string, RegExp][] = [
    ['an absurd day', (text) => text.replace('day 4 08:05', 'day 99999999 08:05'), /:\d+:\d+ /],
    ['an absurd block interval', (text) => text.replace('block every 2s', 'block every 0s'),
      /:\d+:\d+ /],
    ['an absurd number', (text) => text.replace('seed 42', 'seed 1e400'), /:\d+:\d+ /],
    ['a negative seed', (text) => text.replace('seed 42', 'seed -1'), /:\d+:\d+ /],
  ];

  it.each(edits)('%s', async (_name, edit, place) => {
    const text = edit(good);
    expect(text).not.toBe(good);
    const path = file('wrong.ledgerward', text);
    for (const command of ['check', 'run']) {
      const outcome = await sim(command, path);
      isRefusedInWords(outcome);
      expect(outcome.err).toMatch(place);
    }
  });

  it('a text with zero bytes in it', async () => {
    isRefusedInWords(await sim('run', file('zeros.ledgerward', good.replace('network', 'net\0work'))));
  });

  it('a folder, and a file that is not there', async () => {
    isRefusedInWords(await sim('run', folder));
    isRefusedInWords(await sim('run', join(folder, 'nothing.ledgerward')));
  });

  it('a chart of one\'s own that is whole is taken', async () => {
    file('own.json', readFileSync('public/fhir/synthea/Norma_Pagan.json'));
    const path = file('own.ledgerward', good.replace('synthea/Norma_Pagan', 'own.json'));
    const { code, err } = await sim('run', path);
    expect(err).toBe('');
    expect(code).toBe(0);
  });
});

describe('a wrong command line', () => {
  it.each([
    [[]], [['rum', 'x']], [['run']], [['run', 'a', 'b']], [['run', 'x', '--sede', '1']],
    [['run', 'x', '--seed']], [['run', 'x', '--seed', '1.5']], [['run', 'x', '--seed', '-1']],
    [['run', 'x', '--set', 'network.access']], [['run', 'x', '--set', 'network.acces=single-ledger']],
    [['run', 'x', '--set', 'network.access=everyone']], [['run', 'x', '--format', 'xml']],
    [['verify', 'x', '--tamper', 'two:1']],
    [['verify', 'patient-relocation', '--member', 'nobody']],
    [['verify', 'patient-relocation', '--tamper', '999:0']],
    [['verify', 'patient-relocation', '--tamper', '2:99999999']],
  ])('%j is refused in words', async (words) => {
    const { code, err, out } = await sim(...words);
    expect(code).toBe(1);
    expect(`${err}${out}`).not.toMatch(/\bat .*\.(ts|js):\d|undefined|NaN/);
    expect(`${err}${out}`.trim().length).toBeGreaterThan(10);
  });
});

describe('right input', () => {
  it('prints the promised JSON, the same each time but for the wall clock', async () => {
    const words = ['run', 'patient-relocation', '--seed', '1', '--format', 'json'];
    const first = await sim(...words);
    expect(first.code).toBe(0);
    expect(await sim(...words)).toEqual(first);
    const report = JSON.parse(first.out) as Record<string, unknown>;
    expect(Object.keys(report)).toEqual(expect.arrayContaining([
      'engine', 'scenario', 'seed', 'settings', 'fingerprint', 'virtualSeconds', 'events',
      'wallSeconds', 'cpuSeconds', 'metrics', 'checks', 'leaks', 'needs']));
  });

  it('exits with 3 under --strict where a check is broken', async () => {
    expect((await sim('run', 'patient-relocation', '--strict')).code).toBe(3);
    expect((await sim('run', 'patient-relocation')).code).toBe(0);
  });

  it('finds every chain whole, that of the lost phone with its second key too', async () => {
    expect(await sim('verify', 'lost-phone')).toMatchObject({ code: 0, err: '' });
  });

  it('says which block no longer holds when a byte is flipped', async () => {
    const whole = await sim('verify', 'patient-relocation');
    expect(whole.code).toBe(0);
    const tampered = await sim('verify', 'patient-relocation', '--tamper', '2:100');
    expect(tampered.code).toBe(3);
    expect(tampered.out).toMatch(/\b2\b/);
  });
});

describe('a chart of one\u2019s own on the command line', () => {
  const own = '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"p",'
    + '"name":[{"text":"Someone Else"}]}},{"resource":{"resourceType":"AllergyIntolerance","id":"a",'
    + '"patient":{"reference":"Patient/p"},"code":{"text":"dust"}}}]}';

  it('stands in for the chart of a patient, and the report has its hash', async () => {
    const path = file('own.json', own);
    const { code, out, err } = await sim(
      'run', file('own.ledgerward', good), '--chart', `ana=${path}`, '--format', 'json');
    expect([code, err]).toEqual([0, '']);
    const report = JSON.parse(out) as { files: Record<string, string>;
      snapshots: { patient: string; sections: { items: { display: string }[] }[] }[] };
    expect(report.files[path]).toMatch(/^[0-9a-f]{64}$/);
    expect(report.files).not.toHaveProperty('synthea/Norma_Pagan');
    const seen = report.snapshots.filter(({ patient }) => patient === 'ana')
      .flatMap(({ sections }) => sections.flatMap(({ items }) => items.map(({ display }) => display)));
    expect(new Set(seen)).toEqual(new Set(['dust']));
  });

  it.each([
    ['what is not there', null, /There is no such file/],
    ['gzip', new Uint8Array([0x1f, 0x8b, 8, 0]), /compressed with gzip; unpack it/],
    ['a zip archive', new Uint8Array([0x50, 0x4b, 3, 4]), /zip archive/],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0]), /UTF-16; save it as UTF-8/],
    ['a record without its code', own.replace('"resourceType":"AllergyIntolerance"',
      '"resourceType":"Observation","status":"final"').replace('"code":{"text":"dust"}', '"x":1'),
    /:1:\d+ Bundle\.entry\[1\]\.resource\.code: An Observation has code/],
  ])('is refused with its place where it is %s', async (name, content, expected) => {
    const path = content === null ? join(folder, 'nowhere.json')
      : file(`${name.replaceAll(' ', '-')}.json`, content);
    const outcome = await sim('run', file('own.ledgerward', good), '--chart', `ana=${path}`);
    isRefusedInWords(outcome);
    expect(outcome.err).toMatch(expected);
  });

  it('is somebody\u2019s', async () => {
    const path = file('own.json', own);
    const outcome = await sim('run', file('own.ledgerward', good), '--chart', `anna=${path}`);
    isRefusedInWords(outcome);
    expect(outcome.err).toContain('anna is no patient of this scenario. There are ana, ben, cy.');
    expect((await sim('run', 'patient-relocation', '--chart', path)).err)
      .toContain('--chart needs PATIENT=file.json');
  });
});
