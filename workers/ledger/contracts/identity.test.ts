import { describe, expect, it } from 'vitest';
import { executeAnew, type Execution } from '../execute.ts';
import { SampleNetwork } from '../sample.ts';
import { State } from '../state.ts';
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
