/** What the screen sees of a moment depends on nothing that comes after it. */
import { describe, expect, it } from 'vitest';
import { joinStory } from '../../src/screens/about/join-story.ts';
import { consensusConfigured, consensusValidatorsChanged } from '../../workers/consensus/entries.ts';
import { FRAME, type FrameTable } from '../../workers/contract.ts';
import { OpenRun } from '../../workers/threads/open-run.ts';
import { headlessFiles } from '../../workers/threads/headless-files.ts';
import { prepare } from '../../workers/threads/prepare.ts';
import { blockReverted } from '../../workers/ledger/entries.ts';
import { nodeCrashed, nodeRestarted } from '../../workers/world/entries.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

/** The story of Ana has a cut that holds messages; so has this one, with a narrow line besides. */
const NARROW = { 'net.downlinkMbps': 0.1, 'net.uplinkMbps': 0.1 } as const;

/** Blocks as quick as the network: chains part and what was final is taken back. */
const FORKS = { 'network.consensus': 'nakamoto', 'consensus.confirmationBlocks': 1,
  'consensus.blockIntervalSeconds': 0.2 } as const;

/** What lanes show besides, µs. */
const STRETCH = 400_000;

describe('a frame', () => {
  it.each([['the story as it is', {}], ['narrow access lines', NARROW], ['chains that part', FORKS]])(
    'is the same while the story is still being played as afterwards (%s)', async (_, settings) => {
      const prepared = await prepare({ scenario: { name: 'patient-relocation' }, seed: null, settings },
        headlessFiles('.'), { keepMessages: true, place: 'test' });
      if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
      const playing = new OpenRun(prepared.input);
      const afterwards = new OpenRun(prepared.input);
      afterwards.run.finish();
      const early: { at: number; frame: number[] }[] = [];
      let before = 0;
      let more = 'going';
      while (more === 'going') {
        more = playing.run.advance(1);
        // One event beyond `before` has been handled; of it the picture must show nothing.
        if (more === 'going' && playing.run.now > before && early.length < 4_000) {
          early.push({ at: before, frame: floats(playing.frame(before, before - STRETCH)) });
        }
        before = playing.run.now;
      }
      expect(early.length).toBeGreaterThan(300);
      for (const { at, frame } of early) {
        expect(floats(afterwards.frame(at, at - STRETCH)), `at ${at} µs`).toEqual(frame);
      }
    });
});

function floats(buffer: ArrayBuffer): number[] {
  return [...new Float64Array(buffer)];
}

/** Which kinds of outcome a table's column `row` may point to; messages have rows of their own. */
const KINDS: Readonly<Partial<Record<FrameTable, readonly string[]>>> = {
  blocks: ['block.appended'], appends: ['block.appended'],
  // What was final and is taken back stands where what is put forward does.
  proposals: ['consensus.proposed', 'consensus.appended', 'consensus.mined', 'block.appended'],
  grants: ['grant.asked', 'grant.submitted'], leaks: ['leak.happened'], needs: ['need.began'],
};

describe('every mark on the screen', () => {
  it.each([['the story as it is', {}], ['chains that part', FORKS]])(
    'is an entry of the trace, of the kind that it is drawn as, and not of the future (%s)', async (_, settings) => {
    const open = await openToEnd('patient-relocation', { settings });
    const { trace, endsAt } = open.run;
    let marks = 0;
    for (let sample = 0; sample <= 60; sample += 1) {
      const at = Math.round((endsAt * sample) / 60);
      const frame = tablesOf(open.frame(at, at - 3_600_000_000));
      for (const [table, rows] of frame) {
        for (const row of rows) {
          marks += 1;
          if (table === 'messages' || table === 'flights') {
            expect(trace.sentAt(row), `${table} at ${at}`).toBeLessThanOrEqual(at);
            continue;
          }
          expect(trace.at(row), `${table} at ${at}`).toBeLessThanOrEqual(at);
          const kinds = KINDS[table];
          if (kinds !== undefined) expect(kinds).toContain(trace.kind(row).name);
        }
      }
    }
    expect(marks).toBeGreaterThan(1_000);
  });
});

