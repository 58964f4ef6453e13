/** The swarm where chains may part: what is demanded there, and that it would be found missing. */
import { describe, expect, it } from 'vitest';
import type { ProtocolEntry } from '../../workers/consensus/entry.ts';
import { consensusDeadlocked } from '../../workers/consensus/entries.ts';
import { blockReverted } from '../../workers/ledger/entries.ts';
import { protocolNamed } from '../../workers/threads/protocols.ts';
import { scenarioOf } from '../../workers/threads/headless/swarm/case.ts';
import type { SwarmCase } from '../../workers/threads/headless/swarm/case.ts';
import { Judge } from '../../workers/threads/headless/swarm/judge.ts';
import { swarm } from '../../workers/threads/headless/swarm/swarm.ts';
import { mutatedProtocol } from '../papers/mutant.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

const entryOf = async (name: string): Promise<ProtocolEntry> => {
  const entry = await protocolNamed(name);
  if (entry === undefined) throw new Error(`There is no protocol ${name}.`);
  return entry;
};

describe.each(['clique', 'nakamoto'])('the swarm over %s', (name) => {
  it('finds valid chains, the heaviest followed, and one of them after the healing', async () => {
    const swarmed = await swarm(await entryOf(name), { firstSeed: 1, seeds: 30, over: false });
    expect(swarmed.seedsThatFailed).toEqual([]);
    expect(swarmed.events).toBeGreaterThan(5_000);
  });

  it('finds an honest member that takes back what was final, beyond the threshold', async () => {
    const { failure } = await swarm(await entryOf(name), { firstSeed: 1, seeds: 60, over: true });
    expect(failure?.violation.kind).toBe('reversal');
    const { smallest } = failure!;
    const open = await openToEnd('swarm', { scenario: { text: scenarioOf(smallest) } });
    const losers = new Set<string>();
    const { trace } = open.run;
    for (let row = 0; row < trace.outcomeCount; row += 1) {
      if (trace.is(row, blockReverted)) losers.add(trace.entity(row));
    }
    expect([...losers].some((loser) => !smallest.faulty.includes(loser))).toBe(true);
  });
});

/** Six signers far apart, one of them down: what the swarm found once and made small. */
const DEADLOCK: SwarmCase = {
  protocol: 'clique', seed: 2383, home: 'alder-clinic', settings: [], faulty: ['dogwood-clinic'],
  members: [['alder', 'us-west'], ['birch', 'ap-tokyo'], ['cedar', 'eu-central'], ['dogwood', 'us-california'],
    ['elm', 'eu-west'], ['fir', 'ap-singapore']].map(([tree, region = '']) => ({ name: `${tree}-clinic`, region })),
  troubles: [{ at: 1009, until: null, begin: 'dogwood-clinic crashes', end: 'dogwood-clinic restarts',
    names: ['dogwood-clinic'] }],
  grants: [1572], healsAt: 2281, tailHours: 3,
};

describe('a deadlock of Clique', () => {
  it('is counted as one, and the run tells it', async () => {
    const { violation, isDeadlocked } = await new Judge().judge(DEADLOCK);
    expect(violation).toBeNull();
    expect(isDeadlocked).toBe(true);
    const { run } = await openToEnd('swarm', { scenario: { text: scenarioOf(DEADLOCK) } });
    expect(all(run.trace, consensusDeadlocked).length).toBeGreaterThan(0);
  });

  it('that the run does not tell is a broken promise', async () => {
    const { protocol, remove } = await mutatedProtocol('clique', { file: 'consensus/clique-deadlock.ts',
      from: 'return heads.size < 2 ? null : { heads };', to: 'return null;' });
    try {
      const { violation } = await new Judge(protocol).judge(DEADLOCK);
      expect(violation?.sentence).toBe('Nobody may go on on any head, and nothing says that it is a deadlock.');
    } finally {
      remove();
    }
  });
});

describe('a mutant', () => {
  it.each([
    ['clique', 'a signer limit of one less', 'consensus/clique-snapshot.ts',
      'return Math.floor(signers / 2) + 1;', 'return Math.floor(signers / 2);', 'safety'],
    ['clique', 'the lighter chain', 'consensus/clique-tree.ts',
      'return other.totalDifficulty > head.totalDifficulty;',
      'return other.number > head.number;', 'safety'],
    ['nakamoto', 'a tie followed', 'consensus/nakamoto.ts',
      'isPreferred: (other, head) => other.totalDifficulty > head.totalDifficulty,',
      'isPreferred: (other, head) => other.totalDifficulty >= head.totalDifficulty,', 'safety'],
    ['nakamoto', 'a confirmation too few', 'consensus/fork-choice.ts',
      'node.number + 1 < this.rules.confirmations', 'node.number + 2 < this.rules.confirmations', 'safety'],
    ['nakamoto', 'blocks that nobody hands over', 'consensus/nakamoto.ts',
      "case 'get-blocks': return this.uponGetBlocks(from, message);", "case 'get-blocks': return;",
      'liveness'],
  ])('of %s with %s is found', async (name, _what, file, from, to, kind) => {
    const { protocol, remove } = await mutatedProtocol(name, { file, from, to });
    try {
      const { failure } = await swarm(await entryOf(name),
        { firstSeed: 1, seeds: 40, over: false, instead: protocol, stopAtFirst: true });
      expect(failure?.violation.kind).toBe(kind);
    } finally {
      remove();
    }
  });
});
