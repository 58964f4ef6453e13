import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBlock, type Block } from './block.ts';
import { Chain } from './chain.ts';
import { verifyChain, type ChainVerdict } from './verify-chain.ts';
import { Replica } from './replica.ts';
import { SampleNetwork, sampleCertificate } from './sample.ts';
import { storeBlock, storeChain } from './stored.ts';

const network = new SampleNetwork(3);
const replica = new Replica(network.genesis, network);
const BATCHES = [
  [network.give('g1'), network.enrol('ana', 'tampa-general')],
  [],
  [network.revoke('g1'), network.give('g2', 'porter')],
  [network.record(9, 1, 'tampa-general')],
];
for (const [index, batch] of BATCHES.entries()) {
  for (const signed of batch) replica.submit(signed);
  const block = replica.propose(index + 1, 'boise-clinic', 1_000_000 * (index + 1));
  replica.append(block, sampleCertificate(block));
}
const { chain } = replica;
const stored = storeChain(chain);

function verdictWith(height: number, bytes: Uint8Array): ChainVerdict {
  return verifyChain(stored.with(height, bytes));
}

/** The chain from `height` on, rewritten by someone who makes every hash and certificate anew. */
function rewritten(height: number, change: Partial<Block['header']>): Uint8Array[] {
  const list = stored.slice(0, height);
  let parent = height === 0 ? null : chain.blockAt(height - 1).hash;
  for (let at = height; at <= chain.height; at += 1) {
    const { header, transactions } = chain.blockAt(at);
    const changes = at === height ? change : {};
    const block = createBlock(
      { ...header, parent: parent ?? header.parent, ...changes }, transactions);
    list.push(storeBlock(block, at === 0 ? null : sampleCertificate(block)));
    parent = block.hash;
  }
  return list;
}

describe('a chain', () => {
  it('keeps blocks and certificates by height', () => {
    expect([chain.height, chain.head]).toEqual([4, chain.blockAt(4)]);
    expect(chain.blockAt(2).header.parent).toBe(chain.blockAt(1).hash);
    expect([chain.certificateAt(0), chain.certificateAt(3)?.height]).toEqual([null, 3]);
    expect(() => chain.blockAt(5)).toThrow('height the chain has reached');
    expect(() => chain.certificateAt(5)).toThrow('a height reached');
  });

  it('takes only the next block, on its head, with its own certificate', () => {
    const fresh = new Chain(network.genesis);
    const [one, two] = [chain.blockAt(1), chain.blockAt(2)];
    const other = createBlock({ ...one.header, parent: 'f'.repeat(64) }, one.transactions);
    expect(() => fresh.append(two, sampleCertificate(two))).toThrow('one height at a time');
    expect(() => fresh.append(other, sampleCertificate(other))).toThrow('head as its parent');
    expect(() => fresh.append(one, sampleCertificate(two))).toThrow('for the block it comes with');
    expect(() => fresh.append(one, { ...sampleCertificate(one), height: 2 }))
      .toThrow('same height');
    expect(() => new Chain(one)).toThrow('begins at height 0');
    expect(fresh.height).toBe(0);
  });
});

