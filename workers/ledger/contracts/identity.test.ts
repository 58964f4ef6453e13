import { describe, expect, it } from 'vitest';
import { executeAnew, type Execution } from '../execute.ts';
import { SampleNetwork } from '../sample.ts';
import { State } from '../state.ts';
import { createTransaction } from '../transaction.ts';
import type { SignedTransaction } from '../transaction.ts';
import { enrolments, isOrganisation, readIdentity } from './identity.ts';

const network = new SampleNetwork(0);
const start = executeAnew(State.empty, network.genesis.transactions,
  { height: 0, timestampMicros: 0 }).state;
const run = (transactions: SignedTransaction[], height = 1, state = start): Execution =>
  executeAnew(state, transactions, { height, timestampMicros: 1_000 });
const refusal = (transaction: SignedTransaction, height = 1, state = start): string | null =>
  run([transaction], height, state).refusals[0]!;

describe('registering', () => {
  it('makes an organisation and its people known', () => {
    expect(readIdentity(start, 'tampa-general')).toEqual(
      { entity: 'tampa-general', kind: 'hospital', organisation: '', publicKey: '' });
    expect(readIdentity(start, 'dr-rivas')?.organisation).toBe('tampa-general');
    expect(isOrganisation(readIdentity(start, 'boise-clinic'))).toBe(true);
    expect(isOrganisation(readIdentity(start, 'ana'))).toBe(false);
    expect(readIdentity(start, 'nobody')).toBeUndefined();
    expect(isOrganisation(undefined)).toBe(false);
  });

  it('lets members sign for themselves in the genesis block, and needs a sponsor after it', () => {
    const alone = network.register('reno-labs', 'reno-labs', 'lab', '');
    expect(refusal(alone, 0, State.empty)).toBeNull();
    expect(refusal(alone)).toBe('Only a member can register reno-labs, and reno-labs is not one.');
    expect(refusal(network.register('ana', 'reno-labs', 'lab', ''))).toContain('Only a member');
    expect(refusal(network.register('boise-clinic', 'reno-labs', 'lab', ''))).toBeNull();
  });

  it.each([
    ['porter', 'mallory', 'clinician', 'tampa-general',
      'Only tampa-general can register mallory, and porter signed.'],
    ['mallory', 'mallory', 'clinician', 'tampa-general',
      'Only tampa-general can register mallory, and mallory signed.'],
    ['mallory', 'mallory', 'clinician', 'nowhere', 'nowhere is not a registered organisation.'],
    ['mallory', 'mallory', 'clinician', 'ana', 'ana is not a registered organisation.'],
    ['mallory', 'mallory', 'clinician', '', 'mallory works for an organisation: name it.'],
    ['mallory', 'bea', 'patient', '', 'bea must sign her own registration.'],
    ['tampa-general', 'porter', 'staff', 'tampa-general', 'porter is already registered.'],
    ['boise-clinic', 'x', 'lab', 'tampa-general', 'x is an organisation and belongs to no other.'],
    ['ana', 'x', 'wizard', '', 'There is no kind wizard: use clinic, hospital, payer,'],
    ['x', 'a/b', 'patient', '',
      'identity.register needs entity to be a text of 1 to 200 characters without "/".'],
  ])('signed by %s for %s as %s of %j is refused', (sender, entity, kind, at, why) => {
    expect(refusal(network.register(sender, entity, kind, at))).toContain(why);
  });

  it('in genesis is signed by the organisation itself', () => {
    const other = network.register('ana', 'new-clinic', 'clinic', '');
    expect(refusal(other, 0, State.empty)).toBe('new-clinic must sign its own registration.');
  });

  it('takes a patient from herself or from her organisation', () => {
    expect(refusal(network.register('bea', 'bea', 'patient', ''))).toBeNull();
    expect(refusal(network.register('boise-clinic', 'bea', 'patient', 'boise-clinic'))).toBeNull();
  });
});

