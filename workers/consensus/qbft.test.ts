import { describe, expect, it } from 'vitest';
import { TestNetwork } from './testing/test-network.ts';

const SECOND = 1_000_000;
const MILLISECOND = 1_000;

describe('the good case', () => {
  for (const members of [4, 7, 10]) {
    it(`takes (n-1) + 2n(n-1) messages a block with ${members} validators`, () => {
      const network = new TestNetwork({ members });
      for (let block = 0; block < 3; block += 1) {
        network.submit(`transaction-${block}`);
        network.run(network.now + 10 * SECOND);
        const blocks = block + 1;
        expect(Object.fromEntries(network.sent)).toEqual({
          proposal: blocks * (members - 1),
          prepare: blocks * members * (members - 1),
          commit: blocks * members * (members - 1),
        });
        expect(network.decisions.length).toBe(blocks * members);
      }
      expect(network.decisions.every((decision) => decision.round === 0)).toBe(true);
    });
  }

  it('takes no messages at all with a single validator', () => {
    const network = new TestNetwork({ members: 1 });
    network.submit('a');
    network.run(10 * SECOND);
    expect(network.decisions).toEqual(
      [{ member: 0, height: 1, round: 0, digest: '1<0>a', at: 2 * SECOND }]);
    expect(network.sent.size).toBe(0);
  });

  it('lets every validator propose in turn', () => {
    const network = new TestNetwork({ members: 4 });
    for (let block = 0; block < 5; block += 1) {
      network.submit(`t${block}`);
      network.run(network.now + 5 * SECOND);
    }
    expect(network.decisionsOf(0).map((decision) => decision.digest))
      .toEqual(['1<1>t0', '2<2>t1', '3<3>t2', '4<0>t3', '5<1>t4']);
  });

  it('makes no block while nothing is pending, and one at each tick if blocks may be empty', () => {
    const atRest = new TestNetwork({ members: 4 });
    atRest.run(100 * SECOND);
    expect([atRest.decisions.length, atRest.eventCount]).toEqual([0, 0]);
    const busy = new TestNetwork({ members: 4, emptyBlocks: true });
    busy.run(100 * SECOND);
    // A block each 2 s plus the three message delays of 10 ms to decide it.
    expect(busy.decisionsOf(2).length).toBe(49);
  });

  it('carries what arrived during a decision to the next height', () => {
    const network = new TestNetwork({ members: 4 });
    network.submit('a', 1 * SECOND);
    network.submit('b', 2 * SECOND + 15 * MILLISECOND); // while height 1 is being decided
    network.run(10 * SECOND);
    expect(network.decisionsOf(3).map((decision) => decision.digest)).toEqual(['1<1>a', '2<2>b']);
  });
});

