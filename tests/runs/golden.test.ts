/** Every story is told as it was told before, to the line; `npm run golden` rewrites it on purpose. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { transcript } from '../../workers/threads/headless/transcript.ts';
import { openToEnd } from './open.ts';

const folder = join(import.meta.dirname, '../../scenarios');
const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as { name: string }[];
const CONSENSUS = ['qbft', 'raft'];
const RUNS = index.flatMap(({ name }) => CONSENSUS.map((consensus) => ({ name, consensus })));
/** A story is thousands of events: small enough to be read, and run, in a moment. */
const EVENTS_MAX = 60_000;

describe('a golden transcript', () => {
  it('stands for every scenario under every consensus, and there is no other', () => {
    expect(readdirSync(join(folder, 'golden')).sort())
      .toEqual(RUNS.map(({ name, consensus }) => `${name}.${consensus}.txt`).sort());
  });

  it.each(RUNS)('of $name under $consensus is told again', async ({ name, consensus }) => {
    const open = await openToEnd(name, { settings: { 'network.consensus': consensus } });
    const golden = readFileSync(join(folder, 'golden', `${name}.${consensus}.txt`), 'utf8');
    expect(firstDifference(golden, transcript(open, open.summary(0)))).toBeNull();
    expect(open.run.events).toBeLessThan(EVENTS_MAX);
    // Such as a note of one section twice, when two grants of one block send a request again.
    expect(golden).not.toContain('writes nothing: access-log');
  });

  it.each(RUNS)('of $name under $consensus: what breaks was meant to, and all nodes agree',
    async ({ name, consensus }) => {
      const open = await openToEnd(name, { settings: { 'network.consensus': consensus } });
      const { checks } = open.summary(0);
      for (const { text, verdict, onPurpose } of checks) {
        expect(verdict, text).toBe(onPurpose === null ? 'holds' : 'broken');
      }
      expect(checks.some(({ text }) => text === 'every node agrees')).toBe(true);
    });
});

describe('the first difference', () => {
  it('is named by its line, with both versions', () => {
    expect(firstDifference('a\nb\nc', 'a\nb\nc')).toBeNull();
    expect(firstDifference('a\nb\nc', 'a\nx\nc')).toBe('line 2: was "b", is "x"; npm run golden');
    expect(firstDifference('a', 'a\nb')).toBe('line 2: was nothing, is "b"; npm run golden');
  });
});

/** What to look at, and how to accept it. */
function firstDifference(golden: string, told: string): string | null {
  if (golden === told) return null;
  const [was, is] = [golden.split('\n'), told.split('\n')];
  const line = Math.max(was.length, is.length);
  const place = Array.from({ length: line }, (_, index) => index)
    .find((index) => was[index] !== is[index]) ?? 0;
  const quoted = (text: string | undefined): string =>
    (text === undefined ? 'nothing' : JSON.stringify(text));
  return `line ${place + 1}: was ${quoted(was[place])}, is ${quoted(is[place])}; npm run golden`;
}
