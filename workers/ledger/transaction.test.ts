import { describe, expect, it } from 'vitest';
import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import { KeyRegistry } from '../crypto/keys.ts';
import { createTransaction, transactionBytes, transactionProblem } from './transaction.ts';
import type { SignedTransaction } from './transaction.ts';

const registry = new KeyRegistry(1);
const ana = registry.issue('ana');
const revoke = (nonce: number): SignedTransaction => createTransaction(ana,
  { contract: 'grant', action: 'revoke', body: { grant: 'g1' }, nonce });

describe('a transaction', () => {
  it('is named by the SHA-256 of its canonical content, as two other libraries compute it', () => {
    const { body } = revoke(7);
    const content = canonicalize({
      sender: 'ana', contract: 'grant', action: 'revoke', nonce: 7, body: { grant: 'g1' },
    });
    expect(body.id).toBe(createHash('sha256').update(content!).digest('hex'));
    expect(Buffer.from(transactionBytes(body)).toString()).toBe(content);
    expect(body.bytes).toBe(content!.length + 64);
  });

  it('is signed by its sender and verifies', () => {
    const signed = revoke(1);
    expect(signed.signer).toBe('ana');
    expect(signed.body.sender).toBe('ana');
    expect(registry.verify(signed)).toBe(true);
    expect(transactionProblem(signed)).toBeNull();
  });

  it('has another id with another nonce, and the same with the same', () => {
    expect(revoke(1).body.id).toBe(revoke(1).body.id);
    expect(revoke(1).body.id).not.toBe(revoke(2).body.id);
  });

  it('cannot be changed after it was signed', () => {
    const { body } = revoke(1);
    expect(() => { (body.body as { grant: string }).grant = 'g2'; }).toThrow(TypeError);
    expect(() => { (body as { sender: string }).sender = 'bo'; }).toThrow(TypeError);
  });

  it('says what is wrong when a copy was altered, for the copy is encoded anew', () => {
    const { signer, body } = revoke(1);
    const altered = (change: object): SignedTransaction =>
      ({ signer, body: { ...body, ...change } });
    expect(transactionProblem(altered({}))).toBeNull();
    expect(transactionProblem(altered({ nonce: 2 }))).toContain('not named by the hash');
    expect(transactionProblem(altered({ body: { grant: 'g2' } })))
      .toContain('not named by the hash');
    expect(transactionProblem(altered({ bytes: 1 }))).toContain('misstates its size');
    expect(transactionProblem(altered({ sender: 'bo' }))).toBe(
      'ana signed a transaction that says it is from bo.');
  });
});
