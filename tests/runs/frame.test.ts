/** What the screen sees of a moment depends on nothing that comes after it. */
import { describe, expect, it } from 'vitest';
import { FRAME, type FrameTable } from '../../workers/contract.ts';
import { OpenRun } from '../../workers/threads/open-run.ts';
import { headlessFiles } from '../../workers/threads/headless-files.ts';
import { prepare } from '../../workers/threads/prepare.ts';
import { openToEnd } from './open.ts';

/** The story of Ana has a cut that holds messages; so has this one, with a narrow line besides. */
const NARROW = { 'net.downlinkMbps': 0.1, 'net.uplinkMbps': 0.1 } as const;

/** What lanes show besides, µs. */
const STRETCH = 400_000;

describe('a frame', () => {
  it.each([['the story as it is', {}], ['narrow access lines', NARROW]])(
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
  proposals: ['consensus.proposed', 'consensus.appended'],
  grants: ['grant.asked', 'grant.submitted'], leaks: ['leak.happened'], needs: ['need.began'],
};

describe('every mark on the screen', () => {
  it('is an entry of the trace, of the kind that it is drawn as, and not of the future', async () => {
    const open = await openToEnd('patient-relocation');
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
