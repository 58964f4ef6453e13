/** What the screen sees of a moment depends on nothing that comes after it. */
import { describe, expect, it } from 'vitest';
import { OpenRun } from '../../workers/threads/open-run.ts';
import { headlessFiles } from '../../workers/threads/headless-files.ts';
import { prepare } from '../../workers/threads/prepare.ts';

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
