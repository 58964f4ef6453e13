import { describe, expect, it } from 'vitest';
import { newView, phaseMessage, proposal, vote } from './hotstuff-messages.ts';
import type { HotStuffMessage, NewView, NewViewBody, PhaseMessage, Proposal, ProposalBody, Vote }
  from './hotstuff-messages.ts';
import { createLeaf, genesisNode } from './hotstuff-node.ts';
import type { TreeNode } from './hotstuff-node.ts';
import { genesisQc } from './hotstuff-qc.ts';
import type { Phase, QuorumCertificate, VoteBody } from './hotstuff-qc.ts';
import type { Payload } from './protocol.ts';
import { createHotStuff } from './testing/hotstuff-network.ts';
import type { HotStuffStyle } from './testing/hotstuff-network.ts';
import { LoneSeat } from './testing/lone-seat.ts';

const GENESIS = genesisNode(0);
const ROOT = genesisQc(GENESIS);
const BASIC: HotStuffStyle = { variant: 'basic', leader: 'rotating' };
const CHAINED: HotStuffStyle = { variant: 'chained', leader: 'rotating' };

/** A replica of four, whose peers the test plays; member v mod 4 leads view v. */
class Bench extends LoneSeat<HotStuffMessage> {
  private readonly kind: 'prepare' | 'generic';

  constructor(self: number, style: HotStuffStyle, restored: unknown = null) {
    super({ self, restored, create: createHotStuff(style) });
    this.kind = style.variant === 'basic' ? 'prepare' : 'generic';
  }

  proposalOf(node: TreeNode, justify: QuorumCertificate, payload: Payload | null, author = node.view % 4): Proposal {
    const signed = this.keyrings[author]!.sign<ProposalBody>(
      { kind: 'proposal', view: node.view, node: node.id });
    return proposal(this.kind, signed, { node, justify, branch: [], payload });
  }

  voteOf(author: number, phase: Phase, node: TreeNode): Vote {
    return vote(this.keyrings[author]!.sign<VoteBody>(
      { kind: 'vote', phase, view: node.view, digest: node.id }));
  }

  qcOf(phase: Phase, node: TreeNode, authors: readonly number[] = [0, 1, 2]): QuorumCertificate {
    return { phase, view: node.view, node,
      votes: authors.map((author) => this.voteOf(author, phase, node).signed) };
  }

  phase(kind: PhaseMessage['kind'], phase: Phase, node: TreeNode, authors = [0, 1, 2]): PhaseMessage {
    return phaseMessage(kind, this.qcOf(phase, node, authors));
  }

  newViewOf(author: number, view: number, justify = ROOT, isTimeout = false): NewView {
    return newView(this.keyrings[author]!.sign<NewViewBody>({ kind: 'new-view', view, isTimeout }),
      justify, [], 0);
  }

  /** The votes it has sent or, as leader, would have counted itself. */
  votes(): unknown[] {
    return this.said('vote').map(({ signed: { body } }) => [body.phase, body.view]);
  }

  /** A proposal of a block on genesis in a view, as this replica hears it. */
  propose(view: number, transactions = ['a']): { block: Payload; node: TreeNode } {
    const block = this.block(view % 4, transactions);
    const node = createLeaf(GENESIS, view, block.digest);
    this.hear(view % 4, this.proposalOf(node, ROOT, block));
    return { block, node };
  }
}