describe('verifying stored blocks', () => {
  it('finds an untouched chain whole, refused transactions and empty block included', () => {
    expect(verifyChain(stored)).toEqual({ ok: true });
    expect(verifyChain(stored, chain.head.hash)).toEqual({ ok: true });
    expect(verifyChain([])).toEqual({ ok: true });
  });

  it('detects and locates a flip of any bit of any byte', () => {
    const place = fc.nat({ max: chain.height }).chain((height) =>
      fc.record({ height: fc.constant(height), at: fc.nat({ max: stored[height]!.length - 1 }) }));
    fc.assert(fc.property(place, fc.integer({ min: 1, max: 255 }), ({ height, at }, flip) => {
      const changed = stored[height]!.slice();
      changed[at] = (changed[at] ?? 0) ^ flip;
      const verdict = verdictWith(height, changed);
      expect(verdict).toMatchObject({ ok: false, height });
      expect(verdict).toHaveProperty('sentence',
        expect.stringMatching(new RegExp(`^Block ${height} does not match: its .+\\.$`)));
    }), { numRuns: 400 });
  });

  it('detects a flip of the lowest bit of every single byte of one block', () => {
    const bytes = stored[1]!;
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(verdictWith(1, changed)).toMatchObject({ ok: false, height: 1 });
    }
  });

  it.each([
    ['"proposer":"boise', '"proposer":"noise', 'its hash is not the hash of its header'],
    ['"grant":"g1"', '"grant":"g7"', 'its transactions do not have the Merkle root'],
    ['"sender":"ana"', '"sender":"eve"', 'its transactions do not have the Merkle root'],
    ['"round":0', '"round":1', 'its checksum does not match its bytes'],
    ['"signers":[0,1,2]', '"signers":[0,1,3]', 'its checksum does not match its bytes'],
    ['"checksum":"', '"checksun":"', 'its checksum does not match its bytes'],
    ['{"certificate"', '{ "certificat"', 'its bytes are not canonical JSON'],
  ])('says what does not match when %s becomes %s', (before, after, sentence) => {
    const text = Buffer.from(stored[1]!).toString();
    expect(text).toContain(before);
    const verdict = verdictWith(1, Buffer.from(text.replace(before, after)));
    expect(verdict).toMatchObject({ ok: false, height: 1 });
    expect(verdict).toHaveProperty('sentence', expect.stringContaining(sentence));
  });

  it('detects a block left out, put twice, put elsewhere, cut short or without certificate', () => {
    expect(verifyChain(stored.toSpliced(2, 1))).toMatchObject({ ok: false, height: 2 });
    expect(verifyChain(stored.toSpliced(2, 0, stored[2]!))).toMatchObject({ ok: false, height: 3 });
    expect(verifyChain(stored.with(1, stored[2]!).with(2, stored[1]!)))
      .toMatchObject({ ok: false, height: 1 });
    expect(verdictWith(3, stored[3]!.slice(0, -1))).toMatchObject({ ok: false, height: 3 });
    expect(verdictWith(3, storeBlock(chain.blockAt(3), null))).toMatchObject(
      { height: 3, sentence: 'Block 3 does not match: it has no commit certificate.' });
  });

  it('detects one block rewritten with its own hashes made right', () => {
    const one = rewritten(2, { proposer: 'porter' })[2]!;
    expect(verdictWith(2, one)).toEqual({ ok: false, height: 3,
      sentence: 'Block 3 does not match: its parent is not the block before it.' });
  });

  it('detects all later blocks rewritten too, given the true head', () => {
    const forgery = rewritten(2, { proposer: 'porter' });
    expect(verifyChain(forgery)).toEqual({ ok: true });
    expect(verifyChain(forgery, chain.head.hash)).toEqual({ ok: false, height: 4,
      sentence: 'Block 4 is not the head that was expected.' });
    expect(verifyChain([], chain.head.hash)).toMatchObject({ ok: false, height: 0 });
    expect(verifyChain(stored.slice(0, 4), chain.head.hash))
      .toMatchObject({ ok: false, height: 3 });
  });

  it('detects a false state digest and a time going backwards, however well hashed', () => {
    expect(verifyChain(rewritten(2, { stateDigest: 'f'.repeat(64) }))).toMatchObject({ height: 2,
      sentence: 'Block 2 does not match: executing its transactions gives another state digest.' });
    expect(verifyChain(rewritten(2, { timestampMicros: 999_999 }))).toMatchObject({ height: 2,
      sentence: 'Block 2 does not match: its time is before its parent\'s.' });
    expect(verifyChain(rewritten(2, { height: 7 }))).toMatchObject({ height: 2,
      sentence: 'Block 2 does not match: it says height 7 at height 2.' });
  });
});
