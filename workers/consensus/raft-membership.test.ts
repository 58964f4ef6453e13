import { describe, expect, it } from 'vitest';
import { majorityOf } from './quorum.ts';
import { changed } from './raft-configuration.ts';
import { RaftInvariants } from './raft-invariants.ts';
import { changeRequest, heartbeat, requestVote, vote } from './raft-messages.ts';
import { LoneNode, entry, entryWith, written } from './testing/lone-raft-node.ts';
import { RaftNetwork, SECOND, zeroFirst } from './testing/raft-network.ts';

/** Node 0 leads in term 1, and its first entry is committed. */
function leading(): LoneNode {
  const node = new LoneNode();
  node.elect();
  for (const peer of [1, 2]) node.hear(peer, written(1, 1));
  return node;
}

describe('4.1 safety', () => {
  it('any majority of a configuration meets any of one that has one server more or less', () => {
    const within = (of: number, members: readonly number[]): boolean =>
      members.filter((each) => (of >> each) % 2 === 1).length >= majorityOf(members.length);
    for (let size = 2; size <= 7; size += 1) {
      const old = [...Array(size).keys()];
      const less = changed({ index: 0, servers: old }, { server: size - 1, choice: 'drop' });
      for (let one = 0; one < 2 ** size; one += 1) {
        for (let other = 0; other < 2 ** size; other += 1) {
          if (within(one, old) && within(other, less)) expect(one & other).not.toBe(0);
        }
      }
    }
  });

  it('a configuration is an entry of the log, and other entries go on before it is committed', () => {
    const node = leading();
    node.hear(3, changeRequest({ server: 4, choice: 'drop' }));
    expect(node.disk.log.at(-1)).toMatchObject({ payload: null, servers: [0, 1, 2, 3] });
    const network = new RaftNetwork({ members: 5, timeout: zeroFirst });
    network.run(20 * SECOND);
    network.submit('a');
    network.wish(3, 'drop', 4);
    network.run(30 * SECOND);
    expect(network.decisionsOf(4)).toHaveLength(1);
    expect(network.servers(1)).toEqual([0, 1, 2, 3]);
  });

  it('takes effect as soon as it is in the log: three of four commit it, and of five two would not', () => {
    const node = leading();
    node.hear(3, changeRequest({ server: 4, choice: 'drop' }));
    node.hear(4, written(1, 2));
    node.hear(1, written(1, 2));
    expect(node.disk.applied).toBe(1);
    node.hear(2, written(1, 2));
    expect(node.disk.applied).toBe(2);
  });

  it('the change is acknowledged once it is committed, and not before', () => {
    const node = leading();
    node.hear(3, changeRequest({ server: 4, choice: 'drop' }));
    const answers = (): unknown[] => node.sent.filter(({ message }) => message.kind === 'change-reply');
    expect(answers()).toEqual([]);
    node.hear(1, written(1, 2));
    expect(answers()).toEqual([]);
    node.hear(2, written(1, 2));
    expect(answers()).toMatchObject([{ to: 3, message: { status: 'ok', server: 4, choice: 'drop' } }]);
  });

  it('another change begins when the one before it is committed', () => {
    const node = leading();
    node.hear(3, changeRequest({ server: 4, choice: 'drop' }));
    node.hear(2, changeRequest({ server: 3, choice: 'drop' }));
    node.hear(1, written(1, 2));
    expect(node.disk.log.map(({ servers }) => servers?.length)).toEqual([undefined, 4]);
    node.hear(2, written(1, 2));
    expect(node.disk.log.map(({ servers }) => servers?.length)).toEqual([undefined, 4, 3]);
  });

  it('2015: nor before the leader has committed an entry of its own term', () => {
    const node = new LoneNode({ currentTerm: 3, log: [entry(1, 1)], applied: 1 });
    node.elect();
    node.hear(3, changeRequest({ server: 4, choice: 'drop' }));
    node.hear(1, written(4, 1));
    node.hear(2, written(4, 1));
    expect(node.disk.log.map(({ servers }) => servers?.length)).toEqual([undefined, undefined]);
    node.hear(1, written(4, 2));
    node.hear(2, written(4, 2));
    expect(node.disk.log.map(({ servers }) => servers?.length)).toEqual([undefined, undefined, 4]);
  });

  it('a configuration that is taken out of a log leaves the one before it in force', () => {
    const node = new LoneNode({ currentTerm: 2, log: [entry(1, 1), entryWith(2, [1, 2], 1)] });
    node.append(3, 3, [1, 1], [entry(3, 2)]);
    node.fire('election');
    expect(node.sent.map(({ to }) => to)).toEqual([1, 2, 3, 4]);
  });

  it('and is read from the disk after a crash, committed or not', () => {
    const node = new LoneNode({ currentTerm: 2, log: [entryWith(2, [0, 1, 2])] });
    node.fire('election');
    expect(node.sent.map(({ to }) => to)).toEqual([1, 2]);
    node.hear(1, vote('vote', 3, 3, true));
    expect(node.protocol.status().phase).toBe('leader');
  });

  it('a server takes entries from a leader, and votes for a candidate, that it does not count', () => {
    const node = new LoneNode({ currentTerm: 1, log: [entryWith(1, [0, 1, 2])], applied: 1 });
    expect(node.append(4, 2, [1, 1], [entry(2, 1)])).toMatchObject({ success: true });
    const other = new LoneNode({ currentTerm: 1, log: [entryWith(1, [0, 1, 2])], applied: 1 });
    expect(other.hear(4, requestVote('request-vote', 2, 9, 1))).toMatchObject({ granted: true });
  });

  it('the invariants tell a change of two servers at once', () => {
    const seen = new RaftInvariants(5);
    seen.appended(0, 1, [entryWith(1, [0, 1, 2, 3])]);
    expect(() => seen.appended(0, 2, [entryWith(1, [0, 1, 2, 3]), entryWith(1, [0, 1])])).toThrow(/configuration/);
  });
});

