import { describe, expect, it } from 'vitest';
import { RaftInvariants } from './raft-invariants.ts';
import { appendReply, heartbeat, requestVote, vote } from './raft-messages.ts';
import { LoneNode, entry } from './testing/lone-raft-node.ts';
import { RaftNetwork } from './testing/raft-network.ts';

describe('5.1 terms', () => {
  it('a later term makes a leader a follower, on its disk too', () => {
    const node = new LoneNode();
    node.elect();
    expect(node.protocol.status().phase).toBe('leader');
    node.hear(3, vote('vote', 7, 1, false));
    expect(node.protocol.status()).toMatchObject({ phase: 'follower', round: 7 });
    expect(node.disk).toMatchObject({ currentTerm: 7, votedFor: null });
  });

  it('a request of an earlier term is refused, with the term that holds', () => {
    const node = new LoneNode({ currentTerm: 4 });
    expect(node.append(1, 3, [0, 0], [entry(3, 1)]))
      .toMatchObject({ kind: 'append-reply', success: false, term: 4 });
    expect(node.hear(1, requestVote('request-vote', 3, 9, 3)))
      .toMatchObject({ granted: false, term: 4 });
    expect(node.disk.log).toEqual([]);
  });
});

describe('5.2 elections', () => {
  it('gives one vote a term, first come first served, also after a crash', () => {
    const node = new LoneNode();
    expect(node.hear(1, requestVote('request-vote', 1, 0, 0))).toMatchObject({ granted: true });
    expect(node.hear(2, requestVote('request-vote', 1, 0, 0))).toMatchObject({ granted: false });
    const again = new LoneNode(node.disk);
    expect(again.hear(2, requestVote('request-vote', 1, 0, 0))).toMatchObject({ granted: false });
    expect(again.hear(1, requestVote('request-vote', 1, 0, 0))).toMatchObject({ granted: true });
  });

  it('needs a majority: two of five do not elect, three do', () => {
    const node = new LoneNode();
    node.fire('election');
    expect(node.disk).toMatchObject({ currentTerm: 1, votedFor: 0 });
    node.hear(1, vote('vote', 1, 1, true));
    node.hear(1, vote('vote', 1, 1, true));
    expect(node.protocol.status().phase).toBe('candidate');
    node.hear(2, vote('vote', 1, 1, true));
    expect(node.protocol.status().phase).toBe('leader');
  });

  it('a candidate follows whoever leads in its term', () => {
    const node = new LoneNode();
    node.fire('election');
    node.hear(2, heartbeat(1, 1, 0));
    expect(node.protocol.status()).toMatchObject({ phase: 'follower', leader: 2 });
  });

  it('9.6 with pre-vote, asking changes no term, and a node that hears a leader says no', () => {
    const node = new LoneNode({}, { preVote: true });
    node.hear(2, heartbeat(1, 1, 0));
    expect(node.hear(3, requestVote('pre-vote', 2, 0, 0))).toMatchObject({ granted: false });
    node.fire('election');
    expect(node.disk.currentTerm).toBe(1);
    expect(node.sent.map(({ message }) => message.kind)).toEqual(new Array(4).fill('pre-vote'));
    expect(node.hear(3, requestVote('pre-vote', 2, 0, 0))).toMatchObject({ granted: true });
  });
});

describe('5.3 log replication', () => {
  it('refuses entries whose predecessor it lacks, and says where to try', () => {
    const node = new LoneNode({ currentTerm: 3, log: [entry(1, 1), entry(1, 2), entry(2, 3)] });
    expect(node.append(3, 3, [5, 3], [entry(3, 6)]))
      .toMatchObject({ success: false, index: 3, hintTerm: 2 });
    expect(node.append(3, 3, [3, 3], [entry(3, 4)]))
      .toMatchObject({ success: false, index: 3, hintTerm: 2 });
  });

  it('replaces what conflicts, keeps what agrees, and never shortens for an old message', () => {
    const node = new LoneNode({ currentTerm: 3, log: [entry(1, 1), entry(2, 2), entry(2, 3)] });
    node.append(3, 3, [1, 1], [entry(3, 2)]);
    expect(node.disk.log.map(({ term }) => term)).toEqual([1, 3]);
    node.append(3, 3, [0, 0], [entry(1, 1)]);
    expect(node.disk.log.map(({ term }) => term)).toEqual([1, 3]);
  });

  it('applies only up to what it knows to agree with the leader', () => {
    const node = new LoneNode({ currentTerm: 1, log: [entry(1, 1), entry(1, 2)] });
    node.hear(2, heartbeat(2, 1, 2));
    expect(node.decided).toEqual([]);
    node.append(2, 2, [1, 1], [], 2);
    expect(node.decided).toEqual([1]);
  });

  it('backs up over a follower\'s whole term at once', () => {
    const node = new LoneNode({ currentTerm: 5, log: [entry(1, 1), entry(4, 2), entry(4, 3)] });
    node.elect();
    const reply = node.hear(3, appendReply(
      { term: 6, success: false, index: 3, hintTerm: 2, learner: false }));
    expect(reply).toMatchObject({ kind: 'append', prevIndex: 1, prevTerm: 1 });
  });
});

