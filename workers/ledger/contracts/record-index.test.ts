import { describe, expect, it } from 'vitest';
import { sha256 } from '../../crypto/hash.ts';
import { executeAnew } from '../execute.ts';
import { SampleNetwork } from '../sample.ts';
import { State } from '../state.ts';
import { composeTransaction, contentOf } from '../transaction.ts';
import type { SignedTransaction } from '../transaction.ts';
import { indexedRecords, readRecord } from './record-index.ts';

const network = new SampleNetwork(11);
const start = executeAnew(State.empty, network.genesis.transactions,
  { height: 0, timestampMicros: 0 }).state;
const refusal = (transaction: SignedTransaction): string | null =>
  executeAnew(start, [transaction], { height: 1, timestampMicros: 1 }).refusals[0]!;

describe('the record index', () => {
  it('lists a patient\'s records by id, of one section when asked', () => {
    const all = indexedRecords(start, 'ana');
    const ids = all.map((record) => record.record);
    expect(ids).toEqual([...ids].sort());
    expect(all.length).toBe(11);
    expect(indexedRecords(start, 'ana', 'allergies').length).toBe(6);
    expect(indexedRecords(start, 'ana', 'notes')).toEqual([]);
    expect(indexedRecords(start, 'an')).toEqual([]);
  });

  it('keeps every version, in order', () => {
    const { state, refusals } = executeAnew(start, [network.record(2, 2), network.record(2, 3)],
      { height: 4, timestampMicros: 1 });
    expect(refusals).toEqual([null, null]);
    const versions = indexedRecords(state, 'ana').filter((r) => r.record.endsWith('/2'));
    expect(versions.map((r) => [r.version, r.height])).toEqual([[1, 0], [2, 4], [3, 4]]);
    expect(readRecord(state, 'ana', 'AllergyIntolerance/2', 3)?.custodian).toBe('boise-clinic');
    expect(readRecord(state, 'ana', 'AllergyIntolerance/2', 4)).toBeUndefined();
  });

  it('is written by the custodian alone', () => {
    expect(refusal(network.record(50, 1, 'boise-clinic', 'tampa-general'))).toBe(
      'Only boise-clinic can register its records, and tampa-general signed.');
    expect(refusal(network.record(50, 1, 'boise-clinic', 'ana'))).toContain('and ana signed.');
    expect(refusal(network.record(50, 1, 'porter'))).toBe(
      'porter is not a registered organisation.');
    expect(refusal(network.record(50, 1, 'mallory'))).toContain('not a registered organisation');
  });

  it('takes the record itself where it is the one that the commitment is to, and keeps its form', () => {
    const text = '{"resourceType":"AllergyIntolerance"}';
    const commitment = sha256(new TextEncoder().encode(text));
    const carrying = (content: unknown): SignedTransaction => {
      const { signer, body } = network.record(60);
      const call = { ...contentOf(body), body: { ...body.body, commitment, content } };
      return { signer, body: composeTransaction(signer, call as never) };
    };
    expect(refusal(carrying({ form: 'plaintext', salt: '', text }))).toBeNull();
    expect(refusal(carrying({ form: 'plaintext', salt: '', text: `${text} ` })))
      .toBe('The record is not the one that its commitment is to.');
    expect(refusal(carrying({ form: 'plaintext', salt: '00', text }))).toContain('is not the one');
    for (const content of [null, 7, {}, { form: 'ciphertext', sealed: 'xy' },
      { form: 'ciphertext', sealed: 'ab', text }, { form: 'plaintext', text }]) {
      expect(refusal(carrying(content))).toContain('A record on the chain is plaintext with its salt');
    }
    const { state } = executeAnew(start, [carrying({ form: 'ciphertext', sealed: 'ab' })],
      { height: 1, timestampMicros: 1 });
    expect(readRecord(state, 'ana', 'AllergyIntolerance/60', 1)).toMatchObject({ onChain: 'ciphertext' });
    expect(readRecord(state, 'ana', 'AllergyIntolerance/60', 1)).not.toHaveProperty('content');
  });

  it('takes each version once, in order, from whoever kept the one before', () => {
    expect(refusal(network.record(1))).toBe(
      'Version 1 of AllergyIntolerance/1 is already registered.');
    expect(refusal(network.record(1, 3))).toBe('Version 2 of AllergyIntolerance/1 is missing.');
    expect(refusal(network.record(99, 0))).toBe(
      'Versions of AllergyIntolerance/99 are counted from 1.');
    expect(refusal(network.record(1, 2, 'tampa-general'))).toBe(
      'AllergyIntolerance/1 is kept by boise-clinic, not by tampa-general.');
  });

  it('takes records of registered patients only', () => {
    const { body } = network.record(70).body as { body: object };
    const of = (change: object): string | null => refusal(network.sign('boise-clinic', {
      contract: 'record-index', action: 'register', body: { ...body, ...change } as never,
    }));
    expect(of({ patient: 'dr-rivas' })).toBe('dr-rivas is not a registered patient.');
    expect(of({ commitment: 'abc' })).toContain('needs commitment to be a SHA-256');
    expect(of({ section: 'a/b' })).toContain('needs section to be');
  });
});
