/** The swarm finds nothing up to the threshold, and finds what there is beyond it and in a mutant. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ProtocolEntry } from '../../workers/consensus/entry.ts';
import { protocolNamed } from '../../workers/threads/protocols.ts';
import { scenarioOf } from '../../workers/threads/headless/swarm/case.ts';
import { swarm } from '../../workers/threads/headless/swarm/swarm.ts';
import { mutatedProtocol } from '../papers/mutant.ts';
import { openToEnd } from './open.ts';

const entryOf = async (name: string): Promise<ProtocolEntry> => {
  const entry = await protocolNamed(name);
  if (entry === undefined) throw new Error(`There is no protocol ${name}.`);
  return entry;
};

describe.each(['qbft', 'raft', 'pbft', 'tendermint', 'hotstuff'])('the swarm over %s', (name) => {
  it('breaks nothing that is promised', async () => {
    const swarmed = await swarm(await entryOf(name), { firstSeed: 1, seeds: 25, over: false });
    expect(swarmed.seedsThatFailed).toEqual([]);
    expect(swarmed.cases).toBe(25);
    expect(swarmed.events).toBeGreaterThan(1_000);
  });
});

/**
 * What it found before, each as the small story it made of it, in found/: a seed would draw another
 * case as soon as there is one thing more to draw. Every one of them broke once.
 */
describe.each([
  ['a primary of PBFT that lost its disk does not ask itself', ['pbft-1765']],
  ['one who comes back while a block is decided is told of it', ['pbft-232', 'pbft-1426']],
  ['a VIEW-CHANGE keeps its block over a crash', ['pbft-638', 'pbft-991', 'pbft-1592']],
  ['one who is a view ahead is waited for, and waits', ['hotstuff-646', 'hotstuff-1258', 'hotstuff-1480']],
  ['a leader that is asked out and in again brings nobody up to date with itself', ['raft-424']],
  ['a life that is begun anew is not woken for what its predecessor waited for', ['clique-822']],
])('%s', (_, names) => {
  it.each(names)('%s', async (name) => {
    const text = readFileSync(join(import.meta.dirname, 'found', `${name}.ledgerward`), 'utf8');
    const open = await openToEnd('found', { scenario: { text } });
    expect(open.run.stoppedAt).toBeNull();
    expect(open.summary(0).checks.map((check) => [check.text, check.verdict]))
      .toEqual([['every grant is final', 'holds']]);
  });
});

describe('beyond the threshold', () => {
  const acts = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('  day '))
    .map((line) => line.replace(/^ +day \d+ [\d:.]+ /, ''));

  it.each([
    ['qbft', 4, 2], ['raft', 3, 1],
  ])('%s of %i breaks with %i who lie, and a small story shows it again', async (name, validators, liars) => {
    const { failure } = await swarm(await entryOf(name),
      { firstSeed: 1, seeds: 100, over: true, validators, liars });
    expect(failure?.violation.kind).toBe('safety');
    const { smallest } = failure!;
    const text = scenarioOf(smallest);
    expect(smallest.members.length).toBe(validators);
    expect(acts(text).filter((act) => act.endsWith(' equivocates')).sort())
      .toEqual(smallest.faulty.map((liar) => `${liar} equivocates`).sort());
    expect(smallest.faulty.length).toBe(liars);
    expect(acts(text).length).toBe(liars + 1);
    const open = await openToEnd('swarm', { scenario: { text } });
    expect(open.run.stoppedAt).not.toBeNull();
  });
});

describe('a quorum of one less is found', () => {
  const quorum = 'return Math.ceil((members + faultsTolerated(members) + 1) / 2)';

  it.each([['qbft', 60], ['pbft', 60], ['tendermint', 60]])('in %s, agreement broken', async (name, seeds) => {
    const { protocol, remove } = await mutatedProtocol(name,
      { file: 'consensus/quorum.ts', from: quorum, to: `${quorum} - 1` });
    try {
      const { failure } = await swarm(await entryOf(name),
        { firstSeed: 1, seeds, over: false, validators: 4, instead: protocol });
      expect(failure?.violation.kind).toBe('safety');
    } finally {
      remove();
    }
  });
});
