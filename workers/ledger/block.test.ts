import { describe, expect, it } from 'vitest';
import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import { auditPath, verifyPath } from '../crypto/merkle.ts';
import { blockProblem, createBlock, type Block } from './block.ts';
import { SampleNetwork } from './sample.ts';
import { transactionBytes } from './transaction.ts';

const { genesis } = new SampleNetwork(5);

describe('a block', () => {
  it('is named by the SHA-256 of its canonical header', () => {
    const header = canonicalize(genesis.header)!;
    expect(genesis.hash).toBe(createHash('sha256').update(header).digest('hex'));
    const sizes = genesis.transactions.map((signed) => signed.body.bytes);
    expect(genesis.bytes).toBe(sizes.reduce((a, b) => a + b, header.length));
  });

  it('proves each of its transactions by an RFC 6962 audit path', () => {
    const root = genesis.header.transactionsRoot;
    const leaves = genesis.transactions.map((signed) => transactionBytes(signed.body));
    leaves.forEach((leaf, index) => {
      const path = auditPath(index, leaves);
      expect(verifyPath(leaf, index, leaves.length, path, root)).toBe(true);
    });
  });

  it('may be empty: its root is then the hash of nothing', () => {
    const block = createBlock({ ...genesis.header }, []);
    expect(block.header.transactionsRoot).toBe(createHash('sha256').digest('hex'));
    expect(blockProblem(block)).toBeNull();
  });

  it('cannot be changed', () => {
    expect(() => { (genesis.header as { height: number }).height = 1; }).toThrow(TypeError);
    expect(() => (genesis.transactions as unknown[]).pop()).toThrow(TypeError);
  });

  it('does not change with the list it was made from', () => {
    const list = [...genesis.transactions];
    const block = createBlock({ ...genesis.header }, list);
    list.pop();
    expect(block.transactions.length).toBe(genesis.transactions.length);
  });

  it('says what is wrong with an altered copy, for the copy is hashed anew', () => {
    const altered = (change: Partial<Block>): string | null =>
      blockProblem({ ...genesis, ...change });
    expect(altered({})).toBeNull();
    expect(altered({ header: { ...genesis.header, proposer: 'porter' } })).toContain('hash');
    expect(altered({ hash: genesis.header.parent })).toContain('hash of its header');
    expect(altered({ transactions: genesis.transactions.slice(1) })).toContain('Merkle root');
    expect(altered({ transactions: [...genesis.transactions].reverse() })).toContain('Merkle root');
    expect(altered({ bytes: 1 })).toBe('it misstates its size');
  });
});
