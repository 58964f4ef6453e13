/** The swarm finds nothing up to the threshold, and finds what there is beyond it and in a mutant. */
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

/** What it has found before, each once mended. */
describe.each([
  ['a primary of PBFT that lost its disk does not ask itself', 'pbft', [223, 1765]],
  ['one who comes back while a block is decided is told of it', 'pbft', [232, 1426]],
  ['a VIEW-CHANGE keeps its block over a crash', 'pbft', [638, 991, 1592]],
  ['one who is a view ahead is waited for, and waits', 'hotstuff', [646, 1258, 1480]],
])('%s', (_, name, seeds) => {
  it.each(seeds)(`${name}, seed %i`, async (firstSeed) => {
    const swarmed = await swarm(await entryOf(name), { firstSeed, seeds: 1, over: false });
    expect(swarmed.seedsThatFailed).toEqual([]);
  });
});

describe('beyond the threshold', () => {
  it.each(['qbft', 'raft'])('agreement breaks under %s, and a small story shows it again', async (name) => {
    const { failure } = await swarm(await entryOf(name), { firstSeed: 1, seeds: 100, over: true });
    expect(failure?.violation.kind).toBe('safety');
    const text = scenarioOf(failure!.smallest);
    expect(text.split('\n').filter((line) => line.startsWith('  day ')).length).toBeLessThanOrEqual(4);
    const open = await openToEnd('swarm', { scenario: { text } });
    expect(open.run.stoppedAt).not.toBeNull();
  });
});

it('a quorum of one less is found', async () => {
  const quorum = 'return Math.ceil((members + faultsTolerated(members) + 1) / 2)';
  const { protocol, remove } = await mutatedProtocol('qbft',
    { file: 'consensus/quorum.ts', from: quorum, to: `${quorum} - 1` });
  try {
    const { failure } = await swarm(await entryOf('qbft'),
      { firstSeed: 1, seeds: 60, over: false, instead: protocol });
    expect(failure).not.toBeNull();
  } finally {
    remove();
  }
});
