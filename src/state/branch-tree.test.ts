import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NAME_LENGTH_MAX } from '../router/names.ts';
import { runOf, stage, type StageRoute } from '../router/route.ts';
import { parentOf, withActs, withSeed, withSetting } from '../router/steps.ts';
import {
  BRANCHES_MAX, grow, prune, readKept, rename, rootOf, tracksOf, writeKept, type Tree,
} from './branch-tree.ts';

const STORY = stage('patient-relocation');
const CUT = withActs(STORY, { atMicros: 9e9, text: 'link us-west us-east is cut' });
const CRASH = withActs(CUT, { atMicros: 12e9, text: 'tampa-general crashes' });
const LEDGER = withSetting(STORY, 'network.access', 'single-ledger');
const TREE = [CRASH, LEDGER].reduce<Tree>((tree, run) => grow(tree, run), []);

const runs: fc.Arbitrary<StageRoute> = fc.array(fc.nat({ max: 3 }), { maxLength: 4 }).map((digits) =>
  digits.reduce((run, digit) =>
    (digit === 0 ? withSeed(run, 5) : withActs(run, { atMicros: digit * 1e9, text: `p-${digit} crashes` })), STORY));

describe('the branches of a scenario', () => {
  it('have their parents with them, each once', () => {
    expect(TREE.map(({ key }) => key)).toEqual([STORY, CUT, CRASH, LEDGER].map(runOf));
    expect(grow(TREE, CUT)).toBe(TREE);
    expect(TREE.map(({ parent }) => parent)).toEqual([null, runOf(STORY), runOf(CUT), runOf(STORY)]);
  });

  it('are tracks, each below its parent, forking where it was touched', () => {
    expect(tracksOf(TREE).map(({ depth, rowsUp, forkAtMicros }) => [depth, rowsUp, forkAtMicros]))
      .toEqual([[0, 0, 0], [1, 1, 9e9], [2, 1, 12e9], [1, 3, 0]]);
  });

  it('go with what they came of, and the scenario as it is written never goes', () => {
    const { left, gone } = prune(TREE, runOf(CUT));
    expect(gone.map(({ key }) => key)).toEqual([CUT, CRASH].map(runOf));
    expect(left.map(({ key }) => key)).toEqual([STORY, LEDGER].map(runOf));
    expect(prune(TREE, runOf(STORY)).gone).toEqual([]);
  });

  it('are called as the user likes, shortly and on one line', () => {
    const named = rename(TREE, runOf(CUT), '  the\nstorm \u202e');
    expect(named[1]?.name).toBe('the storm');
    expect(rename(named, runOf(CUT), 'x'.repeat(500))[1]?.name?.length).toBe(NAME_LENGTH_MAX);
    expect(rename(named, runOf(CUT), '  ')).toEqual(TREE);
  });

  it('stay where they first came from, though a link leads back to them', () => {
    const round: StageRoute = { ...STORY, seed: 5, steps: [
      { kind: 'seed', before: null }, { kind: 'seed', before: 5 }, { kind: 'seed', before: 9 },
    ] };
    expect(tracksOf(grow([], round)).map(({ route, depth }) => [route.seed, depth]))
      .toEqual([[null, 0], [5, 1], [9, 2]]);
    expect(parentOf(round)?.seed).toBe(9);
  });

  it('are all tracks, whatever they came of, parents first', () => {
    fc.assert(fc.property(fc.array(runs, { maxLength: 8 }), (list) => {
      const tree = list.reduce<Tree>((at, run) => grow(at, run), []);
      const tracks = tracksOf(tree);
      expect(tracks.map(({ key }) => key).sort()).toEqual(tree.map(({ key }) => key).sort());
      tracks.forEach((track, row) => {
        if (track.parent !== null) expect(tracks[row - track.rowsUp]?.key).toBe(track.parent);
      });
      for (const { route } of tree) expect(rootOf(route)).toBe(runOf(STORY));
    }));
  });
});

describe('branches that were kept', () => {
  const named = rename(TREE, runOf(CUT), 'the storm');

  it('are there again with their names', () => {
    const kept = readKept(writeKept(new Map([[runOf(STORY), named]])));
    expect(kept).toEqual(new Map([[runOf(STORY), named]]));
  });

  it('need no place while there are none', () => {
    expect(writeKept(new Map([[runOf(STORY), TREE.slice(0, 1)]]))).toBe('[]');
  });

  it('are used only as far as they are ours, whoever wrote them', () => {
    const whole = writeKept(new Map([[runOf(STORY), named]]));
    expect(readKept('{"a":1}')).toEqual(new Map());
    expect(readKept('[["#/stage/x",[["#/stage/patient-relocation?seed=1",null]]]]')).toEqual(new Map());
    const put = fc.string({ unit: 'binary', maxLength: 8 });
    fc.assert(fc.property(fc.nat(), fc.nat({ max: 20 }), put, (at, cut, text) => {
      const where = at % whole.length;
      for (const [root, tree] of readKept(whole.slice(0, where) + text + whole.slice(where + cut))) {
        expect(tree.length).toBeLessThanOrEqual(2 * BRANCHES_MAX);
        for (const { route, name } of tree) {
          expect(rootOf(route)).toBe(root);
          expect(name?.length ?? 0).toBeLessThanOrEqual(NAME_LENGTH_MAX);
        }
      }
    }), { numRuns: 1000 });
  });
});
