import { describe, expect, it } from 'vitest';
import { knowledgeAcquired, leakHappened } from '../../workers/access/entries.ts';
import { needBegan, needEnded } from '../../workers/health/entries.ts';
import { NONE } from '../../workers/kernel/trace.ts';
import type { Trace } from '../../workers/kernel/trace.ts';
import { blockAppended } from '../../workers/ledger/entries.ts';
import { why } from '../../workers/views/causes.ts';
import { openToEnd } from './open.ts';

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

describe('leaks against a dumb twin', () => {
  it.each(['patient-grant', 'single-ledger'])(
    'are just the first learnings without need, recomputed from the trace (%s)', async (access) => {
      const { run } = await openToEnd(NAME, { settings: { 'network.access': access } });
      const { trace } = run;
      const expected = new Set<string>();
      for (const row of rowsOf(trace, knowledgeAcquired)) {
        const { holder, record, patient, section, holderKind } = trace.get(row, knowledgeAcquired);
        if (holderKind !== 'person' || hadNeed(trace, row, holder, patient, section)) continue;
        expected.add(`${holder} ${record}`);
      }
      const counted = rowsOf(trace, leakHappened).map((row) => {
        const { holder, record } = trace.get(row, leakHappened);
        return `${holder} ${record}`;
      });
      expect(expected.size).toBeGreaterThan(0);
      expect(new Set(counted)).toEqual(expected);
    });
});

describe('a stored chain', () => {
  it('is whole, and one flipped byte is detected and located at its height', async () => {
    const open = await openToEnd(NAME);
    expect(open.verifyChain(null)).toMatchObject({ holds: true });
    const { chain } = open.run.world.nodes[0]!.replica;
    const stored = chain.stored();
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

/** Reads the whole history up to the row, with no state kept: slow and plain. */
function hadNeed(trace: Trace, row: number, person: string, patient: string, section: string): boolean {
  const open = new Set<string>();
  for (let before = 0; before < row; before += 1) {
    if (trace.is(before, needBegan)) {
      const need = trace.get(before, needBegan);
      if (need.person === person && need.patient === patient
        && need.sections.split(', ').includes(section)) open.add(need.need);
    } else if (trace.is(before, needEnded)) open.delete(trace.text(before, needEnded, 'need'));
  }
  return open.size > 0;
}
