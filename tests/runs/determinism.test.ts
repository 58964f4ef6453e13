import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  badgeLeft, needBegan, patientMoved, phoneFound, phoneLost, sessionBorrowed, sessionLeft,
} from '../../workers/health/entries.ts';
import { createSha256 } from '../../workers/crypto/hash.ts';
import type { Trace } from '../../workers/kernel/trace.ts';
import { netCut, netCutOneWay, netHealed, netHealedOneWay, netImpaired, netRestored }
  from '../../workers/net/entries.ts';
import { nodeClockSet, nodeCrashed, nodePaused, nodeRestarted, storyAct }
  from '../../workers/world/entries.ts';
import { openToEnd, textOf } from './open.ts';
import type { OpenOptions } from './open.ts';

const NAME = 'patient-relocation';

async function fingerprint(options: OpenOptions): Promise<string> {
  return (await openToEnd(NAME, options)).run.trace.fingerprint(createSha256());
}

/** Outcomes as plain text, for comparing two traces row by row. */
function lines(trace: Trace, until = Infinity): string[] {
  const found: string[] = [];
  for (let row = 0; row < trace.outcomeCount && trace.at(row) < until; row += 1) {
    const kind = trace.kind(row);
    found.push(JSON.stringify([trace.at(row), trace.label(row), kind.name, trace.get(row, kind),
      trace.cause(row)]));
  }
  return found;
}

describe('the same run', () => {
  it('has the same fingerprint twice, and another with another seed', async () => {
    const first = await fingerprint({ seed: 1 });
    expect(await fingerprint({ seed: 1 })).toBe(first);
    expect(await fingerprint({ seed: 2 })).not.toBe(first);
  });

  it('does not change when messages are counted instead of kept', async () => {
    expect(await fingerprint({ keepMessages: false })).toBe(await fingerprint({ keepMessages: true }));
  });

  it('does not change when every empty tick of a network at rest is simulated', async () => {
    const skipping = await openToEnd(NAME, { idle: 'closed-form' });
    const dumb = await openToEnd(NAME, { idle: 'simulated' });
    expect(lines(dumb.run.trace)).toEqual(lines(skipping.run.trace));
    // The twin really does the work that closed form saves: a tick every two seconds for days.
    expect(dumb.run.events).toBeGreaterThan(100 * skipping.run.events);
  });

  it('does not change when the script gets comments, blank lines and other spacing', async () => {
    const text = await textOf(NAME);
    const spaced = `# A note.\n\n${text.replaceAll('\n', '\n\n').replace('seed 42', 'seed   42 # luck')}`;
    expect(await fingerprint({ scenario: { text: spaced } })).toBe(await fingerprint({}));
  });

  it('does not change with the size of the slices it is advanced in', async () => {
    const whole = await openToEnd(NAME, {});
    const { OpenRun } = await import('../../workers/threads/open-run.ts');
    const sliced = new OpenRun(whole.input);
    while (sliced.run.advance(7) === 'going');
    expect(sliced.run.trace.fingerprint(createSha256()))
      .toBe(whole.run.trace.fingerprint(createSha256()));
  });
});

describe('a branch', () => {
  it('has the outcomes of its parent up to the act that was added', async () => {
    const text = await textOf(NAME);
    const at = 'day 4 09:00';
    const branched = text.replace(/\nexpect\n/, `\n  ${at}   ana revokes dr-rivas\n\nexpect\n`);
    expect(branched).not.toBe(text);
    const parent = await openToEnd(NAME);
    const branch = await openToEnd(NAME, { scenario: { text: branched } });
    const until = (3 * 24 + 9) * 3_600_000_000;
    const before = lines(parent.run.trace, until);
    expect(before.length).toBeGreaterThan(100);
    expect(lines(branch.run.trace, until)).toEqual(before);
    expect(lines(branch.run.trace)).not.toEqual(lines(parent.run.trace));
  });
});

/** What happens to a network and its people whatever it answers them. */
const EXOGENOUS = [
  storyAct, needBegan, patientMoved, sessionLeft, sessionBorrowed, badgeLeft, phoneLost, phoneFound,
  netCut, netCutOneWay, netHealed, netHealedOneWay, netImpaired, netRestored,
  nodeCrashed, nodeRestarted, nodePaused, nodeClockSet,
];

const ARMS: readonly Readonly<Record<string, string>>[] = [
  { 'network.access': 'single-ledger' },
  { 'network.access': 'single-ledger', 'network.reach': 'treating' },
  { 'network.consensus': 'raft' },
];

const STORIES = (JSON.parse(readFileSync(
  new URL('../../scenarios/index.json', import.meta.url), 'utf8')) as { name: string }[])
  .map(({ name }) => name);

describe('the arms of a comparison', () => {
  it.each(STORIES)('of %s share everything exogenous: acts, needs, moves, lapses, faults', async (name) => {
    // Numbers count what came before, of which an arm may have more.
    const exogenous = (trace: Trace): string[] => lines(trace).filter((_line, row) =>
      EXOGENOUS.some((kind) => trace.is(row, kind))).map((line) => {
      const [at, label, kind, values] = JSON.parse(line) as [number, string, string, object];
      return JSON.stringify([at, label.split('#')[0], kind, { ...values, session: '', enabledBy: 0 }]);
    });
    const expected = exogenous((await openToEnd(name)).run.trace);
    expect(expected.length).toBeGreaterThan(4);
    for (const settings of ARMS) {
      const arm = await openToEnd(name, { settings });
      expect(exogenous(arm.run.trace)).toEqual(expected);
    }
  });
});
