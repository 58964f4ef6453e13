import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freezeDeep } from '../crypto/freeze.ts';
import { createBlock, type Block, type BlockHeader } from './block.ts';
import { grantsOf } from './contracts/grant.ts';
import { executeAnew } from './execute.ts';
import { Replica, type ReplicaOptions } from './replica.ts';
import { SampleNetwork, sampleCertificate } from './sample.ts';
import { State } from './state.ts';
import { composeTransaction, type SignedTransaction } from './transaction.ts';

const SECOND = 1_000_000;

/** A network of four replicas and a block of two grants that the first of them proposes. */
function stage(): { network: SampleNetwork; replicas: Replica[]; block: Block } {
  const network = new SampleNetwork(3);
  const replicas = Array.from({ length: 4 }, () => new Replica(network.genesis, network));
  replicas[0]!.submit(network.give('g1'));
  replicas[0]!.submit(network.give('g2'));
  const block = replicas[0]!.propose(1, 'boise-clinic', 5 * SECOND);
  return { network, replicas, block };
}

function replicaWith(network: SampleNetwork, options: Partial<ReplicaOptions>): Replica {
  return new Replica(network.genesis, { registry: network.registry, ...options });
}

function changed(block: Block, header: Partial<BlockHeader>): Block {
  return createBlock({ ...block.header, ...header }, block.transactions);
}

describe('replicas that append the same blocks', () => {
  it('have equal state digests at every height, whoever proposed', () => {
    const { network, replicas } = stage();
    const batches = [
      [network.enrol('ana', 'tampa-general')],
      [network.revoke('g1'), network.give('g3', 'porter')],
      [network.record(4, 1, 'tampa-general'), network.record(0, 2)],
    ];
    for (const [index, batch] of batches.entries()) {
      const proposer = replicas[index % 4]!;
      for (const signed of batch) for (const replica of replicas) replica.submit(signed);
      const block = proposer.propose(index + 1, 'boise-clinic', (index + 5) * SECOND);
      for (const replica of replicas) {
        expect(replica.accept(index + 1, block)).toBe(true);
        replica.append(block, sampleCertificate(block));
      }
      expect(new Set(replicas.map((replica) => replica.state.digest)).size).toBe(1);
      expect(replicas.every((replica) => replica.height === index + 1)).toBe(true);
    }
    for (const replica of replicas.slice(1)) expect(replica.hasPending()).toBe(false);
  });

  it('reach the state that executing the chain from nothing gives, for any acts', () => {
    const acts = fc.array(fc.tuple(fc.constantFrom('give', 'revoke', 'enrol', 'record'),
      fc.constantFrom('ana', 'porter', 'boise-clinic', 'tampa-general'), fc.nat({ max: 4 }),
      fc.boolean()), { maxLength: 20 });
    fc.assert(fc.property(acts, (list) => {
      const network = new SampleNetwork(2);
      const one = new Replica(network.genesis, network);
      const two = new Replica(network.genesis, network);
      const commit = (): void => {
        const block = one.propose(one.height + 1, 'boise-clinic', one.height * SECOND);
        expect(two.refusalOf(two.height + 1, block)).toBeNull();
        for (const replica of [one, two]) replica.append(block, sampleCertificate(block));
      };
      for (const [verb, who, n, cut] of list) {
        one.submit(verb === 'give' ? network.give(`g${n}`, who)
          : verb === 'revoke' ? network.revoke(`g${n}`, who)
            : verb === 'enrol' ? network.enrol('ana', who) : network.record(n, 1, who));
        if (cut) commit();
      }
      commit();
      let { empty: state } = State;
      for (let height = 0; height <= one.height; height += 1) {
        const { header, transactions } = one.chain.blockAt(height);
        ({ state } = executeAnew(state, [...transactions],
          { height, timestampMicros: header.timestampMicros }));
        expect(state.digest).toBe(header.stateDigest);
      }
      expect(two.state.digest).toBe(state.digest);
    }), { numRuns: 30 });
  });
});

