/**
 * One run, three engines, one fingerprint. Node and Chromium disagree about one Math.log in eleven,
 * so their agreement here says that nothing in a run leans on the engine.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../scripts/serve.mjs';
import { askChromium, askFirefox, askNode, type Fingerprint, type SelfTest } from './engines.ts';

/** What the self-test page must show at least. */
const RUNS: readonly SelfTest[] = ['1', '2'].flatMap((seed) =>
  ['default', 'single-ledger'].map((access) => ({ scenario: 'patient-relocation', seed, access })));

const dist = join(import.meta.dirname, '../../dist');
let server: Awaited<ReturnType<typeof serve>>;
let expected: Fingerprint[];

beforeAll(async () => {
  if (!existsSync(dist)) throw new Error('Build the app first: node scripts/ready.mjs');
  server = await serve(dist, 0);
  expected = RUNS.map((run) => ({ ...run, fingerprint: askNode(run) }));
});

afterAll(() => { server?.close(); });

describe('the same run has the same fingerprint', () => {
  it('in Node twice', () => {
    expect(askNode(RUNS[0]!)).toBe(expected[0]!.fingerprint);
  });

  it('in Chromium', async () => {
    expect(await askChromium(server.url)).toEqual(expect.arrayContaining(expected));
  });

  it('in a stock Firefox', async () => {
    expect(await askFirefox(server.url)).toEqual(expect.arrayContaining(expected));
  });

  it('and another seed or access model has another', () => {
    expect(new Set(expected.map(({ fingerprint }) => fingerprint)).size).toBe(RUNS.length);
  });
});
