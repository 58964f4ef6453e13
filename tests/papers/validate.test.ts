/**
 * The rows of `sim validate`: each that is quick is played here, the oracle's numbers are worked out
 * anew, and docs/VALIDATION.md lists what there is.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../workers/threads/headless/main.ts';
import { validationRow } from '../../workers/threads/headless/validate.ts';
import { LIKELY_CAUSES } from '../../workers/threads/headless/validation/causes.ts';
import { EXPECTED } from '../../workers/threads/headless/validation/expected.ts';
import { isWithin, toleranceText } from '../../workers/threads/headless/validation/expected-row.ts';
import { EXPERIMENTS } from '../../workers/threads/headless/validation/experiments.ts';
import { readSource } from '../architecture/source.ts';
import { validationTable } from './validation-table.ts';
import { nth } from './commit-times.ts';

const root = join(import.meta.dirname, '../..');
/** Hundreds of runs each: `sim validate` plays them. */
const LONG = /^(raft-election|raft-split|hotstuff-commit-interval|nakamoto-double-spend|nakamoto-selfish-(?!33-half))/;
const QUICK = EXPECTED.filter(({ id }) => !LONG.test(id));

describe('the rows of the validation', () => {
  it('are at least forty, each with a name of its own, a source and an experiment', () => {
    expect(EXPECTED.length).toBeGreaterThanOrEqual(40);
    const ids = EXPECTED.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...EXPERIMENTS.keys()].sort()).toEqual([...ids].sort());
    for (const { source } of EXPECTED) expect(source.length).toBeGreaterThan(20);
  });

  it.each(QUICK)('$id comes out', async (row) => {
    const { simulated, pass } = await validationRow(row);
    expect(simulated).not.toBeNaN();
    expect(pass, `${simulated} for ${row.expected}, ${toleranceText(row.tolerance)}`).toBe(true);
  });

  it('explain failures of rows there are, and only of long ones', () => {
    for (const id of LIKELY_CAUSES.keys()) {
      expect(EXPECTED.map((row) => row.id)).toContain(id);
      expect(id).toMatch(LONG);
    }
  });
});

describe('a tolerance', () => {
  const row = { ...EXPECTED[0]!, expected: 100 };
  it.each([
    ['exact', { is: 'exact' }, [100], [99.999, 101]],
    ['percent', { is: 'percent', percent: 2 }, [98, 102], [97.9, 102.1]],
    ['at least', { is: 'at-least' }, [100, 1e9], [99]],
    ['at most', { is: 'at-most' }, [0, 100], [101]],
  ] as const)('%s lets pass what it says', (_name, tolerance, inside, outside) => {
    for (const value of inside) expect(isWithin(value, { ...row, tolerance })).toBe(true);
    for (const value of [...outside, NaN]) expect(isWithin(value, { ...row, tolerance })).toBe(false);
  });
});

describe('the oracle', () => {
  it('imports nothing, and the oracles of these tests nothing of the product', () => {
    const imports = (path: string): string[] =>
      readSource(path, readFileSync(join(root, path), 'utf8')).imports.map(({ specifier }) => specifier);
    const folder = 'workers/threads/headless/validation';
    for (const name of readdirSync(join(root, folder)).filter((each) => each.startsWith('expected'))) {
      for (const specifier of imports(`${folder}/${name}`)) expect(specifier).toMatch(/^\.\/expected-/);
    }
    const oracles = readdirSync(import.meta.dirname).filter((name) => /^(aws|commit-times)/.test(name)
      && !name.endsWith('.test.ts'));
    expect(oracles).toEqual(['aws-2017.ts', 'commit-times.ts']);
    for (const name of oracles) {
      expect(imports(`tests/papers/${name}`).filter((each) => each.includes('workers'))).toEqual([]);
    }
  });

  /** 733, 794, 802 and the lengths of a view, drawn anew; the generator is these tests' own. */
  it.each([[4, 4_000], [16, 1_000], [64, 60]])('has the means of order statistics for n = %i', (n, draws) => {
    const normal = normals(n);
    const delay = (): number => Math.max(0, 250 + 50 * normal());
    const f = Math.floor((n - 1) / 3);
    let [commit, view] = [0, 0];
    for (let draw = 0; draw < draws; draw += 1) {
      commit += pbftCommit(n, f, delay) / draws;
      view += nth(Array.from({ length: n - 1 }, () => delay() + delay()), n - f - 1) / draws;
    }
    const expected = (id: string): number => EXPECTED.find((row) => row.id === id)?.expected ?? NaN;
    // Four standard errors, or 1 % of a figure that was rounded.
    expect(Math.abs(commit / expected(`pbft-latency-${n}`) - 1)).toBeLessThan(0.01);
    if (n < 64) expect(Math.abs(view / expected(`hotstuff-view-${n}`) - 1)).toBeLessThan(0.01);
  });
});

