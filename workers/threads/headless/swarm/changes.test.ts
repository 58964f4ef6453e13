import { expect, it } from 'vitest';
import { protocol as pbft } from '../../../consensus/pbft.protocol.ts';
import { protocol as qbft } from '../../../consensus/qbft.protocol.ts';
import { majorityOf } from '../../../consensus/quorum.ts';
import { protocol as raft } from '../../../consensus/raft.protocol.ts';
import { droppedIn } from './changes.ts';
import { drawCase } from './draw-case.ts';

const SEEDS = Array.from({ length: 300 }, (_, seed) => seed);

it('under Raft some are dropped, and a majority of those that are left does not fail', () => {
  const cases = SEEDS.map((seed) => drawCase(raft, seed, { over: false }));
  const dropped = cases.map(({ troubles }) => droppedIn(troubles));
  expect(dropped.filter((count) => count > 0).length).toBeGreaterThan(60);
  expect(Math.max(...dropped)).toBe(2);
  for (const [index, { members, faulty }] of cases.entries()) {
    const left = members.length - dropped[index]!;
    expect(left - faulty.length).toBeGreaterThanOrEqual(majorityOf(left));
  }
});

it('under QBFT votes are drawn, enough of them or not, and those that are left bear who fails', () => {
  const cases = SEEDS.map((seed) => drawCase(qbft, seed, { over: false }));
  const dropped = cases.map(({ troubles }) => droppedIn(troubles));
  // Fewer than under Raft: where as many fail as may nobody can be spared.
  expect(dropped.filter((count) => count > 0).length).toBeGreaterThan(40);
  for (const [index, { members, faulty }] of cases.entries()) {
    expect(Math.floor((members.length - dropped[index]! - 1) / 3)).toBeGreaterThanOrEqual(faulty.length);
  }
  const votesOf = ({ troubles }: (typeof cases)[number]): number =>
    troubles.filter(({ begin }) => begin.includes(' votes to drop ')).length;
  expect(cases.some((one) => votesOf(one) > one.members.length / 2)).toBe(true);
});

it('beyond the threshold, and where nobody can be asked, nobody is', () => {
  for (const seed of SEEDS) {
    expect(droppedIn(drawCase(raft, seed, { over: true }).troubles)).toBe(0);
    expect(droppedIn(drawCase(qbft, seed, { over: true }).troubles)).toBe(0);
    expect(droppedIn(drawCase(pbft, seed, { over: false }).troubles)).toBe(0);
  }
});