describe('the chain on the screen', () => {
  it('stands on what it stands on in the run, and ends where the replicas do, though it parted', async () => {
    const { run, frame } = await openToEnd('patient-relocation', { settings: FORKS })
      .then((open) => ({ run: open.run, frame: open.frame(open.run.endsAt, open.run.endsAt) }));
    const { trace } = run;
    expect(all(trace, blockReverted).length).toBeGreaterThan(0);
    const held = tableOf(frame, 'blocks');
    const others = tableOf(frame, 'proposals');
    expect(tableOf(frame, 'members').map(({ height }) => height))
      .toEqual(run.world.nodes.map(({ replica }) => replica.height));
    const chain = run.world.nodes[0]!.replica.chain;
    expect(held.map(({ hash, height }) => [height, hash])).toEqual(held.map(({ height }) =>
      [height, Number.parseInt(chain.blockAt(height!).hash.slice(0, 8), 16)]));
    expect(others.length).toBeGreaterThan(0);
    const heights = new Map([...held, ...others].map(({ row, height }) => [row, height]));
    for (const { parent, height } of [...held, ...others]) {
      if (heights.has(parent)) expect(heights.get(parent)).toBe(height! - 1);
    }
  });
});

describe('a node that is down', () => {
  it('is so on the screen from its crash until it is restarted, and no moment longer', async () => {
    const open = await openToEnd('crash-under-load', {});
    const { trace } = open.run;
    const [crashed, restarted] = [all(trace, nodeCrashed), all(trace, nodeRestarted)].map((rows) => rows[0]!.at);
    const member = open.run.world.nodes.findIndex(({ name }) => name === 'chesapeake-general');
    const seen = (at: number): Record<string, number>[] => tableOf(open.frame(at, at), 'downs');
    expect(seen(crashed! - 1)).toEqual([]);
    expect(seen(crashed!)).toEqual([{ member, from: crashed, to: -1 }]);
    expect(seen(restarted! - 1)).toEqual([{ member, from: crashed, to: -1 }]);
    expect(seen(restarted!)).toEqual([{ member, from: crashed, to: restarted }]);
  });
});

describe('a member that decides nothing', () => {
  it.each([['qbft', consensusValidatorsChanged], ['raft', consensusConfigured]] as const)(
    'under %s is so on the screen from when it knows until it decides again', async (protocol, kind) => {
      const open = await openToEnd('scenario', { scenario: { text: joinStory(protocol) } });
      const { trace, world } = open.run;
      const [out, back] = all(trace, kind).filter(({ entity }) => entity === 'dogwood-clinic').map(({ at }) => at);
      const member = world.nodes.findIndex(({ name }) => name === 'dogwood-clinic');
      const seen = (at: number): Record<string, number>[] => tableOf(open.frame(at, at), 'outsides');
      expect(seen(out! - 1)).toEqual([]);
      expect(seen(out!)).toEqual([{ member, from: out, to: -1 }]);
      expect(seen(back! - 1)).toEqual([{ member, from: out, to: -1 }]);
      expect(seen(back!)).toEqual([{ member, from: out, to: back }]);
    });
});

function tableOf(buffer: ArrayBuffer, wanted: FrameTable): Record<string, number>[] {
  const cells = floats(buffer);
  let next = 2;
  for (const [table, columns] of Object.entries(FRAME)) {
    const count = cells[next] ?? 0;
    if (table === wanted) {
      return Array.from({ length: count }, (_, row) => Object.fromEntries(columns.map((column, index) =>
        [column, cells[next + 1 + index * count + row]!])));
    }
    next += 1 + columns.length * count;
  }
  return [];
}

/** The column `row` of every table that has one, read by the layout that the contract gives. */
function tablesOf(buffer: ArrayBuffer): Map<FrameTable, number[]> {
  const cells = floats(buffer);
  const found = new Map<FrameTable, number[]>();
  let next = 2;
  for (const table of Object.keys(FRAME) as FrameTable[]) {
    const count = cells[next] ?? 0;
    const columns: readonly string[] = FRAME[table];
    const place = columns.indexOf('row');
    if (place >= 0) found.set(table, cells.slice(next + 1 + place * count, next + 1 + (place + 1) * count));
    next += 1 + columns.length * count;
  }
  return found;
}