describe('4.2.2 removing the current leader', () => {
  it('it leads until its removal is committed, does not count itself, and then steps down', () => {
    const node = leading();
    node.hear(3, changeRequest({ server: 0, choice: 'drop' }));
    node.hear(1, written(1, 2));
    node.hear(2, written(1, 2));
    // Of the four that are left two have it; with its own log that would be three.
    expect(node.protocol.status().phase).toBe('leader');
    node.hear(3, written(1, 2));
    expect(node.protocol.status()).toMatchObject({ phase: 'follower', leader: -1 });
    expect(node.disk.applied).toBe(2);
  });

  it('whatever else it was asked for meanwhile, it begins none of it, and the next leader does', () => {
    const node = leading();
    node.hear(3, changeRequest({ server: 0, choice: 'drop' }));
    node.hear(3, changeRequest({ server: 4, choice: 'drop' }));
    for (const peer of [1, 2, 3]) node.hear(peer, written(1, 2));
    expect(node.protocol.status().phase).toBe('follower');
    expect(node.disk.log.at(-1)?.servers).toEqual([1, 2, 3, 4]);
    const network = new RaftNetwork({ members: 5, timeout: zeroFirst });
    network.run(20 * SECOND);
    network.wish(3, 'drop', 0);
    network.wish(3, 'drop', 4);
    network.run(80 * SECOND);
    expect(network.leader).not.toBe(0);
    expect(network.servers(2)).toEqual([1, 2, 3]);
  });

  it('asked to drop itself and to add itself, it leaves, and the next leader adds it', () => {
    const network = new RaftNetwork({ members: 3, timeout: zeroFirst });
    network.run(20 * SECOND);
    network.wish(1, 'drop', 0);
    network.wish(0, 'add', 0, network.now + 11_000);
    network.run(80 * SECOND);
    expect(network.leader).not.toBe(0);
    expect(network.servers(2)).toEqual([0, 1, 2]);
  });

  it('a server in the new configuration then times out and wins an election; the old one follows', () => {
    const network = new RaftNetwork({ members: 3, timeout: zeroFirst });
    network.run(20 * SECOND);
    network.wish(2, 'drop', 0);
    network.run(60 * SECOND);
    expect(network.leader).not.toBe(0);
    network.submit('a');
    network.run(80 * SECOND);
    expect(network.decisionsOf(0)).toHaveLength(1);
  });

  it('of two servers one leads again where that is needed, without counting its own vote', () => {
    const node = new LoneNode({ currentTerm: 1, log: [entryWith(1, [1])] });
    node.fire('election');
    expect(node.disk.currentTerm).toBe(2);
    expect(node.protocol.status().phase).toBe('candidate');
    node.hear(1, vote('vote', 2, 2, true));
    expect(node.protocol.status().phase).toBe('leader');
    node.hear(1, written(2, 2));
    expect(node.protocol.status().phase).toBe('follower');
  });

  it('one that knows its removal to be committed stands in no election', () => {
    const node = new LoneNode({ currentTerm: 1, log: [entryWith(1, [1, 2])], applied: 1 });
    node.fire('election');
    expect(node.sent).toEqual([]);
    expect(node.disk.currentTerm).toBe(1);
  });
});

describe('4.2.3 disruptive servers', () => {
  it('who hears from a leader neither takes a candidate\'s term nor votes for it', () => {
    const node = new LoneNode({ currentTerm: 1, log: [entryWith(1, [0, 1, 2, 3])] });
    node.hear(2, heartbeat(1, 1, 0));
    expect(node.hear(4, requestVote('request-vote', 9, 9, 9))).toBeUndefined();
    expect(node.disk.currentTerm).toBe(1);
    node.now += 5 * SECOND;
    expect(node.hear(4, requestVote('request-vote', 9, 9, 9))).toMatchObject({ granted: true });
  });

  it('a leader is not deposed by a server that was dropped while it was away', () => {
    const network = new RaftNetwork({ members: 4, timeout: zeroFirst, preVote: false });
    network.run(20 * SECOND);
    for (const peer of [0, 1, 2]) network.cutOneWay(peer, 3);
    network.wish(1, 'drop', 3);
    network.run(200 * SECOND);
    expect(network.servers(0)).toEqual([0, 1, 2]);
    expect(network.leaders()).toEqual([0]);
    expect(network.status(0).round).toBe(1);
    expect(network.status(3).round).toBeGreaterThan(3);
  });
});
