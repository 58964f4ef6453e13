import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBlock } from './block.ts';
import { certificatePreimage, inclusionProof, proofProblem } from './proof.ts';
import { SampleNetwork } from './sample.ts';
import { transactionBytes } from './transaction.ts';

const network = new SampleNetwork(9);
const block = network.genesis;
const outside = network.record(99);

describe('An inclusion proof', () => {
  it('shows each transaction to be in its block, and no other transaction', () => {
    for (const { body } of block.transactions) {
      const proof = inclusionProof(block, body.id)!;
      expect(proofProblem(proof, transactionBytes(body), block.hash)).toBe(null);
      expect(proofProblem(proof, transactionBytes(outside.body), block.hash))
        .toBe('Its path does not lead from the transaction to the root in the header.');
    }
    expect(inclusionProof(block, outside.body.id)).toBe(null);
  });

  it('holds for one block alone', () => {
    const [first] = block.transactions;
    const proof = inclusionProof(block, first!.body.id)!;
    const other = createBlock({ ...block.header, proposer: 'mallory' }, block.transactions);
    expect(proofProblem(proof, transactionBytes(first!.body), other.hash))
      .toBe('Its header is not that of the block.');
  });

  it('breaks with its index, its size or any step of its path', () => {
    const { body } = block.transactions[3]!;
    const proof = inclusionProof(block, body.id)!;
    const isGood = (change: object): boolean =>
      proofProblem({ ...proof, ...change }, transactionBytes(body), block.hash) === null;
    fc.assert(fc.property(fc.nat(40), (index) => isGood({ index }) === (index === 3)));
    for (let step = 0; step < proof.path.length; step += 1) {
      expect(isGood({ path: proof.path.filter((_, at) => at !== step) })).toBe(false);
      expect(isGood({ path: proof.path.map((hash, at) => (at === step ? block.hash : hash)) }))
        .toBe(false);
    }
  });
});

describe('A certificate', () => {
  it('is signed as the pair of payload digest and signer bitmap', () => {
    const digest = 'ab'.repeat(32);
    const text = (signers: number[]): string =>
      String.fromCharCode(...certificatePreimage(digest, signers));
    expect(text([0, 1, 2])).toBe(`{"digest":"${digest}","signers":"07"}`);
    expect(text([0, 9])).toBe(`{"digest":"${digest}","signers":"0102"}`);
    expect(text([9, 0])).toBe(text([0, 9]));
  });
});
