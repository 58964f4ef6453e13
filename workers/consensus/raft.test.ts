import { describe, expect, it } from 'vitest';
import { RaftNetwork, SECOND, zeroFirst } from './testing/raft-network.ts';

describe('the good case', () => {
  it('elects one leader and commits at it first, then at all others', () => {
    const network = new RaftNetwork({ members: 5, timeout: zeroFirst });
    network.submit('a', 20 * SECOND);
    network.run(30 * SECOND);
    expect(network.leader).toBe(0);
    expect(network.decisions.map(({ member, height, digest }) => ({ member, height, digest })))
      .toEqual([0, 1, 2, 3, 4].map((member) => ({ member, height: 1, digest: '1<0>a' })));
    const [first, ...others] = network.decisions.map(({ at }) => at);
    for (const at of others) expect(at).toBe(first! + 10_000);
  });

  for (const members of [2, 3, 5, 8]) {
    it(`takes 2(n-1) messages a block with ${members} members, and n-1 to tell of it`, () => {
      const network = new RaftNetwork({ members, timeout: zeroFirst });
      network.run(20 * SECOND);
      const before = network.sent.length;
      network.submit('a');
      network.run(30 * SECOND);
      const kinds = network.sent.slice(before).map(({ message }) => message.kind);
      const others = members - 1;
      expect(kinds.filter((kind) => kind === 'append')).toHaveLength(others);
      expect(kinds.filter((kind) => kind === 'append-reply')).toHaveLength(others);
      expect(kinds.filter((kind) => kind === 'commit-notice')).toHaveLength(others);
      expect(kinds).toHaveLength(3 * others);
    });
  }

  it('takes no messages with a single member', () => {
    const network = new RaftNetwork({ members: 1, timeout: zeroFirst });
    network.submit('a');
    network.run(20 * SECOND);
    expect(network.decisions).toEqual(
      [{ member: 0, height: 1, term: 1, digest: '1<0>a', at: 7 * SECOND }]);
    expect(network.sent).toEqual([]);
  });
});

describe('crashes', () => {
  it('of the leader: another takes over and nothing committed is lost', () => {
    const network = new RaftNetwork({ members: 5, timeout: zeroFirst });
    network.submit('a', 10 * SECOND);
    network.run(20 * SECOND);
    network.crash(0);
    network.submit('b');
    network.run(60 * SECOND);
    expect(network.leader).toBe(1);
    expect(network.decisionsOf(4).map(({ digest }) => digest)).toEqual(['1<0>a', '2<1>b']);
    network.restart(0);
    network.run(90 * SECOND);
    expect(network.leader).toBe(1);
    expect(network.application(0).chain).toEqual(network.application(1).chain);
  });

  it('of a minority change nothing; of a majority stop everything until one comes back', () => {
    const network = new RaftNetwork({ members: 5, timeout: zeroFirst });
    network.run(20 * SECOND);
    network.crash(3);
    network.crash(4);
    network.submit('a');
    network.run(40 * SECOND);
    expect(network.decisionsOf(2)).toHaveLength(1);
    network.crash(2);
    network.submit('b');
    network.run(400 * SECOND);
    network.healAll();
    network.run(110 * SECOND);
    expect(network.decisionsOf(0)).toHaveLength(1);
    expect(network.leaders()).toEqual([]);
    network.restart(2);
    network.run(800 * SECOND);
    expect(network.decisionsOf(2).map(({ height }) => height)).toEqual([1, 2]);
    network.restart(3);
    network.restart(4);
    network.run(900 * SECOND);
    expect(network.application(4).chain).toEqual(network.application(0).chain);
  });

  it('of all at once lose nothing that was committed', () => {
    const network = new RaftNetwork({ members: 3, timeout: zeroFirst });
    network.submit('a', 10 * SECOND);
    network.run(20 * SECOND);
    for (const member of [0, 1, 2]) network.crash(member);
    network.run(30 * SECOND);
    for (const member of [0, 1, 2]) network.restart(member);
    network.submit('b', 35 * SECOND);
    network.run(80 * SECOND);
    for (const member of [0, 1, 2]) {
      expect(network.application(member).chain.map(({ digest }) => digest))
        .toEqual(['1<0>a', '2<0>b']);
    }
  });

  it('with the disk: it follows as a learner, and neither votes nor counts', () => {
    const network = new RaftNetwork({ members: 3, timeout: zeroFirst });
    network.submit('a', 10 * SECOND);
    network.run(20 * SECOND);
    network.crash(2, true);
    network.restart(2, true);
    network.submit('b');
    network.run(60 * SECOND);
    expect(network.application(2).chain).toEqual(network.application(0).chain);
    network.crash(1);
    network.submit('c');
    network.run(200 * SECOND);
    // Two are alive and one of them counts: no majority.
    expect(network.application(0).chain).toHaveLength(2);
    expect(network.leaders()).toEqual([]);
    network.restart(1);
    network.run(500 * SECOND);
    expect(network.application(2).chain).toHaveLength(3);
  });
});