describe('algorithm 2, basic HotStuff', () => {
  it('the leader proposes a leaf of highQC.node when its time has come', () => {
    const bench = new Bench(1, BASIC);
    bench.begin();
    expect(bench.said('prepare')[0]).toMatchObject(
      { node: { parent: 'genesis', view: 1, height: 1, digest: '1<1>a' }, justify: { view: 0 } });
  });

  it('a replica votes prepare for it, pre-commit on a prepareQC, commit on a precommitQC', () => {
    const bench = new Bench(0, BASIC);
    const { node } = bench.propose(1);
    bench.hear(1, bench.phase('pre-commit', 'prepare', node));
    bench.hear(1, bench.phase('commit', 'pre-commit', node));
    expect(bench.votes()).toEqual([['prepare', 1], ['pre-commit', 1], ['commit', 1]]);
    expect(bench.sent.filter(({ message }) => message.kind === 'vote').map(({ to }) => to))
      .toEqual([1, 1, 1]);
    expect(bench.persisted.at(-1)).toMatchObject({ highQc: { view: 1 }, lockedQc: { view: 1 } });
  });

  it('executes on a commitQC, and tells the next leader what it has prepared', () => {
    const bench = new Bench(0, BASIC);
    const { node, block } = bench.propose(1);
    bench.hear(1, bench.phase('pre-commit', 'prepare', node));
    bench.hear(1, bench.phase('decide', 'commit', node));
    expect(bench.decided).toMatchObject([{ height: 1, payload: block }]);
    expect(bench.sent.at(-1)).toMatchObject({ to: 2,
      message: { kind: 'new-view', signed: { body: { view: 2 } }, justify: { view: 1 } } });
  });

  it('the leader makes a certificate of n − f votes, its own among them, for each phase', () => {
    const bench = new Bench(1, BASIC);
    bench.begin();
    const { node } = bench.said('prepare')[0]!;
    bench.hear(0, bench.voteOf(0, 'prepare', node));
    expect(bench.said('pre-commit')).toEqual([]);
    bench.hear(2, bench.voteOf(2, 'prepare', node));
    expect(bench.said('pre-commit')[0]?.justify.votes).toHaveLength(3);
    for (const author of [0, 2]) bench.hear(author, bench.voteOf(author, 'pre-commit', node));
    for (const author of [0, 2]) bench.hear(author, bench.voteOf(author, 'commit', node));
    expect(bench.said('decide')).toHaveLength(1);
    expect(bench.decided).toHaveLength(1);
  });

  it('votes once a phase and view, and never in a view it has left', () => {
    const bench = new Bench(0, BASIC);
    bench.propose(1);
    bench.propose(1, ['b']);
    bench.propose(3, ['c']);
    bench.propose(2, ['d']);
    expect(bench.votes()).toEqual([['prepare', 1], ['prepare', 3]]);
  });

  it('believes no certificate of too few, repeated or other votes', () => {
    const bench = new Bench(0, BASIC);
    const { node } = bench.propose(1);
    bench.hear(1, bench.phase('decide', 'commit', node, [1, 2]));
    bench.hear(1, bench.phase('decide', 'commit', node, [1, 2, 2]));
    bench.hear(1, bench.phase('decide', 'pre-commit', node));
    expect(bench.decided).toEqual([]);
  });

  it('a leader waits for n − f new-views and extends the highest node among them', () => {
    const bench = new Bench(2, BASIC);
    const node = createLeaf(GENESIS, 1, bench.block(1).digest);
    bench.begin();
    bench.fire('round');
    bench.hear(0, bench.newViewOf(0, 2, bench.qcOf('prepare', node)));
    expect(bench.said('prepare')).toEqual([]);
    bench.hear(3, bench.newViewOf(3, 2));
    expect(bench.said('prepare')[0]).toMatchObject(
      { node: { parent: node.id, view: 2, digest: null }, justify: { view: 1 } });
  });
});

describe('safeNode', () => {
  /** Locked in view 1. */
  function locked(): { bench: Bench; node: TreeNode } {
    const bench = new Bench(0, BASIC);
    const { node } = bench.propose(1);
    bench.hear(1, bench.phase('commit', 'pre-commit', node));
    return { bench, node };
  }

  it('refuses a branch that conflicts with the lock', () => {
    const { bench } = locked();
    bench.propose(2, ['b']);
    expect(bench.votes().at(-1)).toEqual(['commit', 1]);
  });

  it('accepts one that extends the lock (safety rule)', () => {
    const { bench, node } = locked();
    bench.hear(2, bench.proposalOf(createLeaf(node, 2, null), bench.qcOf('prepare', node), null));
    expect(bench.votes().at(-1)).toEqual(['prepare', 2]);
  });

  it('accepts one justified by a later view than the lock (liveness rule)', () => {
    const { bench } = locked();
    const other = createLeaf(GENESIS, 2, bench.block(2, ['b']).digest);
    bench.hear(3, bench.proposalOf(createLeaf(other, 3, null), bench.qcOf('prepare', other), null));
    expect(bench.votes().at(-1)).toEqual(['prepare', 3]);
  });

  it('holds after a crash, and so does the vote', () => {
    const { bench } = locked();
    const back = new Bench(0, BASIC, bench.persisted.at(-1));
    back.propose(1, ['b']);
    back.propose(2, ['b']);
    expect(back.votes()).toEqual([]);
  });
});

