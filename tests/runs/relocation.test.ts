import { describe, expect, it } from 'vitest';
import { accessShown, leakHappened } from '../../workers/access/entries.ts';
import { needBegan, needEnded } from '../../workers/health/entries.ts';
import { NONE } from '../../workers/kernel/trace.ts';
import type { Trace } from '../../workers/kernel/trace.ts';
import { blockAppended } from '../../workers/ledger/entries.ts';
import { why } from '../../workers/views/causes.ts';
import { openToEnd } from './open.ts';
import { storeChain } from '../../workers/ledger/stored.ts';

const NAME = 'patient-relocation';

describe('the relocation', () => {
  it('costs fewer than 100,000 events', async () => {
    expect((await openToEnd(NAME, { seed: 1 })).run.events).toBeLessThan(100_000);
  });

  it('leaks more and exposes more under a single ledger than under patient grants', async () => {
    const granted = (await openToEnd(NAME, {})).summary(0).metrics;
    const ledger = (await openToEnd(NAME, {
      settings: { 'network.access': 'single-ledger' } })).summary(0).metrics;
    for (const metric of ['leaks.total', 'exposure.couldReadPairs', 'custody.total']) {
      expect(ledger[metric], metric).toBeGreaterThan(Number(granted[metric]));
    }
    // And care is faster: that is the trade the product is about.
    expect(ledger['care.waitSecondsP95']).toBeLessThan(Number(granted['care.waitSecondsP95']));
  });

  it('ends with the same block and state at every height on every node', async () => {
    const { run } = await openToEnd(NAME);
    const digests = new Map<number, Set<string>>();
    for (let row = 0; row < run.trace.outcomeCount; row += 1) {
      if (!run.trace.is(row, blockAppended)) continue;
      const { height, hash, stateDigest } = run.trace.get(row, blockAppended);
      digests.set(height, (digests.get(height) ?? new Set()).add(`${hash} ${stateDigest}`));
    }
    expect(digests.size).toBeGreaterThan(3);
    for (const [height, set] of digests) expect(set.size, `height ${height}`).toBe(1);
    const replicas = run.world.nodes.map((node) => node.replica.state.digest);
    expect(new Set(replicas).size).toBe(1);
  });

  it('explains every leak down to lines of the script', async () => {
    const open = await openToEnd(NAME);
    const { trace } = open.run;
    for (const row of rowsOf(trace, leakHappened)) {
      const steps = open.why(row);
      const last = steps[steps.length - 1];
      expect(last?.line, trace.label(row)).not.toBeNull();
      expect(last?.lineText).toBeTruthy();
    }
  });

  it('explains the porter\'s leak by both lines: the screen left open and the sitting down', async () => {
    const open = await openToEnd(NAME);
    const row = rowsOf(open.run.trace, leakHappened)
      .find((leak) => open.run.trace.text(leak, leakHappened, 'holder') === 'porter');
    const lines = why(open.run.trace, row ?? NONE, open.input.scenario).map((step) => step.line);
    const text = open.input.scenario.text.split('\n');
    const spoken = lines.filter((line) => line !== null).map((line) => text[line - 1] ?? '');
    expect(spoken.some((line) => line.includes('leaves ward-3 unlocked'))).toBe(true);
    expect(spoken.some((line) => line.includes('sits down at ward-3'))).toBe(true);
  });
});

describe('the leak after a withdrawal', () => {
  it('is explained by the withdrawal too', async () => {
    const open = await openToEnd(NAME);
    const { trace } = open.run;
    const row = rowsOf(trace, leakHappened)
      .find((leak) => trace.text(leak, leakHappened, 'kind') === 'stale') ?? NONE;
    const lines = open.why(row).map((step) => step.lineText ?? '');
    expect(lines.some((line) => line.includes('ana revokes dr-osei'))).toBe(true);
    expect(lines.some((line) => line.includes('dr-osei asks for ana/conditions'))).toBe(true);
  });
});

describe('leaks against a dumb twin', () => {
  it.each(['patient-grant', 'single-ledger'])(
    'are counted once for each person, section and stretch without need (%s)', async (access) => {
      const { run } = await openToEnd(NAME, { settings: { 'network.access': access } });
      const { trace } = run;
      // Sections are shown whole: the first showing in a stretch without need leaks all it shows.
      const expected = new Map<string, number>();
      const counted = new Set<string>();
      for (const row of rowsOf(trace, accessShown)) {
        const { person, patient, section, records } = trace.get(row, accessShown);
        const stretch = stretchWithoutNeed(trace, row, person, patient, section);
        const key = `${person} ${patient} ${section} ${stretch}`;
        if (stretch < 0 || counted.has(key)) continue;
        counted.add(key);
        const holder = `${person} ${patient} ${section}`;
        expected.set(holder, (expected.get(holder) ?? 0) + records);
      }
      const leaks = new Map<string, number>();
      for (const row of rowsOf(trace, leakHappened)) {
        const { holder, patient, section } = trace.get(row, leakHappened);
        const key = `${holder} ${patient} ${section}`;
        leaks.set(key, (leaks.get(key) ?? 0) + 1);
      }
      expect(expected.size).toBeGreaterThan(0);
      expect(Object.fromEntries(leaks)).toEqual(Object.fromEntries(expected));
    });
});

describe('a stored chain', () => {
  it('is whole, and one flipped byte is detected and located at its height', async () => {
    const open = await openToEnd(NAME);
    expect(open.verifyChain(null)).toMatchObject({ holds: true });
    const { chain } = open.run.world.nodes[0]!.replica;
    const stored = storeChain(chain);
    for (let height = 0; height < stored.length; height += 1) {
      const length = stored[height]!.length;
      for (const byte of [0, 1, Math.floor(length / 3), Math.floor(length / 2), length - 1]) {
        expect(open.verifyChain({ height, byte }), `byte ${byte} of block ${height}`)
          .toMatchObject({ holds: false, height });
      }
    }
  });
});

function rowsOf(trace: Trace, kind: Parameters<Trace['is']>[1]): number[] {
  const rows: number[] = [];
  for (let row = 0; row < trace.outcomeCount; row += 1) if (trace.is(row, kind)) rows.push(row);
  return rows;
}

/**
 * How many needs had begun before the row while none was open: names the stretch; -1 in a need.
 * Reads the whole history each time, with no state kept: slow and plain.
 */
function stretchWithoutNeed(
  trace: Trace, row: number, person: string, patient: string, section: string,
): number {
  const open = new Set<string>();
  let begun = 0;
  for (let before = 0; before < row; before += 1) {
    if (trace.is(before, needBegan)) {
      const need = trace.get(before, needBegan);
      if (need.person === person && need.patient === patient
        && need.sections.split(', ').includes(section)) {
        open.add(need.need);
        begun += 1;
      }
    } else if (trace.is(before, needEnded)) open.delete(trace.text(before, needEnded, 'need'));
  }
  return open.size > 0 ? -1 : begun;
}