describe('the oracle of replicas that are down', () => {
  it.each([1, 3, 5])('has the mean of order statistics for %i of 16', (down) => {
    const normal = normals(down);
    let mean = 0;
    for (let draw = 0; draw < 1_500; draw += 1) {
      mean += pbftCommit(16, 5, () => Math.max(0, 250 + 50 * normal()), down) / 1_500;
    }
    const expected = EXPECTED.find(({ id }) => id === `pbft-latency-crashed-${down}`)?.expected ?? NaN;
    expect(Math.abs(mean / expected - 1)).toBeLessThan(0.01);
  });
});

describe('the oracle of a signer that is down', () => {
  it.each([5, 7])('has the share of blocks out of turn of EIP-225 for %i signers', (n) => {
    const unit = units(n);
    const signed: number[] = [];
    let out = 0;
    for (let height = 1; height <= 100_000; height += 1) {
      const lately = signed.slice(-Math.floor(n / 2));
      // The last signer is down.
      const may = Array.from({ length: n - 1 }, (_, signer) => signer).filter((signer) => !lately.includes(signer));
      const inTurn = may.includes(height % n);
      signed.push(inTurn ? height % n : may[Math.floor(unit() * may.length)]!);
      out += inTurn ? 0 : 1;
    }
    const expected = EXPECTED.find(({ id }) => id === `clique-out-of-turn-${n}`)?.expected ?? NaN;
    expect(Math.abs(out / 100_000 / expected - 1)).toBeLessThan(0.01);
  });
});

describe('docs/VALIDATION.md', () => {
  it('lists the rows (REWRITE=1 writes it anew)', () => {
    const path = join(root, 'docs/VALIDATION.md');
    const table = validationTable(EXPECTED, LIKELY_CAUSES);
    const [before, , after] = readFileSync(path, 'utf8').split(/<!-- rows -->\n|<!-- end of rows -->\n/);
    const page = `${before ?? ''}<!-- rows -->\n${table}<!-- end of rows -->\n${after ?? ''}`;
    if (process.env['REWRITE'] === '1') writeFileSync(path, page);
    expect(readFileSync(path, 'utf8')).toBe(page);
  });
});

describe('sim validate', () => {
  const sim = async (...words: string[]): Promise<{ code: number; out: string; err: string }> => {
    let [out, err] = ['', ''];
    const code = await main(words, { out: (text) => { out += text; },
      err: (text) => { err += text; }, seconds: () => 0, cpuSeconds: () => 0 });
    return { code, out, err };
  };

  it('prints a row, and the same as JSON', async () => {
    const { code, out } = await sim('validate', '--only', 'pbft-messages-7');
    expect(code).toBe(0);
    expect(out).toMatch(/^pbft-messages-7 +messages +pass +84 +84 +exact$/m);
    const json = await sim('validate', '--only', 'pbft-messages-7', '--format', 'json');
    expect(JSON.parse(json.out)).toMatchObject([{ id: 'pbft-messages-7', expected: 84, simulated: 84,
      tolerance: 'exact', pass: true, likelyCause: null }]);
  });

  it('plays all rows whose names begin as said', async () => {
    const { out } = await sim('validate', '--only', 'raft-messages');
    expect(out).toMatch(/3 of 3 rows pass/);
  });

  it.each([
    [['validate', '--only', 'paxos'], /There is no row "paxos"/],
    [['validate', 'lost-phone'], /takes no scenario/],
    [['validate', '--format', 'xml'], /text or json/],
  ])('says what is wrong: %j', async (words, sentence) => {
    const { code, err } = await sim(...words);
    expect(code).toBe(1);
    expect(err).toMatch(sentence);
  });
});

/** One instance of PBFT: a backup prepares when it has heard, all commit at 2f + 1. */
function pbftCommit(n: number, f: number, delay: () => number, down = 0): number {
  const everyone = Array.from({ length: n - down }, (_, member) => member);
  const heard = everyone.map((member) => (member === 0 ? 0 : delay()));
  const prepared = everyone.map((member) => Math.max(heard[member]!, nth(everyone.slice(1).map((peer) =>
    heard[peer]! + (peer === member ? 0 : delay())), 2 * f)));
  const committed = everyone.map((member) => Math.max(prepared[member]!, nth(everyone.map((peer) =>
    prepared[peer]! + (peer === member ? 0 : delay())), 2 * f + 1)));
  return nth(committed, n - f);
}

/** Standard normals by Box and Muller over a linear congruence (Park and Miller 1988). */
function normals(seed: number): () => number {
  const unit = units(seed);
  return () => Math.sqrt(-2 * Math.log(unit())) * Math.cos(2 * Math.PI * unit());
}

/** Uniform between 0 and 1. */
function units(seed: number): () => number {
  let state = seed * 48_271 + 1;
  const unit = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  for (let skip = 0; skip < 20; skip += 1) unit();
  return unit;
}