describe('round changes', () => {
  it('replace a leader that is silent', () => {
    const network = new TestNetwork({ members: 4 });
    network.crash(1); // leader of height 1, round 0
    network.submit('a');
    network.run(20 * SECOND);
    for (const member of [0, 2, 3]) {
      expect(network.decisionsOf(member)).toMatchObject([{ height: 1, round: 1, digest: '1<2>a' }]);
    }
    // Tick at 2 s, timeout at 6 s, then ROUND-CHANGE, PROPOSAL, PREPARE, COMMIT: 10 ms each.
    for (const { at } of network.decisions) expect(at).toBe(6 * SECOND + 40 * MILLISECOND);
  });

  it('replace two silent leaders in a row, the second after twice the time', () => {
    const network = new TestNetwork({ members: 7 });
    network.crash(1);
    network.crash(2);
    network.submit('a');
    network.run(40 * SECOND);
    expect(network.decisionsOf(0)).toEqual([{
      member: 0, height: 1, round: 2, digest: '1<3>a', at: (2 + 4 + 8) * SECOND + 40 * MILLISECOND,
    }]);
  });

  it('keep what a quorum has prepared when the leader crashes before anybody decides', () => {
    const network = new TestNetwork({
      members: 4,
      // COMMITs of round 0 are lost, as if the network failed between the two phases.
      tamper: (_from, _to, message) =>
        message.kind === 'commit' && message.signed.body.round === 0 ? null : message,
    });
    network.submit('a', 1 * SECOND);
    network.at(2 * SECOND + 50 * MILLISECOND, () => network.crash(1));
    // The next leader would rather propose this; it may not.
    network.submit('b', 3 * SECOND);
    network.run(8 * SECOND);
    for (const member of [0, 2, 3]) {
      expect(network.decisionsOf(member)).toMatchObject([{ round: 1, digest: '1<1>a' }]);
    }
    network.run(30 * SECOND);
    expect(network.decisionsOf(0).map((decision) => decision.digest)).toEqual(['1<1>a', '2<2>b']);
  });

  it('keep what one validator has decided and the others only prepared', () => {
    const network = new TestNetwork({
      members: 4,
      // Only validator 3 hears the COMMITs of round 0, and then it can tell nobody.
      tamper: (from, to, message) => {
        if (message.kind === 'commit' && message.signed.body.round === 0) {
          return to === 3 ? message : null;
        }
        return from === 3 && message.kind !== 'prepare' ? null : message;
      },
    });
    network.submit('a');
    network.run(20 * SECOND);
    expect(network.decisionsOf(3)).toMatchObject([{ round: 0, digest: '1<1>a' }]);
    for (const member of [0, 1, 2]) {
      expect(network.decisionsOf(member)).toMatchObject([{ round: 1, digest: '1<1>a' }]);
    }
  });

  it('wake validators at rest when only one of them knows of something pending', () => {
    const network = new TestNetwork({ members: 4 });
    network.submit('a', 0, [0]);
    network.run(120 * SECOND);
    // The others follow into the round change, blocks go by, until validator 0 leads.
    expect(network.application(3).decidedTransactions.has('a')).toBe(true);
    const before = network.eventCount;
    network.run(10_000 * SECOND);
    expect(network.eventCount).toBe(before);
  });
});

describe('with one validator fewer than a quorum', () => {
  it('nothing is decided, however long it takes', () => {
    for (const [members, crashed] of [[4, [2, 3]], [7, [3, 4, 5]], [10, [4, 5, 6, 7]]] as const) {
      const network = new TestNetwork({ members });
      for (const member of crashed) network.crash(member);
      network.submit('a');
      network.run(3600 * SECOND);
      expect(network.decisions).toEqual([]);
    }
  });
});

describe('a partition', () => {
  it('into two halves stalls both, and they decide once it heals', () => {
    const network = new TestNetwork({ members: 4 });
    const cross = [[0, 2], [0, 3], [1, 2], [1, 3]] as const;
    for (const [a, b] of cross) network.cut(a, b);
    network.submit('a');
    network.run(900 * SECOND);
    expect(network.decisions).toEqual([]);
    for (const [a, b] of cross) network.heal(a, b);
    network.run(901 * SECOND);
    expect(network.decisions.length).toBe(4);
    network.run(5000 * SECOND);
    expect(new Set(network.decisions.map((decision) => decision.digest)).size).toBe(1);
  });

  it('that cuts off one validator does not stop the others, and it catches up by itself', () => {
    const network = new TestNetwork({ members: 4 });
    for (const peer of [0, 1, 2]) network.cut(3, peer);
    for (let block = 0; block < 60; block += 1) network.submit(`t${block}`, block * 20 * SECOND);
    network.run(1300 * SECOND);
    const height = network.decisionsOf(0).length;
    expect(height).toBeGreaterThanOrEqual(60);
    expect(network.decisionsOf(3)).toEqual([]);
    for (const peer of [0, 1, 2]) network.heal(3, peer);
    network.run(1310 * SECOND);
    expect(network.decisionsOf(3).map((decision) => decision.digest))
      .toEqual(network.decisionsOf(0).map((decision) => decision.digest));
  });
});

