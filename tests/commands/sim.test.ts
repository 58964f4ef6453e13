/** The command as a stranger meets it: what it promises, and what it says to ten kinds of nonsense. */
import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const story = readFileSync(join(root, 'scenarios/patient-relocation.ledgerward'), 'utf8');
const EVENTS_MAX = 100_000;

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'ledgerward-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** Runs the command from a folder of its own, so that a stray file would be seen. */
function sim(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath, [join(root, 'scripts/sim.mjs'), ...args],
    { cwd: folder, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  return { status, stdout, stderr };
}

interface Report {
  readonly fingerprint: string;
  readonly events: number;
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly checks: readonly { readonly verdict: string }[];
}

function run(...args: string[]): Report {
  const { status, stdout, stderr } = sim('run', 'patient-relocation', '--format', 'json', ...args);
  expect(stderr.replace(/^Building .*\n/, '')).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout) as Report;
}

describe('a reader who leaves', () => {
  it('ends the command without a word', () => {
    const { stderr } = spawnSync('sh', ['-c',
      `"${process.execPath}" "${join(root, 'scripts/sim.mjs')}" run patient-relocation --format json | head -c 1`],
    { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
  });
});

describe('a run', () => {
  it('repeats itself to the byte, and another seed is another run', () => {
    const [first, again, other] = [run('--seed', '1'), run('--seed', '1'), run('--seed', '2')];
    expect(first.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(again.fingerprint).toBe(first.fingerprint);
    expect(other.fingerprint).not.toBe(first.fingerprint);
    expect(first.events).toBeLessThan(EVENTS_MAX);
  });

  it('pays for a single ledger in leaks and in what could be read', () => {
    const [granted, shared] = [run(), run('--set', 'network.access=single-ledger')];
    for (const metric of ['leaks.total', 'exposure.couldReadPairs']) {
      expect(shared.metrics[metric], metric).toBeGreaterThan(granted.metrics[metric]!);
    }
  });

  it('counts a broken check as a result, unless it is asked to be strict', () => {
    writeFileSync(join(folder, 'strict.ledgerward'), story.replace('leaks at most 1', 'leaks at most 0'));
    expect(sim('run', 'strict.ledgerward').status).toBe(0);
    expect(sim('run', 'strict.ledgerward', '--strict').status).toBe(3);
  });

  it('detects one altered byte of a stored block, and says in which block', () => {
    expect(sim('verify', 'patient-relocation').status).toBe(0);
    const { status, stdout } = sim('verify', 'patient-relocation', '--tamper', '3:40');
    expect(status).toBe(3);
    expect(stdout).toMatch(/\b3\b/);
  });
});

interface Nonsense {
  readonly what: string;
  readonly content: string | Uint8Array;
  /** The line where the trouble is; null where a whole file is no good. */
  readonly says: RegExp;
}

/** Changes one piece of the story that is surely there. */
function changed(from: string, to: string): string {
  expect(story).toContain(from);
  return story.replace(from, to);
}

const line = (text: string): number => story.slice(0, story.indexOf(text)).split('\n').length;
const MOVES = 'day 3 09:00   ana moves to tampa-general';

const NONSENSE: readonly Nonsense[] = [
  { what: 'an unknown word', content: changed('ana moves to', 'ana teleports to'),
    says: new RegExp(`:${line(MOVES)}:\\d+ .*teleports`) },
  { what: 'a missing party', content: changed('ana moves to tampa-general', 'ana moves to miami-general'),
    says: new RegExp(`:${line(MOVES)}:\\d+ .*miami-general`) },
  { what: 'a duplicate name', content: changed('staff       porter ', 'staff       ana '),
    says: new RegExp(`:${line('staff       porter')}:\\d+ .*ana`) },
  { what: 'time going backwards', content: changed('day 4 08:05   ana revokes', 'day 1 08:05   ana revokes'),
    says: new RegExp(`:${line('day 4 08:05')}:\\d+ `) },
  { what: 'an unknown chart', content: changed('synthea/Norma_Pagan', 'synthea/Nobody_Here'),
    says: new RegExp(`:${line('synthea/Norma_Pagan')}:\\d+ .*Nobody_Here`) },
  { what: 'a chart whose JSON is cut off', content: changed('synthea/Norma_Pagan', 'cut-off.json'),
    says: /cut-off\.json:\d+:\d+ / },
  { what: 'absurd numbers', content: changed('block every 2s', 'block every 99999999999999999999s'),
    says: new RegExp(`:${line('block every 2s')}:\\d+ `) },
  { what: 'an empty file', content: '', says: /empty|scenario/i },
  { what: 'a binary file', content: new Uint8Array([0, 255, 254, 1, 128, 192]), says: /text/i },
  { what: 'a scenario of 10 MB', content: `${story}${'# more\n'.repeat(1_500_000)}`, says: /at most 1000000/ },
];

describe('nonsense gets a plain sentence with its place, and nothing is written', () => {
  it.each(NONSENSE)('$what', ({ content, says }) => {
    writeFileSync(join(folder, 'wrong.ledgerward'), content);
    writeFileSync(join(folder, 'cut-off.json'), '{ "resourceType": "Bundle",\n  "entry": [ { "res');
    const before = readdirSync(folder).sort();
    for (const words of [['check'], ['run', '--trace', 'out.ndjson'], ['run', '--format', 'json']]) {
      const [name = '', ...options] = words;
      const { status, stdout, stderr } = sim(name, 'wrong.ledgerward', ...options);
      expect(stderr).toMatch(says);
      expect(stderr).toMatch(/wrong\.ledgerward|cut-off\.json/);
      expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    }
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  it.each([
    [['run', 'no-such-story'], /no-such-story/],
    [['run', 'patient-relocation', '--seed', 'many'], /seed/],
    [['run', 'patient-relocation', '--set', 'network.acess=single-ledger'], /network\.access/],
    [['run', 'patient-relocation', '--set', 'network.access=everyone'], /patient-grant/],
    [['run', 'patient-relocation', '--format', 'xml'], /json/],
    [['dance'], /dance/],
    [[], /Usage/],
  ] as const)('the command line %j', (args, says) => {
    const { status, stdout, stderr } = sim(...args);
    expect(stderr).toMatch(says);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });
});

describe('the page of a single thing', () => {
  it('is data with the exact bytes and signatures that node:crypto verifies', () => {
    const { status, stdout } = sim('page', 'patient-relocation', '--of', 'block/10');
    expect(status).toBe(0);
    const { page, signatures } = JSON.parse(stdout) as {
      page: { hash: string; preimage: string };
      signatures: { publicKey: string; signature: string; preimage: string }[];
    };
    expect(createHash('sha256').update(page.preimage).digest('hex')).toBe(page.hash);
    expect(signatures.length).toBeGreaterThanOrEqual(3);
    for (const { publicKey, signature, preimage } of signatures) {
      const key = createPublicKey({
        format: 'der', type: 'spki', key: Buffer.from(`302a300506032b6570032100${publicKey}`, 'hex'),
      });
      expect(verify(null, Buffer.from(preimage), key, Buffer.from(signature, 'hex'))).toBe(true);
    }
  });

  it('is asked of a thing that there is', () => {
    expect(sim('page', 'patient-relocation', '--of', 'block/99')).toMatchObject({ status: 1, stdout: '',
      stderr: 'patient-relocation: this run has no page of block "99".\n' });
    expect(sim('page', 'patient-relocation', '--of', 'banana').stderr).toMatch(
      /^"page" needs --of KIND\/ID, such as block\/10, not "banana"\. Kinds: block, /);
  });
});

describe('what would have prevented a leak', () => {
  it('is a table of runs, and the same as data', () => {
    const { status, stdout } = sim('prevent', 'patient-relocation', '--leak', '14');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Leak 14 \(leak\/\d+\)\. 7 leaks, stale: dr-osei has read 7 records of ana's chart /);
    expect(stdout).toMatch(/prevents {2}The link stays whole +20 > 13 /);
    expect(stdout).toMatch(/\+ day 4 08:00 link us-west us-east is healed/);
    expect(stdout).toMatch(/does not {2}A block every 1 s +20 /);
    // The same leak, by the name that its page and the links to it have.
    const page = /leak\/\d+/.exec(stdout)?.[0] ?? '';
    const told = JSON.parse(sim('prevent', 'patient-relocation', '--leak', page, '--format', 'json').stdout) as
      { leak: number; page: string; holder: string; candidates: { prevented: boolean }[] }[];
    expect(told.map((each) => [each.leak, each.page, each.holder])).toEqual([[14, page, 'dr-osei']]);
    expect(told[0]?.candidates.map(({ prevented }) => prevented)).toEqual([true, true, true, false, false, false]);
  });

  it('is asked of a leak that there is', () => {
    const { status, stderr } = sim('prevent', 'patient-relocation', '--leak', '21');
    expect(status).toBe(1);
    expect(stderr).toMatch(/there is no leak 21; this run has 20, from 1, which are leak\/\d+ to leak\/\d+\.\n$/);
    expect(sim('prevent', 'patient-relocation', '--leak', 'leak/1').stderr).toMatch(/no leak leak\/1; this run has 20/);
    expect(sim('prevent', 'patient-relocation', '--leak', '0').stderr).toMatch(/^--leak needs the number of a leak/);
    expect(sim('prevent', 'partition-during-emergency').stdout).toBe('This run has no leak.\n');
  });
});
