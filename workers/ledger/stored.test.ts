import { describe, expect, it } from 'vitest';
import { canonical, parseCanonical, type Plain } from '../crypto/canonical.ts';
import { sha256 } from '../crypto/hash.ts';
import { createBlock } from './block.ts';
import { verifyChain } from './verify-chain.ts';
import { executeAnew } from './execute.ts';
import { SampleNetwork, sampleCertificate } from './sample.ts';
import { State } from './state.ts';
import { readBlock, storeBlock } from './stored.ts';
import { createTransaction } from './transaction.ts';

const { genesis, registry } = new SampleNetwork(2);
const certificate = sampleCertificate(genesis);
const bytes = storeBlock(genesis, certificate);

type Parts = Record<string, Plain> & { header: Record<string, Plain>; transactions: Plain[] };

/** A forger who knows the format: alters a part and makes the checksum right again. */
function forged(alter: (parts: Parts) => void): string {
  const { checksum: _, ...parts } = parseCanonical(bytes) as Parts;
  alter(parts);
  const { header, hash, transactions, certificate: kept } = parts;
  const checksum = sha256(canonical({ header, hash, transactions, certificate: kept } as Plain));
  const read = readBlock(canonical({ ...parts, checksum }));
  return read.ok ? 'accepted' : read.sentence;
}

describe('a stored block', () => {
  it('is read back as it was, certificate and all', () => {
    const read = readBlock(bytes);
    if (!read.ok) throw new Error(read.sentence);
    expect(read.block).toEqual(genesis);
    expect(read.certificate).toEqual(certificate);
    expect(storeBlock(read.block, read.certificate)).toEqual(bytes);
  });

  it('may have no certificate', () => {
    const read = readBlock(storeBlock(genesis, null));
    expect(read.ok && read.certificate).toBeNull();
  });

  it('comes back unsigned: its transactions do not verify as their senders\'', () => {
    const read = readBlock(bytes);
    if (!read.ok) throw new Error(read.sentence);
    for (const signed of read.block.transactions) expect(registry.verify(signed)).toBe(false);
  });

  it('keeps which of her keys a sender used, so that it executes again as it did', () => {
    const network = new SampleNetwork(1);
    const second = network.registry.issue('ana', 2);
    const rotated = network.sign('boise-clinic', {
      contract: 'identity', action: 'rotate', body: { patient: 'ana', key: 2, publicKey: 'ab' },
    });
    const moved = createTransaction(second, {
      contract: 'identity', action: 'enrol', nonce: 1,
      body: { patient: 'ana', organisation: 'tampa-general' },
    });
    const { state } = executeAnew(State.empty, network.genesis.transactions,
      { height: 0, timestampMicros: 0 });
    const transactions = [rotated, moved];
    const context = { height: 1, timestampMicros: 1 };
    const block = createBlock({
      ...context, parent: network.genesis.hash, proposer: 'boise-clinic',
      stateDigest: executeAnew(state, transactions, context).state.digest,
    }, transactions);
    const stored = [storeBlock(network.genesis, null), storeBlock(block, sampleCertificate(block))];
    expect(verifyChain(stored)).toEqual({ ok: true });
    const text = new TextDecoder().decode(stored[1]);
    expect(text).toContain('"key":2,');
    const read = readBlock(stored[1]!);
    expect(read.ok && read.block.transactions.map(({ key }) => key)).toEqual([undefined, 2]);
  });

  it('keeps only the certificate\'s own parts', () => {
    const more = { ...certificate, mood: 'good' };
    expect(storeBlock(genesis, more)).toEqual(bytes);
  });

  it('is refused when a forger altered a part, checksum included', () => {
    expect(forged(() => undefined)).toBe('accepted');
    expect(forged((parts) => { parts.header.proposer = 'x'; })).toContain('hash of its header');
    expect(forged((parts) => { delete parts.header.proposer; })).toContain('header lacks a part');
    expect(forged((parts) => { parts.header.mood = 1; })).toContain('one too many');
    expect(forged((parts) => { parts.hash = 'f'.repeat(64); })).toContain('hash of its header');
    expect(forged((parts) => parts.transactions.pop())).toContain('Merkle root');
    expect(forged((parts) => { parts.transactions[0] = 7; })).toContain('not complete');
    expect(forged((parts) => { parts.certificate = {}; })).toContain('certificate is not complete');
    const elsewhere = { ...certificate, signers: [...certificate.signers], height: 9 };
    expect(forged((parts) => { parts.certificate = elsewhere; }))
      .toBe('its certificate is for another block');
    expect(forged((parts) => { parts.mood = 'good'; })).toBe('it holds something no block has');
  });

  it.each(['', 'x', '7', '[]', '{}'])('is not found in the bytes %j', (text) => {
    expect(readBlock(Buffer.from(text)).ok).toBe(false);
  });
});
