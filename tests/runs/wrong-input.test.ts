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

  it('says which block no longer holds when a byte is flipped', async () => {
    const whole = await sim('verify', 'patient-relocation');
    expect(whole.code).toBe(0);
    const tampered = await sim('verify', 'patient-relocation', '--tamper', '2:100');
    expect(tampered.code).toBe(3);
    expect(tampered.out).toMatch(/\b2\b/);
  });
});
