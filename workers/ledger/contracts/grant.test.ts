import { describe, expect, it } from 'vitest';
import { executeAnew, type Execution } from '../execute.ts';
import { UNLIMITED } from '../../grants/provision.ts';
import type { Provision } from '../../grants/provision.ts';
import { SampleNetwork } from '../sample.ts';
import { State } from '../state.ts';
import type { SignedTransaction } from '../transaction.ts';
import { grantsOf, readGrant } from './grant.ts';

const network = new SampleNetwork(0);
const start = executeAnew(State.empty,
  [...network.genesis.transactions, network.register('bea', 'bea', 'patient', '')],
  { height: 0, timestampMicros: 0 }).state;
const run = (transactions: SignedTransaction[], state = start, timestampMicros = 500): Execution =>
  executeAnew(state, transactions, { height: 9, timestampMicros });
const refusals = (...transactions: SignedTransaction[]): readonly (string | null)[] =>
  run(transactions).refusals;
const provision: Provision = {
  ...UNLIMITED, actors: [{ kind: 'person', name: 'dr-rivas' }], sections: ['allergies'],
  purposes: ['TREAT'], endsAtMicros: 1_000,
};
const terms = { grant: 'g', patient: 'ana', provision };
const give = (change: object, sender = 'ana'): SignedTransaction => network.sign(sender,
  { contract: 'grant', action: 'give', body: { ...terms, ...change } });
const rule = (change: Partial<Provision>): { provision: Provision } =>
  ({ provision: { ...provision, ...change } });

describe('giving a grant', () => {
  it('keeps its terms with when and where it was given', () => {
    const { state } = run([give({})]);
    const grant = { ...terms, givenAtMicros: 500, revokedAtMicros: null, height: 9 };
    expect(grantsOf(state, 'ana')).toEqual([grant]);
    expect(readGrant(state, 'g')).toEqual(grant);
    expect(grantsOf(start, 'ana')).toEqual([]);
    expect(readGrant(start, 'g')).toBeUndefined();
  });

  it('is the patient\'s act alone: nobody gives a grant on her chart for her', () => {
    for (const other of ['bea', 'dr-rivas', 'tampa-general', 'mallory']) {
      expect(refusals(give({}, other))).toEqual(
        [`Only ana or her proxy can give grants on her chart, and ${other} signed.`]);
    }
  });

  it.each([
    [{ patient: 'dr-rivas' }, 'dr-rivas is not a registered patient.'],
    [rule({ actors: [{ kind: 'person', name: 'mallory' }] }), 'mallory is not registered.'],
    [rule({ actors: [{ kind: 'person', name: 'tampa-general' }] }),
      'tampa-general is not a person.'],
    [rule({ actors: [{ kind: 'organisation', name: 'dr-rivas' }] }),
      'dr-rivas is not an organisation.'],
    [rule({ custodians: ['dr-rivas'] }), 'dr-rivas is not a registered organisation.'],
    [rule({ exceptions: [{ ...provision, actors: [{ kind: 'person', name: 'mallory' }] }] }),
      'mallory is not registered.'],
    [rule({ endsAtMicros: 500 }), 'Grant g would have ended before it was given.'],
    [rule({ sections: ['a', 'a'] }), 'grant.give: provision.sections names a twice.'],
    [rule({ type: 'allow' as 'permit' }),
      'grant.give: provision.type is neither permit nor deny.'],
    [{ provision: null }, 'grant.give: provision is not a rule with named fields.'],
    [{ grant: '' }, 'grant.give needs grant to be a text of 1 to 200 characters.'],
    [{ colour: 'red' }, 'grant.give has no field colour.'],
  ])('with %j is refused with a reason', (change, why) => {
    expect(refusals(give(change))[0]).toContain(why);
  });

  it('at its limits is taken, and one beyond refused', () => {
    const sections = (count: number): { provision: Provision } =>
      rule({ sections: Array.from({ length: count }, (_, n) => `s${n}`) });
    expect(refusals(
      give(sections(100)), give({ grant: 'h', ...sections(101) }),
      give({ grant: 'g'.repeat(200) }), give({ grant: 'g'.repeat(201) }))).toEqual([
      null, 'grant.give: provision.sections has 101 entries; 100 are the most.',
      null, 'grant.give needs grant to be a text of 1 to 200 characters.',
    ]);
  });

  it.each(Object.keys(terms))('without %s is refused, naming it', (field) => {
    const { [field as 'grant']: _, ...rest } = terms;
    const incomplete = network.sign('ana',
      { contract: 'grant', action: 'give', body: rest as never });
    expect(refusals(incomplete)[0]).toContain(`grant.give needs ${field}: a`);
  });

  it.each([[null], [[]], ['text']])('with the body %j is refused', (body) => {
    const strange = network.sign('ana', { contract: 'grant', action: 'give', body: body as never });
    expect(refusals(strange)).toEqual(['grant.give needs a body with named fields.']);
  });

  it('takes each id once, whoever the patient is', () => {
    expect(refusals(give({}), give({}), give({ patient: 'bea' }, 'bea'))).toEqual(
      [null, 'Grant g was already given.', 'Grant g was already given.']);
  });
});

describe('revoking a grant', () => {
  it('notes when, keeps the rest, and touches no other grant', () => {
    const given = run([give({}), give({ grant: 'h' })]).state;
    const { state, refusals: why } = run([network.revoke('g')], given, 700);
    expect(why).toEqual([null]);
    expect(readGrant(state, 'g')).toEqual({ ...readGrant(given, 'g'), revokedAtMicros: 700 });
    expect(readGrant(state, 'h')?.revokedAtMicros).toBeNull();
  });

  it('works on a grant given earlier in the same block', () => {
    expect(refusals(give({}), network.revoke('g'))).toEqual([null, null]);
  });

  it('is the patient\'s act alone, once, and of a grant that exists', () => {
    expect(refusals(give({}), network.revoke('g', 'bea'), network.revoke('g', 'dr-rivas'),
      network.revoke('g'), network.revoke('g'), network.revoke('h'))).toEqual([
      null,
      'Only ana or her proxy can revoke grant g, and bea signed.',
      'Only ana or her proxy can revoke grant g, and dr-rivas signed.',
      null,
      'Grant g was already revoked.',
      'There is no grant h to revoke.',
    ]);
  });
});