describe('enrolling', () => {
  it('says where the patient is treated, oldest first', () => {
    const { state, refusals } = run([network.enrol('ana', 'tampa-general')], 3);
    expect(refusals).toEqual([null]);
    expect(enrolments(state, 'ana')).toEqual([
      { organisation: 'boise-clinic', sinceMicros: 0, height: 0 },
      { organisation: 'tampa-general', sinceMicros: 1_000, height: 3 },
    ]);
    expect(enrolments(state, 'nobody')).toEqual([]);
  });

  it('is the patient\'s own act, and to another place', () => {
    const enrol = (...args: [string, string, string?]): string | null =>
      refusal(network.enrol(...args));
    expect(enrol('ana', 'tampa-general', 'tampa-general')).toBe(
      'Only ana can enrol herself, and tampa-general signed.');
    expect(enrol('ana', 'boise-clinic')).toBe('ana is already treated at boise-clinic.');
    expect(enrol('ana', 'dr-rivas')).toBe('dr-rivas is not a registered organisation.');
    expect(enrol('dr-rivas', 'boise-clinic')).toBe('dr-rivas is not a registered patient.');
    expect(enrol('zoe', 'boise-clinic')).toBe('zoe is not a registered patient.');
  });
});

describe('a new key', () => {
  const rotate = (sender: string, patient = 'ana', key = 2): SignedTransaction =>
    network.sign(sender, {
      contract: 'identity', action: 'rotate', body: { patient, key, publicKey: 'ab' },
    });
  const second = network.registry.issue('ana', 2);
  const enrolWith = (nonce: number): SignedTransaction => createTransaction(second, {
    contract: 'identity', action: 'enrol', nonce, body: { patient: 'ana', organisation: 'tampa-general' },
  });

  it('is vouched for by the place that treats her, and the ledger says by whom', () => {
    const { state, refusals } = run([rotate('boise-clinic')]);
    expect(refusals).toEqual([null]);
    expect(readIdentity(state, 'ana')).toEqual({
      entity: 'ana', kind: 'patient', organisation: '', publicKey: 'ab', key: 2,
      vouchedBy: 'boise-clinic',
    });
  });

  it('makes the old one worth nothing, in the same block and ever after', () => {
    const { state, refusals } = run([
      network.give('before'), rotate('boise-clinic'), network.give('after'), enrolWith(1)]);
    expect(refusals).toEqual([null, null,
      'ana\'s key 1 was replaced by key 2, and signs nothing any more.', null]);
    expect(refusal(network.revoke('before'), 2, state)).toMatch(/was replaced/);
    expect(enrolments(state, 'ana').at(-1)?.organisation).toBe('tampa-general');
  });

  it('is not known before', () => {
    expect(refusal(enrolWith(2))).toBe('The ledger does not know key 2 of ana yet.');
  });

  it.each([
    ['tampa-general', 'ana', 2, 'Only boise-clinic, where ana is treated, can vouch for a new key'],
    ['ana', 'ana', 2, 'Only boise-clinic, where ana is treated, can vouch for a new key'],
    ['boise-clinic', 'ana', 3, 'The next key of ana is key 2, and not 3.'],
    ['boise-clinic', 'ana', 1, 'The next key of ana is key 2, and not 1.'],
    ['tampa-general', 'porter', 2, 'porter is not a registered patient.'],
    ['boise-clinic', 'zoe', 2, 'zoe is not a registered patient.'],
    ['boise-clinic', 'ana', -1, 'identity.rotate needs key to be a whole number'],
  ])('signed by %s for %s as key %i is refused', (sender, patient, key, why) => {
    expect(refusal(rotate(sender, patient, key))).toContain(why);
  });

  it('is vouched for by nobody where she is treated nowhere', () => {
    const { state } = run([network.register('bea', 'bea', 'patient', '')]);
    expect(refusal(rotate('boise-clinic', 'bea'), 2, state))
      .toBe('bea is treated nowhere: nobody can vouch.');
  });
});
