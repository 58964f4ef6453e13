import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from './block.ts';
import { BRANCH_STATES_MAX, Branches } from './branches.ts';
import { executeAnew } from './execute.ts';
import { Replica } from './replica.ts';
import { SampleNetwork, sampleCertificate } from './sample.ts';
import { State } from './state.ts';
import type { SignedTransaction } from './transaction.ts';

const SECOND = 1_000_000;

/** A replica with two undecided blocks, the second on the first. */
function stage(): { network: SampleNetwork; replica: Replica; first: Block; second: Block } {
  const network = new SampleNetwork(2);
  const replica = new Replica(network.genesis, network);
  replica.submit(network.give('g1'));
  const first = replica.propose(1, 'boise-clinic', SECOND);
  expect(replica.accept(1, first)).toBe(true);
  replica.submit(network.give('g2'));
  const second = replica.propose(2, 'boise-clinic', 2 * SECOND, { parent: first.hash });
  expect(replica.accept(2, second, undefined, first.hash)).toBe(true);
  return { network, replica, first, second };
}

describe('a block on a block that is not final', () => {
  it('has the transactions that the one below lacks, and its state', () => {
    const { network, replica, first, second } = stage();
    expect(second.transactions.length).toBe(1);
    expect(second.header.parent).toBe(first.hash);
    expect(replica.hasPending({ parent: second.hash })).toBe(false);
    expect(replica.hasPending({ parent: first.hash })).toBe(true);
    expect(replica.hasPending()).toBe(true);
    expect(replica.state.digest).toBe(network.genesis.header.stateDigest);
    for (const block of [first, second]) replica.append(block, sampleCertificate(block));
    expect(replica.state.digest).toBe(second.header.stateDigest);
  });

  it('is refused where the one below was never accepted, or holds a transaction already', () => {
    const { network, replica, first, second } = stage();
    const other = new Replica(network.genesis, network);
    expect(other.refusalOf(2, second, undefined, first.hash)).toBe(
      'Block 2 is refused: it stands on a block that this node has not accepted.');
    other.submit(first.transactions[0]!);
    const twin = other.propose(1, 'tampa-general', SECOND);
    expect(replica.accept(1, twin)).toBe(true);
    expect(twin.hash).not.toBe(first.hash);
    const again = replica.propose(2, 'tampa-general', 3 * SECOND, { parent: twin.hash });
    expect(again.transactions).toEqual(second.transactions);
    expect(replica.refusalOf(2, again, undefined, first.hash)).toContain('not the block before it');
  });

  it('goes when another is final at the height of one below', () => {
    const { network, replica, first, second } = stage();
    const other = new Replica(network.genesis, network);
    other.submit(network.give('g3'));
    const rival = other.propose(1, 'tampa-general', SECOND);
    replica.append(rival, sampleCertificate(rival));
    expect(() => replica.propose(3, 'boise-clinic', 3 * SECOND, { parent: second.hash })).toThrow('has accepted');
    expect(replica.refusalOf(2, second, undefined, first.hash)).toContain('has not accepted');
    expect(replica.mempool.oldest(9)).toEqual([...first.transactions, ...second.transactions]);
  });

  it('has its state worked out again where that was forgotten, and it is the same', () => {
    const network = new SampleNetwork(0);
    const { genesis } = network;
    const { state: base } = executeAnew(State.empty, genesis.transactions, { height: 0, timestampMicros: 0 });
    const replica = new Replica(genesis, network);
    const branches = new Branches();
    const path: Block[] = [];
    for (let height = 1; height <= BRANCH_STATES_MAX + 8; height += 1) {
      replica.submit(network.give(`g${height}`));
      const block = replica.propose(height, 'boise-clinic', height * SECOND, { parent: path.at(-1)?.hash });
      replica.accept(height, block, undefined, path.at(-1)?.hash);
      branches.add(block);
      path.push(block);
      expect(branches.stateAfter(base, path).digest).toBe(block.header.stateDigest);
    }
    for (let length = path.length; length > 0; length -= 1) {
      const { digest } = branches.stateAfter(base, path.slice(0, length));
      expect(digest).toBe(path[length - 1]!.header.stateDigest);
    }
  });
});


type Step = { readonly kind: 'submit' | 'extend' | 'decide' | 'revert'; readonly pick: number };

/** The dumb twin: a fresh replica to which the chosen chain happened, and nothing else. */
function rebuilt(network: SampleNetwork, replica: Replica): Replica {
  const twin = new Replica(network.genesis, network);
  for (let height = 1; height <= replica.height; height += 1) {
    const block = replica.chain.blockAt(height);
    twin.append(block, sampleCertificate(block));
  }
  return twin;
}

describe('a replica whose chain is reorganised', () => {
  const steps = fc.array(fc.record<Step>({
    kind: fc.constantFrom('submit', 'extend', 'extend', 'decide', 'decide', 'revert'),
    pick: fc.nat({ max: 1000 }),
  }), { maxLength: 40 });

  it('is as if the chosen chain had been the only one, whatever was decided and taken back', () => {
    fc.assert(fc.property(steps, (list) => {
      const network = new SampleNetwork(1);
      const replica = new Replica(network.genesis, network);
      const submitted: SignedTransaction[] = [];
      /** Blocks that were ever accepted, which a protocol would offer again. */
      const blocks: Block[] = [];
      for (const { kind, pick } of list) {
        const { height } = replica;
        if (kind === 'submit') {
          const signed = network.give(`g${submitted.length}`);
          submitted.push(signed);
          expect(replica.submit(signed)).toBe(true);
        } else if (kind === 'extend') {
          const tips = [replica.chain.head, ...blocks.filter((block) => isKnown(replica, block))];
          const { hash, header } = tips[pick % tips.length]!;
          const time = (header.height + 1) * SECOND + pick;
          const block = replica.propose(header.height + 1, `miner-${pick % 3}`, time, { parent: hash });
          expect(replica.accept(header.height + 1, block, undefined, hash)).toBe(true);
          blocks.push(block);
        } else if (kind === 'decide') {
          const next = blocks.filter(({ header }) => header.parent === replica.chain.head.hash);
          const block = next[pick % Math.max(1, next.length)];
          if (block !== undefined) replica.append(block, sampleCertificate(block));
        } else if (height > 0) replica.revert(1 + pick % height);
        const twin = rebuilt(network, replica);
        expect(replica.state.digest).toBe(twin.state.digest);
        const waiting = submitted.filter((signed) => twin.submit(signed)).map(({ body }) => body.id);
        expect(replica.mempool.oldest(1000).map(({ body }) => body.id).sort()).toEqual(waiting.sort());
        expect(replica.hasPending()).toBe(waiting.length > 0);
        for (const signed of submitted) {
          expect(replica.submissionRefusal(signed)).toBe(twin.submissionRefusal(signed));
        }
      }
    }), { numRuns: 60 });
  });
});

/** On the head, through blocks that are still kept. */
function isKnown(replica: Replica, block: Block): boolean {
  const refusal = replica.refusalOf(block.header.height + 1, block, undefined, block.hash);
  return refusal?.includes('has not accepted') === false;
}