describe('5.4 safety', () => {
  it('5.4.1 votes only for a log as up to date as its own: later term, then longer', () => {
    const ask = (lastIndex: number, lastTerm: number): unknown => new LoneNode(
      { currentTerm: 2, log: [entry(1, 1), entry(2, 2)] })
      .hear(1, requestVote('request-vote', 3, lastIndex, lastTerm));
    expect(ask(2, 2)).toMatchObject({ granted: true });
    expect(ask(1, 3)).toMatchObject({ granted: true });
    expect(ask(9, 1)).toMatchObject({ granted: false });
    expect(ask(1, 2)).toMatchObject({ granted: false });
  });

  it('5.4.2 an entry of an earlier term commits only under one of the leader\'s own', () => {
    const node = new LoneNode({ currentTerm: 2, log: [entry(2, 1)] });
    node.elect();
    const answer = (peer: number, index: number): unknown => node.hear(peer,
      appendReply({ term: 3, success: true, index, hintTerm: -1, learner: false }));
    for (const peer of [1, 2, 3, 4]) answer(peer, 1);
    expect(node.decided).toEqual([]);
    answer(1, 2);
    expect(node.decided).toEqual([]);
    answer(2, 2);
    expect(node.decided).toEqual([1]);
  });

  it('a learner counts in no majority and gives no vote', () => {
    const node = new LoneNode();
    node.elect();
    for (const peer of [1, 2, 3]) {
      node.hear(peer, appendReply(
        { term: 1, success: true, index: 1, hintTerm: -1, learner: peer > 1 }));
    }
    expect(node.disk.applied).toBe(0);
    const learner = new LoneNode({ learner: true });
    expect(learner.hear(1, requestVote('request-vote', 1, 9, 1))).toMatchObject({ granted: false });
  });
});

describe('figure 3, as the invariants see it', () => {
  it('two leaders of a term, a lost commit, another entry in the same place: each is told', () => {
    const [a, b] = [entry(1, 1, 'a'), entry(1, 1, 'b')];
    const seen = (): RaftInvariants => {
      const invariants = new RaftInvariants(5);
      invariants.elected(0, 1, []);
      invariants.appended(0, 1, [a]);
      invariants.committed(0, 1, a);
      return invariants;
    };
    expect(() => seen().elected(1, 1, [a])).toThrow(/election safety/);
    expect(() => seen().elected(1, 2, [])).toThrow(/leader completeness/);
    expect(() => seen().appended(1, 1, [b])).toThrow(/log matching/);
    expect(() => seen().committed(1, 1, b)).toThrow(/state machine safety/);
  });
});

describe('without one kind of message', () => {
  for (const kind of ['append', 'append-reply', 'request-vote', 'vote', 'pre-vote', 'pre-vote-reply'] as const) {
    it(`${kind}, nothing is ever decided`, () => {
      const network = new RaftNetwork({
        members: 3, tamper: (_from, _to, message) => (message.kind === kind ? null : message),
      });
      network.submit('a');
      network.run(300_000_000);
      expect(network.decisions).toEqual([]);
    });
  }

  it('commit-notice, followers learn by the heartbeats after it', () => {
    const network = new RaftNetwork({
      members: 3, tamper: (_f, _t, message) => (message.kind === 'commit-notice' ? null : message),
    });
    network.submit('a', 20_000_000);
    network.run(30_000_000);
    const [first = 0, ...others] = network.decisions.map(({ at }) => at);
    expect(others).toHaveLength(2);
    for (const at of others) expect(at).toBeGreaterThan(first + 10_000);
  });
});
