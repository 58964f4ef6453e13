import { describe, expect, it } from 'vitest';
import { proposal, vote } from './hotstuff-messages.ts';
import type { HotStuffMessage, ProposalBody } from './hotstuff-messages.ts';
import { createLeaf, genesisNode } from './hotstuff-node.ts';
import type { TreeNode } from './hotstuff-node.ts';
import { genesisQc } from './hotstuff-qc.ts';
import type { QuorumCertificate, VoteBody } from './hotstuff-qc.ts';
import type { Payload } from './protocol.ts';
import { payloadOf } from './testing/chain-application.ts';
import { createHotStuff, hotstuffNetwork } from './testing/hotstuff-network.ts';
import { LoneSeat } from './testing/lone-seat.ts';

const SECOND = 1_000_000;
const GENESIS = genesisNode(0);

/** A replica of four under chained HotStuff; member v mod 4 leads view v. */
class Bench extends LoneSeat<HotStuffMessage> {
  constructor(self: number) {
    super({ self, create: createHotStuff({ variant: 'chained', leader: 'rotating' }) });
  }

  blockOn(parent: TreeNode, view: number, transactions: readonly string[]): { node: TreeNode; block: Payload } {
    const block = payloadOf({ height: parent.height + 1, parent: parent.digest ?? 'genesis',
      proposer: view % 4, transactions });
    return { block, node: createLeaf(parent, view, block.digest) };
  }

  qcOf(node: TreeNode): QuorumCertificate {
    return { phase: 'generic', view: node.view, node, votes: [0, 1, 2].map((author) => this.voteOf(author, node)) };
  }

  voteOf(author: number, node: TreeNode): QuorumCertificate['votes'][number] {
    return this.keyrings[author]!.sign<VoteBody>(
      { kind: 'vote', phase: 'generic', view: node.view, digest: node.id });
  }

  propose(node: TreeNode, block: Payload, justify: QuorumCertificate): void {
    const leader = node.view % 4;
    const signed = this.keyrings[leader]!.sign<ProposalBody>(
      { kind: 'proposal', view: node.view, node: node.id });
    this.hear(leader, proposal('generic', signed, { node, justify, branch: [], payload: block }));
  }

  get voted(): number[] {
    return this.said('vote').map(({ signed: { body } }) => body.view);
  }
}

describe('pipelined blocks', () => {
  it('are built on blocks that are not decided, with what is not in those', () => {
    const bench = new Bench(2);
    const { node, block } = bench.blockOn(GENESIS, 1, ['a']);
    bench.propose(node, block, genesisQc(GENESIS));
    for (const transaction of ['a', 'b']) bench.application.submit(transaction);
    bench.protocol.onPending(bench.now);
    bench.fire('block');
    for (const author of [1, 3]) bench.hear(author, vote(bench.voteOf(author, node)));
    expect(bench.decided).toEqual([]);
    expect(bench.said('generic')[0]).toMatchObject({ node: { parent: node.id, view: 2, height: 2 },
      payload: { digest: '2<2>b' }, justify: { view: 1 } });
  });

  it('are each decided by a three-chain of their own', () => {
    const bench = new Bench(0);
    const counts: number[] = [];
    let [parent, justify] = [GENESIS, genesisQc(GENESIS)];
    for (const view of [1, 2, 3, 5, 6, 7, 9, 10]) {
      const { node, block } = bench.blockOn(parent, view, [`t${view}`]);
      bench.propose(node, block, justify);
      [parent, justify] = [node, bench.qcOf(node)];
      counts.push(bench.decided.length);
    }
    // Views 4 and 8 failed: 1, 2, 3 decide the first, and 5, 6, 7 the fourth with all below it.
    expect(counts).toEqual([0, 0, 0, 1, 1, 1, 4, 4]);
    // Its votes in views 3 and 7 are for itself, the next leader, to count.
    expect(bench.voted).toEqual([1, 2, 5, 6, 9, 10]);
    expect(bench.decided.map(({ height, certificate }) => [height, certificate.round]))
      .toEqual([[1, 1], [2, 2], [3, 3], [4, 5]]);
  });

  it('are fetched from the leader that builds on one whose proposal did not come', () => {
    const bench = new Bench(0);
    const first = bench.blockOn(GENESIS, 1, ['a']);
    const second = bench.blockOn(first.node, 2, ['b']);
    bench.propose(second.node, second.block, bench.qcOf(first.node));
    expect(bench.voted).toEqual([]);
    expect(bench.sent.at(-1)).toMatchObject({ to: 2, message: { kind: 'fetch', digests: ['1<1>a'] } });
    bench.hear(2, { kind: 'fetched', bytes: 1, occasion: 'x', payloads: [{ ...first.block, body: second.block.body }] });
    expect(bench.voted).toEqual([]);
    bench.hear(2, { kind: 'fetched', bytes: 1, occasion: 'x', payloads: [first.block] });
    expect(bench.voted).toEqual([2]);
  });

  it.each([4, 7])('come one a view, of n = %i, without a pause between them', (members) => {
    const network = hotstuffNetwork({ variant: 'chained', leader: 'rotating' },
      { members, blockIntervalMicros: 1, emptyBlocks: true, delay: () => 10_000 });
    network.run(100 * SECOND, () => network.decisionsOf(0).length === 100);
    const decided = network.decisionsOf(0);
    expect(decided.map(({ round }) => round)).toEqual([...Array(100).keys()].map((index) => index + 1));
    // Two message delays a view, and every member leads as often.
    const rounds = decided.slice(members).map(({ at }, index) => at - decided[index]!.at);
    expect(new Set(rounds)).toEqual(new Set([members * 20_000]));
  });

  it('keep a block interval between them, from proposal to proposal', () => {
    const network = hotstuffNetwork({ variant: 'chained', leader: 'stable' },
      { members: 4, blockIntervalMicros: 2 * SECOND, emptyBlocks: true, delay: () => 10_000 });
    network.run(21 * SECOND);
    const proposed = network.outcomes.filter((line) => line.includes('consensus.proposedInView'))
      .map((line) => Number(line.split(' ')[0]));
    expect(proposed.slice(1).map((at, index) => at - proposed[index]!)).toEqual(new Array(9).fill(2 * SECOND));
  });
});
