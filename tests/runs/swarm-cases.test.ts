/** What the swarm draws, and what it makes of it: each a scenario that can be read, and that happens. */
import { describe, expect, it } from 'vitest';
import { MICROS_PER_HOUR } from '../../workers/kernel/micros.ts';
import { netCut } from '../../workers/net/entries.ts';
import { parseScenario } from '../../workers/script/parse.ts';
import { PROTOCOLS } from '../../workers/settings/protocols.ts';
import { scenarioOf } from '../../workers/threads/headless/swarm/case.ts';
import type { SwarmCase } from '../../workers/threads/headless/swarm/case.ts';
import { HALF, drawCase, workOf } from '../../workers/threads/headless/swarm/draw-case.ts';
import { shrink } from '../../workers/threads/headless/swarm/shrink.ts';
import { isWithholding } from '../../workers/threads/headless/swarm/trouble.ts';
import { protocolNamed } from '../../workers/threads/protocols.ts';
import { nodeTurned, storyCondition } from '../../workers/world/entries.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

async function drawn(name: string, seeds: number, over = false): Promise<SwarmCase[]> {
  const entry = await protocolNamed(name);
  if (entry === undefined) throw new Error(`There is no protocol ${name}.`);
  return Array.from({ length: seeds }, (_, seed) => drawCase(entry, seed + 1, { over }));
}

const TROUBLES: readonly (readonly [string, RegExp])[] = [
  ['whoever leads', /^when \S+ leads /], ['whoever proposes', /^when \S+ proposes /],
  ['a block that is final', /^when block \d is final /], ['one that is back', /^when \S+ is back /],
  ['a node that works slower', / works \d+ times slower/], ['a narrow line', /^(?:when .*)?\S+ carries at most /],
  ['a narrow link', /link \S+ (?:to )?\S+ carries at most /], ['a region cut off', / (?:us|eu|ap|sa)-\w+ is cut from all/],
  ['a member cut off', /-clinic is cut from all/], ['a cut', / is cut(?: for \d+ms)?$/],
];

it('miners that withhold are drawn where there are miners, and do less than half of the work', async () => {
  for (const name of ['qbft', 'clique']) {
    expect((await drawn(name, 150)).some(({ troubles }) => troubles.some(isWithholding))).toBe(false);
  }
  const those = (await drawn('nakamoto', 150)).filter(({ troubles }) => troubles.some(isWithholding));
  const how = new Map<string, number>();
  for (const { troubles, faulty, members, settings } of those) {
    expect(workOf(faulty, members.map(({ name }) => name), settings)).toBeLessThan(HALF);
    for (const { begin } of troubles.filter(isWithholding)) {
      const what = begin.slice(begin.indexOf(' ') + 1);
      how.set(what, (how.get(what) ?? 0) + 1);
    }
  }
  expect([...how.keys()].sort()).toEqual(['double-spends transactions of ana', 'mines selfishly']);
  for (const times of how.values()) expect(times).toBeGreaterThan(2);
});

describe.each(PROTOCOLS)('under %s', (name) => {
  it('everything is drawn that may go wrong, and every case can be read', async () => {
    const lines = (await drawn(name, 150)).flatMap((one) => {
      const text = scenarioOf(one);
      expect(parseScenario(text).problems, text).toEqual([]);
      return text.split('\n').map((line) => line.trim());
    });
    for (const [what, how] of TROUBLES) expect(lines.filter((line) => how.test(line)).length, what).toBeGreaterThan(2);
    const liars = lines.filter((line) => / refuses transactions of ana$/.test(line)).length;
    if (name === 'raft') expect(liars).toBe(0);
    else expect(liars).toBeGreaterThan(2);
  });

  it('whatever a case is made smaller to can be read, is no larger and heals', async () => {
    for (const one of await drawn(name, 12)) {
      let turn = 0;
      const smallest = await shrink(one, (each) => {
        expect(parseScenario(scenarioOf(each)).problems, scenarioOf(each)).toEqual([]);
        turn += 1;
        return Promise.resolve((turn * one.seed) % 3 !== 0);
      });
      expect(smallest.troubles.length).toBeLessThanOrEqual(one.troubles.length);
      for (const { until } of smallest.troubles) expect(until ?? 0).toBeLessThanOrEqual(smallest.healsAt);
    }
  });

  it('what waits for something comes about, often while there is still something to decide', async () => {
    let [waiting, met] = [0, 0];
    for (const one of await drawn(name, 6)) {
      waiting += one.troubles.filter(({ when }) => when !== undefined).length;
      const { run } = await openToEnd('swarm', { scenario: { text: scenarioOf(one) }, keepMessages: false });
      met += all(run.trace, storyCondition).length;
    }
    expect(waiting).toBeGreaterThan(2);
    expect(met).toBeGreaterThan(waiting / 3);
  });
});

it('what is made small keeps what it needs: a leader that is cut off as soon as it leads', async () => {
  const [one] = await drawn('raft', 1);
  const when = 'alder-clinic leads';
  const needs = { at: 9_000, until: null, when, begin: 'alder-clinic is cut from all for 9000ms', end: '', names: ['alder-clinic'] };
  const region = { at: 1_000, until: 9_000, begin: 'us-west is cut from all', end: 'us-west is connected again',
    names: [], region: 'us-west' };
  const smallest = await shrink({ ...one!, troubles: [region, needs] },
    (each) => Promise.resolve(each.troubles.some((trouble) => trouble.when === when)));
  expect(smallest.troubles).toEqual([{ ...needs, at: 0 }]);
  expect(smallest.members.length).toBeLessThanOrEqual(2);
  expect(scenarioOf(smallest)).toContain('\n  when alder-clinic leads alder-clinic is cut from all for 9000ms\n');
});

it('a region that is cut off in a case is cut off in its run', async () => {
  const one = (await drawn('qbft', 60)).find(({ troubles }) =>
    troubles.some(({ region, when }) => region !== undefined && when === undefined));
  const { at, region } = one!.troubles.find((trouble) => trouble.region !== undefined && trouble.when === undefined)!;
  const { run } = await openToEnd('swarm', { scenario: { text: scenarioOf(one!) }, keepMessages: false });
  expect(all(run.trace, netCut).filter((cut) => cut.at === 9 * MICROS_PER_HOUR + at * 1_000 && cut.a === region).length)
    .toBeGreaterThan(0);
  const lies = one!.troubles.filter(({ begin }) => / turns | refuses |equivocates|votes twice/.test(begin));
  expect(all(run.trace, nodeTurned)).toHaveLength(lies.length);
});