describe('submitting', () => {
  it('takes a new genuine transaction once', () => {
    const { network, replicas: [replica] } = stage();
    const signed = network.give('g9');
    expect([replica!.submit(signed), replica!.submit(signed)]).toEqual([true, false]);
    expect(replica!.submissionRefusal(signed)).toContain('already waiting');
  });

  it('refuses forgeries, oversize, what is committed, and anything when full', () => {
    const { network, replicas, block } = stage();
    const replica = replicas[1]!;
    replica.append(block, sampleCertificate(block));
    const refusal = (signed: SignedTransaction): string | null => {
      expect(replica.submit(signed)).toBe(false);
      return replica.submissionRefusal(signed);
    };
    const genuine = network.give('g9');
    expect(refusal({ ...genuine })).toBe(
      'A transaction from ana does not carry the signature of its sender.');
    const forged = composeTransaction('ana',
      { contract: 'grant', action: 'revoke', body: { grant: 'g1' }, nonce: 1 });
    expect(refusal({ signer: 'ana', body: forged })).toContain('does not carry the signature');
    expect(refusal(network.keyring('porter').sign(forged))).toBe(
      'porter signed a transaction that says it is from ana.');
    expect(refusal(block.transactions[0]!)).toContain('is already in the chain');
    expect(refusal(network.give('g', 'ana', ['x'.repeat(20_000)])))
      .toContain('at most 16384 bytes');
    const small = replicaWith(network, { mempoolTransactionsMax: 1 });
    expect([small.submit(genuine), small.submit(network.give('g10'))]).toEqual([true, false]);
    expect(small.submissionRefusal(network.give('g11'))).toContain('no room');
  });
});

describe('proposing', () => {
  it('takes the oldest transactions up to the limit and leaves them waiting', () => {
    const network = new SampleNetwork(0);
    const replica = replicaWith(network, { blockTransactionsMax: 2 });
    const [a, b, c] = ['a', 'b', 'c'].map((grant) => network.give(grant));
    for (const signed of [a!, b!, c!]) replica.submit(signed);
    const block = replica.propose(1, 'boise-clinic', 5);
    expect(block.transactions).toEqual([a, b]);
    expect([replica.mempool.size, replica.height]).toEqual([3, 0]);
    replica.append(block, sampleCertificate(block));
    expect(replica.mempool.oldest(9)).toEqual([c]);
  });

  it('keeps the time of the parent when its own clock is behind it', () => {
    const { replicas, block } = stage();
    for (const replica of replicas) replica.append(block, sampleCertificate(block));
    const next = replicas[2]!.propose(2, 'tampa-general', 5 * SECOND - 60_000);
    expect(next.header.timestampMicros).toBe(5 * SECOND);
    expect(replicas[1]!.accept(2, next)).toBe(true);
    expect(() => replicas[0]!.propose(2 + 1, 'x', 0)).toThrow('next height');
  });

  it('changes nothing at the proposer before the block is decided', () => {
    const { replicas, network } = stage();
    expect(replicas[0]!.state.digest).toBe(network.genesis.header.stateDigest);
    expect(grantsOf(replicas[0]!.state, 'ana')).toEqual([]);
  });
});