describe('a validator that was away and missed every message', () => {
  const missing = (until: { value: number }, network: () => TestNetwork) => ({
    members: 4,
    tamper: (from: number, to: number, message: never) =>
      (from === 3 || to === 3) && network().now < until.value ? null : message,
  });

  it('catches up over many heights when it next has something to say', () => {
    const until = { value: 700 * SECOND };
    const network: TestNetwork = new TestNetwork(missing(until, () => network) as never);
    for (let block = 0; block < 50; block += 1) network.submit(`t${block}`, block * 10 * SECOND);
    network.run(700 * SECOND);
    expect(network.decisionsOf(3)).toEqual([]);
    const height = network.decisionsOf(0).length;
    expect(height).toBeGreaterThanOrEqual(50);
    network.run(3000 * SECOND); // its round timer fires: it still has them all pending
    expect(network.decisionsOf(3).length).toBe(height);
    expect(network.sent.get('decided')).toBeLessThan(20);
  });

  it('catches up when it hears of a height far above its own', () => {
    const until = { value: 700 * SECOND };
    const network: TestNetwork = new TestNetwork(missing(until, () => network) as never);
    for (let block = 0; block < 50; block += 1) {
      network.submit(`t${block}`, block * 10 * SECOND, [0, 1, 2]);
    }
    network.run(700 * SECOND);
    expect(network.protocol(3).status()).toMatchObject({ height: 1, phase: 'resting' });
    network.submit('late');
    network.run(710 * SECOND);
    expect(network.decisionsOf(3).map((decision) => decision.digest))
      .toEqual(network.decisionsOf(0).map((decision) => decision.digest));
    expect(network.application(3).decidedTransactions.has('late')).toBe(true);
  });

  it('catches up when it hears of a height a little above its own', () => {
    const until = { value: 25 * SECOND };
    const network: TestNetwork = new TestNetwork(missing(until, () => network) as never);
    for (let block = 0; block < 3; block += 1) {
      network.submit(`t${block}`, block * 5 * SECOND, [0, 1, 2]);
    }
    network.submit('late', 30 * SECOND);
    network.run(60 * SECOND);
    expect(network.decisionsOf(3).map((decision) => decision.height)).toEqual([1, 2, 3, 4]);
  });
});

describe('clocks that differ', () => {
  it('by hours change nothing: only differences of one clock are used', () => {
    const decide = (skew: (member: number) => number) => {
      const network = new TestNetwork({ members: 4, skew });
      network.submit('a', 5 * SECOND);
      network.submit('b', 20 * SECOND);
      network.run(60 * SECOND);
      return network.decisions;
    };
    expect(decide((member) => member * 3600 * SECOND)).toEqual(decide(() => 0));
  });
});

describe('at rest', () => {
  it('closed form and simulated ticks give the same decisions, times, entries and counts', () => {
    const play = (idle: 'closed-form' | 'simulated') => {
      const network = new TestNetwork({
        members: 4, idle, delay: (from, to) => 7_000 + 13_000 * from + 3_000 * to,
      });
      network.submit('a', 34 * SECOND);
      network.submit('b', 3600 * SECOND + 1);
      network.submit('c', 7200 * SECOND, [2]);
      network.at(9000 * SECOND, () => network.crash(1));
      network.submit('d', 10_000 * SECOND);
      network.submit('e', 10_000 * SECOND + 1);
      network.submit('f', 20_000 * SECOND);
      network.run(30_001 * SECOND);
      for (const member of [0, 2, 3]) network.protocol(member).countIdle(network.now);
      return network;
    };
    const closed = play('closed-form');
    const simulated = play('simulated');
    expect(closed.decisions.length).toBeGreaterThan(12);
    expect(closed.outcomes).toEqual(simulated.outcomes);
    expect(closed.decisions).toEqual(simulated.decisions);
    expect(closed.sent).toEqual(simulated.sent);
    expect(simulated.eventCount).toBeGreaterThan(49_000);
    expect(closed.eventCount).toBeLessThan(1_000);
  });

  it('the ticks that pass are counted the same', () => {
    const count = (idle: 'closed-form' | 'simulated') => {
      const network = new TestNetwork({ members: 4, idle });
      network.submit('a', 34 * SECOND);
      network.run(1001 * SECOND);
      for (const member of [0, 1, 2, 3]) network.protocol(member).countIdle(network.now);
      return network.counts.get('consensus.idleTicks');
    };
    expect(count('closed-form')).toBe(count('simulated'));
    // Each validator: 17 ticks to 34 s, then one every 2 s from its decision at 36.02 or 36.03 s.
    expect(count('closed-form')).toBe(4 * (17 + 482));
  });
});
