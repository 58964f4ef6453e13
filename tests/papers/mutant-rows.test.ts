/**
 * Rows that cannot fail say nothing: the whole product with a quorum of one more or less, or without
 * one kind of message, fails a row of the validation, for every protocol.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EXPECTED } from '../../workers/threads/headless/validation/expected.ts';
import type { validationRow } from '../../workers/threads/headless/validate.ts';

const root = join(import.meta.dirname, '../..');

/** What is wrong with the copy just now; the copy itself reads it. */
interface Wrong { shift: number; lost: string }
const wrong: Wrong = { shift: 0, lost: '' };

/** Lines of the copy that read it. */
const EDITS: readonly (readonly [file: string, from: string, to: string])[] = [
  ['consensus/quorum.ts', 'return Math.ceil((members + faultsTolerated(members) + 1) / 2)',
    'return Math.ceil((members + faultsTolerated(members) + 1) / 2) + (globalThis as any).wrong.shift'],
  ['consensus/quorum.ts', 'return Math.floor(members / 2) + 1',
    'return Math.floor(members / 2) + 1 + (globalThis as any).wrong.shift'],
  ['world/node.ts', 'const deliver = (to: number, message: ConsensusMessage): void =>\n',
    'const deliver = (to: number, message: ConsensusMessage): void => '
      + 'message.kind === (globalThis as any).wrong.lost ? undefined :\n'],
];

/** The rows that are played, the first that fails being enough, and every kind of message that is lost. */
const STYLES = [
  { style: 'pbft', rows: ['pbft-messages-checkpoint-4', 'pbft-goes-on-4', 'pbft-stops-4',
    'pbft-outlives-leader', 'pbft-catches-up'],
  kinds: ['pre-prepare', 'prepare', 'commit', 'checkpoint', 'view-change', 'new-view', 'catch-up', 'decided'] },
  { style: 'qbft', rows: ['qbft-messages-4', 'qbft-goes-on-4', 'qbft-stops-4', 'qbft-outlives-leader',
    'qbft-catches-up'],
  kinds: ['proposal', 'prepare', 'commit', 'round-change', 'catch-up', 'decided'] },
  { style: 'tendermint', rows: ['tendermint-messages-4', 'tendermint-goes-on-4', 'tendermint-stops-4',
    'tendermint-outlives-leader', 'tendermint-catches-up'],
  kinds: ['proposal', 'prevote', 'precommit', 'catch-up', 'decided'] },
  { style: 'hotstuff-basic', rows: ['hotstuff-basic-messages-4', 'hotstuff-basic-outlives-leader',
    'hotstuff-basic-catches-up', 'hotstuff-goes-on-4', 'hotstuff-stops-4'],
  kinds: ['prepare', 'pre-commit', 'commit', 'decide', 'vote', 'new-view', 'catch-up', 'decided'] },
  { style: 'hotstuff-chained', rows: ['hotstuff-chained-messages-4', 'hotstuff-chained-outlives-leader',
    'hotstuff-chained-catches-up', 'hotstuff-goes-on-4', 'hotstuff-stops-4'],
  kinds: ['generic', 'vote', 'new-view', 'catch-up', 'decided'] },
  // Heartbeats pass in closed form here, and a commit-notice is ours and no paper's (ADR 0014):
  // mutants.test.ts drops them.
  { style: 'raft', rows: ['raft-messages-3', 'raft-goes-on-4', 'raft-stops-4', 'raft-outlives-leader',
    'raft-catches-up'],
  kinds: ['append', 'append-reply', 'request-vote', 'vote', 'pre-vote', 'pre-vote-reply'] },
] as const;

let copy = '';
let rowOf: typeof validationRow;

beforeAll(async () => {
  mkdirSync(join(root, 'test-results'), { recursive: true });
  copy = mkdtempSync(join(root, 'test-results/mutant-rows-'));
  cpSync(join(root, 'workers'), join(copy, 'workers'), {
    recursive: true, filter: (path) => !/\.test\.ts$|\/testing$/.test(path) });
  cpSync(join(root, 'scenarios'), join(copy, 'scenarios'), { recursive: true });
  for (const [file, from, to] of EDITS) {
    const place = join(copy, 'workers', file);
    const text = readFileSync(place, 'utf8');
    if (text.split(from).length !== 2) throw new Error(`${file} has not exactly one "${from}".`);
    writeFileSync(place, text.replace(from, () => to));
  }
  Object.assign(globalThis, { wrong });
  ({ validationRow: rowOf } = await import(join(copy, 'workers/threads/headless/validate.ts')) as {
    validationRow: typeof validationRow });
});

beforeEach(() => { Object.assign(wrong, { shift: 0, lost: '' }); });

afterAll(() => { rmSync(copy, { recursive: true, force: true }); });

/** The rows that do not come out; a run that breaks a rule of the engine does not, either. */
async function failing(rows: readonly string[], first = false): Promise<string[]> {
  const failed: string[] = [];
  for (const id of rows) {
    const row = EXPECTED.find((each) => each.id === id);
    if (row === undefined) throw new Error(`There is no row ${id}.`);
    const pass = await rowOf(row).then((result) => result.pass, () => false);
    if (!pass) failed.push(id);
    if (failed.length > 0 && first) return failed;
  }
  return failed;
}

describe.each(STYLES)('$style', ({ rows, kinds }) => {
  it('fails no row as it is', async () => {
    expect(await failing(rows)).toEqual([]);
  });

  it.each([1, -1])('fails one with its quorum off by %i', async (shift) => {
    wrong.shift = shift;
    expect(await failing(rows, true)).not.toEqual([]);
  });

  it.each(kinds)('fails one without its %s messages', async (kind) => {
    wrong.lost = kind;
    expect(await failing(rows, true)).not.toEqual([]);
  });
});