describe('accepting', () => {
  const { network, replicas, block } = stage();
  const [proposer, replica] = replicas as [Replica, Replica];
  const refusal = (other: Block, height = 1): string | null => {
    expect(replica.accept(height, other)).toBe(false);
    return replica.refusalOf(height, other);
  };

  it('says yes to the proposed block, at the proposer too', () => {
    expect(replica.refusalOf(1, block)).toBeNull();
    expect(proposer.accept(1, block)).toBe(true);
    expect(replica.accept(1, createBlock({ ...block.header }, [...block.transactions]))).toBe(true);
  });

  it.each<[string, () => Block, string]>([
    ['a wrong root', () => ({ ...block, transactions: block.transactions.slice(1) }),
      'its transactions do not have the Merkle root that its header names'],
    ['a wrong hash', () => ({ ...block, hash: 'f'.repeat(64) }),
      'its hash is not the hash of its header'],
    ['a wrong state digest', () => changed(block, { stateDigest: 'f'.repeat(64) }),
      'executing its transactions gives another state digest'],
    ['a wrong parent', () => changed(block, { parent: 'f'.repeat(64) }),
      'its parent is not the block before it'],
    ['a wrong height', () => changed(block, { height: 2 }), 'it says height 2 at height 1'],
    ['a wrong size', () => ({ ...block, bytes: 7 }), 'it misstates its size'],
  ])('refuses a block with %s', (_, make, sentence) => {
    expect(refusal(make())).toBe(`Block 1 is refused: ${sentence}.`);
  });

  it('refuses a height it is not at', () => {
    expect(refusal(block, 2)).toBe(
      'Block 2 is refused: this node is at height 0 and can take only the next.');
  });

  it('refuses a time before the parent\'s', () => {
    const late = new Replica(network.genesis, network);
    late.append(block, sampleCertificate(block));
    const next = changed(late.propose(2, 'x', 9 * SECOND), { timestampMicros: 5 * SECOND - 1 });
    expect(late.refusalOf(2, next)).toBe('Block 2 is refused: its time is before its parent\'s.');
  });

  it('tolerates a proposer\'s clock ahead of its own by a second and no more', () => {
    expect(replica.accept(1, block, 5 * SECOND - SECOND)).toBe(true);
    expect(replica.accept(1, block, 5 * SECOND - SECOND - 1)).toBe(false);
    expect(replica.refusalOf(1, block, 0)).toContain('further ahead of this node\'s clock');
    const strict = replicaWith(network, { clockToleranceMicros: 0 });
    expect([strict.accept(1, block, 5 * SECOND), strict.accept(1, block, 5 * SECOND - 1)])
      .toEqual([true, false]);
  });

  const withTransactions = (list: readonly SignedTransaction[]): Block => {
    const { state } = executeAnew(replica.state, list, { height: 1, timestampMicros: 5 * SECOND });
    return createBlock({ ...block.header, stateDigest: state.digest }, list);
  };

  it('refuses a block with a forged signature, however well the rest is made', () => {
    const forged = composeTransaction('ana',
      { contract: 'grant', action: 'revoke', body: { grant: 'g1' }, nonce: 1 });
    expect(refusal(withTransactions([freezeDeep({ signer: 'ana', body: forged })]))).toBe(
      'Block 1 is refused: A transaction from ana does not carry the signature of its sender.');
  });

  it('refuses a transaction twice, in one block or over two', () => {
    const signed = network.enrol('ana', 'tampa-general');
    expect(refusal(withTransactions([signed, signed]))).toContain('twice in the block');
    expect(refusal(withTransactions([network.genesis.transactions[0]!])))
      .toContain('in the chain already');
  });

  it('refuses more transactions than a block may hold', () => {
    const strict = replicaWith(network, { blockTransactionsMax: 1 });
    expect(strict.refusalOf(1, block)).toBe('Block 1 is refused: it has more than 1 transactions.');
  });
});

describe('appending', () => {
  it('keeps a refused transaction in the block, with its sentence and no effect', () => {
    const { network, replicas: [replica] } = stage();
    replica!.submit(network.give('g3', 'porter'));
    const block = replica!.propose(1, 'boise-clinic', SECOND);
    const applied = replica!.append(block, sampleCertificate(block));
    expect(applied.map((entry) => entry.refusal)).toEqual([undefined, undefined,
      'Only ana or her proxy can give grants on her chart, and porter signed.']);
    expect(applied.map((entry) => entry.transaction)).toEqual(
      block.transactions.map((signed) => signed.body));
    expect(applied.map((entry) => 'refusal' in entry)).toEqual([false, false, true]);
    expect(grantsOf(replica!.state, 'ana').map((grant) => grant.grant)).toEqual(['g1', 'g2']);
    expect(block.transactions.length).toBe(3);
  });

  it('lets a node that was away catch up block by block', () => {
    const { network, replicas, block } = stage();
    const [here, away] = replicas as [Replica, Replica];
    here.append(block, sampleCertificate(block));
    here.submit(network.revoke('g1'));
    const next = here.propose(2, 'boise-clinic', 6 * SECOND);
    here.append(next, sampleCertificate(next));
    expect(away.accept(2, next)).toBe(false);
    for (let height = 1; height <= 2; height += 1) {
      away.append(here.chain.blockAt(height), here.chain.certificateAt(height)!);
    }
    expect(away.state.digest).toBe(here.state.digest);
  });

  it('throws on a decided block that is not valid here: then consensus is broken', () => {
    const { replicas: [replica], block } = stage();
    const wrong = changed(block, { stateDigest: 'f'.repeat(64) });
    expect(() => replica!.append(wrong, sampleCertificate(wrong)))
      .toThrow('A decided block is valid.');
    expect(() => replica!.append(block, sampleCertificate(wrong))).toThrow('certificate is for');
    expect(replica!.height).toBe(0);
  });
});

describe('a replica', () => {
  it('does not start from a genesis block whose state is not what it executes to', () => {
    const { genesis, registry } = new SampleNetwork(0);
    expect(() => new Replica(changed(genesis, { stateDigest: 'f'.repeat(64) }), { registry }))
      .toThrow('has its state');
    expect(() => new Replica({ ...genesis, hash: 'f'.repeat(64) }, { registry }))
      .toThrow('is whole');
  });
});
