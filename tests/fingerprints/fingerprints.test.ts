/**
 * One run, three engines, one fingerprint. Node and Chromium disagree about one Math.log in eleven,
 * so their agreement here says that nothing in a run leans on the engine.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinStory } from '../../src/screens/about/join-story.ts';
import { serve } from '../../scripts/serve.mjs';
import { PROTOCOLS } from '../../workers/settings/protocols.ts';
import { askChromium, askFirefox, askNode, type Fingerprint, type SelfTest } from './engines.ts';

/** What the self-test page must show: one story with two seeds and two access models, … */
const RUNS: readonly SelfTest[] = ['1', '2'].flatMap((seed) =>
  ['default', 'single-ledger'].map((access) =>
    ({ scenario: 'patient-relocation', seed, access, consensus: 'default' })));

/** … two stories under every protocol whose transcripts are not kept, … */
const OTHERS: readonly SelfTest[] = ['crash-under-load', 'patient-relocation'].flatMap((scenario) =>
  PROTOCOLS.filter((consensus) => consensus !== 'qbft' && consensus !== 'raft')
    .map((consensus) => ({ scenario, seed: 'default', access: 'default', consensus })));

/** … one whose members join and leave, … */
const JOINS: readonly SelfTest[] = (['qbft', 'raft'] as const).map((consensus) =>
  ({ scenario: 'a member joins', text: joinStory(consensus), seed: 'default', access: 'default', consensus }));

/** … and every story under both protocols, whose fingerprint in Node its golden transcript ends with. */
const scenarios = join(import.meta.dirname, '../../scenarios');
const STORIES = (JSON.parse(readFileSync(join(scenarios, 'index.json'), 'utf8')) as { name: string }[])
  .flatMap(({ name }) => ['qbft', 'raft'].map((consensus) =>
    ({ scenario: name, seed: 'default', access: 'default', consensus })));

const dist = join(import.meta.dirname, '../../dist');
let server: Awaited<ReturnType<typeof serve>>;
let expected: Fingerprint[];

beforeAll(async () => {
  if (!existsSync(dist)) throw new Error('Build the app first: node scripts/ready.mjs');
  server = await serve(dist, 0);
  expected = [
    ...STORIES.map((run) => ({ ...run, fingerprint: golden(run) })),
    ...OTHERS.map((run) => ({ ...run, fingerprint: askNode(run) })),
    ...RUNS.map((run) => ({ ...run, fingerprint: askNode(run) })),
    ...JOINS.map(({ text, ...run }) => (
      { ...run, fingerprint: askNode(text === undefined ? run : { ...run, text }) })),
  ];
});

afterAll(() => { server?.close(); });

describe('the same run has the same fingerprint', () => {
  it('in Node twice', () => {
    const [run] = expected.slice(STORIES.length);
    expect(askNode(run!)).toBe(run!.fingerprint);
  });

  it('in the command and in a golden transcript', () => {
    const [run] = expected;
    expect(askNode(run!)).toBe(run!.fingerprint);
  });

  it('in Chromium', async () => {
    expect(inOrder(await askChromium(server.url))).toEqual(inOrder(expected));
  });

  it('in a stock Firefox', async () => {
    expect(inOrder(await askFirefox(server.url))).toEqual(inOrder(expected));
  });

  it('and another story, protocol, seed or access model has another', () => {
    expect(new Set(expected.map(({ fingerprint }) => fingerprint)).size).toBe(expected.length);
  });
});

/** The last line of the transcript that `npm run golden` wrote in Node. */
function golden({ scenario, consensus }: SelfTest): string {
  const text = readFileSync(join(scenarios, 'golden', `${scenario}.${consensus}.txt`), 'utf8');
  return /^fingerprint ([0-9a-f]{64})$/m.exec(text)?.[1] ?? '';
}

function inOrder(runs: readonly Fingerprint[]): Fingerprint[] {
  const key = ({ scenario, seed, access, consensus }: SelfTest): string =>
    [scenario, seed, access, consensus].join(' ');
  return [...runs].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