describe('algorithm 3, chained HotStuff', () => {
  /** Hears a block in view 1 and dummy nodes on it in the views named. */
  function chain(bench: Bench, views: readonly number[]): TreeNode[] {
    const { node } = bench.propose(1);
    const nodes = [node];
    for (const view of views) {
      const parent = nodes.at(-1)!;
      const leaf = createLeaf(parent, view, null);
      bench.hear(view % 4, bench.proposalOf(leaf, bench.qcOf('generic', parent), null));
      nodes.push(leaf);
    }
    return nodes;
  }

  it('a replica sends its vote to the next leader', () => {
    const bench = new Bench(0, CHAINED);
    bench.propose(1);
    expect(bench.sent.find(({ message }) => message.kind === 'vote')?.to).toBe(2);
  });

  it('the next leader makes the certificate and puts a dummy node on an undecided block', () => {
    const bench = new Bench(2, CHAINED);
    const { node } = bench.propose(1);
    for (const author of [1, 3]) bench.hear(author, bench.voteOf(author, 'generic', node));
    expect(bench.said('generic')[0]).toMatchObject(
      { node: { parent: node.id, view: 2, digest: null }, justify: { view: 1 } });
  });

  it('locks on a two-chain and executes on a three-chain', () => {
    const bench = new Bench(0, CHAINED);
    chain(bench, [2, 3]);
    expect(bench.persisted.at(-1)).toMatchObject({ highQc: { view: 2 }, lockedQc: { view: 1 } });
    expect(bench.decided).toEqual([]);
    const other = new Bench(0, CHAINED);
    chain(other, [2, 3, 5]);
    expect(other.decided).toMatchObject([{ height: 1, certificate: { round: 1 } }]);
  });

  it('does not execute on a chain with a skipped view in it', () => {
    const bench = new Bench(0, CHAINED);
    chain(bench, [2, 5, 6]);
    expect(bench.decided).toEqual([]);
    const other = new Bench(0, CHAINED);
    chain(other, [2, 5, 6, 7, 9]);
    expect(other.decided).toHaveLength(1);
  });
});

describe('the pacemaker', () => {
  it('a view that fails is left with a new-view to all; the next may take twice as long', () => {
    const bench = new Bench(0, BASIC);
    bench.begin();
    const waits = [2, 3, 4].map((next) => {
      const { now } = bench;
      bench.fire('round');
      for (const other of [1, 2]) bench.hear(other, bench.newViewOf(other, next, ROOT, true));
      return bench.now - now;
    });
    expect(waits).toEqual([4_000_000, 4_000_000, 8_000_000]);
    expect(bench.sent.filter(({ message }) => message.kind === 'new-view').map(({ to }) => to))
      .toEqual(['all', 'all', 'all']);
  });

  it('the time of a view that followed a failure runs once a quorum has left as many views', () => {
    const bench = new Bench(0, BASIC);
    bench.begin();
    bench.fire('round');
    bench.hear(1, bench.newViewOf(1, 3, ROOT, true));
    expect(() => { bench.fire('round'); }).toThrow('the timer round is not set');
    bench.hear(2, bench.newViewOf(2, 2, ROOT, true));
    bench.fire('round');
    expect(bench.protocol.status().round).toBe(3);
  });

  it('what it said on leaving a view is said again until a quorum has left it too', () => {
    const bench = new Bench(0, BASIC);
    bench.begin();
    bench.fire('round');
    bench.fire('retransmission');
    bench.fire('retransmission');
    expect(bench.said('new-view').map(({ signed: { body } }) => body.view)).toEqual([2, 2, 2]);
    for (const other of [1, 2]) bench.hear(other, bench.newViewOf(other, 2, ROOT, true));
    expect(() => { bench.fire('retransmission'); }).toThrow('is not set');
  });

  it('f + 1 that have given up make it follow, and one does not', () => {
    const bench = new Bench(0, BASIC);
    bench.hear(1, bench.newViewOf(1, 9, ROOT, true));
    expect(bench.protocol.status().round).toBe(1);
    bench.hear(2, bench.newViewOf(2, 7, ROOT, true));
    expect(bench.protocol.status().round).toBe(7);
  });

  it('a stable leader is replaced by the next one only when a view fails', () => {
    const bench = new Bench(2, { variant: 'basic', leader: 'stable' });
    expect(bench.protocol.status().leader).toBe(0);
    bench.begin();
    bench.fire('round');
    expect(bench.protocol.status()).toMatchObject({ round: 1_000_000, leader: 1 });
  });
});