describe('a pause', () => {
  it('of the leader deposes it, and it follows when it wakes', () => {
    const network = new RaftNetwork({ members: 3, timeout: zeroFirst });
    network.run(20 * SECOND);
    network.pause(0);
    network.submit('a');
    network.run(50 * SECOND);
    expect(network.decisionsOf(1)).toHaveLength(1);
    network.resume(0);
    network.run(60 * SECOND);
    expect(network.leader).toBe(1);
    expect(network.application(0).chain).toEqual(network.application(1).chain);
  });
});

describe('partitions', () => {
  it('the minority side, leader or not, decides nothing; all agree once it heals', () => {
    const network = new RaftNetwork({ members: 5, timeout: zeroFirst });
    network.run(20 * SECOND);
    for (const a of [0, 1]) for (const b of [2, 3, 4]) network.cut(a, b);
    network.submit('left', network.now, [0, 1]);
    network.submit('right', network.now, [2, 3, 4]);
    network.run(60 * SECOND);
    expect(network.decisionsOf(0)).toEqual([]);
    expect(network.decisionsOf(3).map(({ digest }) => digest)).toEqual(['1<2>right']);
    network.healAll();
    network.submit('left', 70 * SECOND);
    network.run(200 * SECOND);
    for (const member of [0, 1, 2, 3, 4]) {
      expect(network.application(member).decidedTransactions).toEqual(new Set(['right', 'left']));
      expect(network.application(member).chain).toEqual(network.application(0).chain);
    }
  });

  it('with pre-vote a node that was away deposes nobody; without it, it does', () => {
    const terms = (preVote: boolean): number[] => {
      const network = new RaftNetwork({ members: 5, timeout: zeroFirst, preVote });
      network.run(20 * SECOND);
      for (const peer of [0, 1, 2, 3]) network.cut(4, peer);
      network.run(120 * SECOND);
      network.healAll();
      network.run(200 * SECOND);
      return [0, 1, 2, 3, 4].map((member) => network.status(member).round);
    };
    expect(terms(true)).toEqual([1, 1, 1, 1, 1]);
    expect(terms(false)[0]).toBeGreaterThan(3);
  });

  it('one way: a leader that hears nobody stands down for one who does', () => {
    const network = new RaftNetwork({ members: 3, timeout: zeroFirst });
    network.run(20 * SECOND);
    network.cutOneWay(1, 0);
    network.cutOneWay(2, 0);
    network.submit('a');
    network.run(100 * SECOND);
    // The old leader's block had reached the others; the new leader commits it (5.4.2).
    expect(network.decisionsOf(1)).toMatchObject([{ digest: '1<0>a', term: 1 }]);
    expect(network.status(1)).toMatchObject({ phase: 'leader', round: 2 });
    network.healAll();
    network.run(110 * SECOND);
    expect(network.decisionsOf(0)).toHaveLength(1);
  });
});
