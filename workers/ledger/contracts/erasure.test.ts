import { describe, expect, it } from 'vitest';
import { MORE_CONTRACTS } from './more-contracts.ts';
import { executeAnew } from '../execute.ts';
import { residualFacts } from '../residue.ts';
import { SampleNetwork } from '../sample.ts';
import { State } from '../state.ts';
import type { SignedTransaction } from '../transaction.ts';
import { erasuresOf } from './erasure.ts';
import { indexedRecords, isErased, liveRecords } from './record-index.ts';

const network = new SampleNetwork(4);
const start = executeAnew(State.empty, network.genesis.transactions,
  { height: 0, timestampMicros: 0 }).state;
const terms = {
  erasure: 'erasure-1', patient: 'ana', custodian: 'boise-clinic', sections: ['allergies'],
};
const ask = (change: object = {}, sender = 'ana'): SignedTransaction => network.sign(sender,
  { contract: 'erasure', action: 'ask', body: { ...terms, ...change } });
const done = (sender = 'boise-clinic', erasure = 'erasure-1', patient = 'ana'): SignedTransaction =>
  network.sign(sender, { contract: 'erasure', action: 'done', body: { erasure, patient } });
const run = (transactions: SignedTransaction[], state = start, height = 5):
ReturnType<typeof executeAnew> => executeAnew(state, transactions, { height, timestampMicros: 700 }, MORE_CONTRACTS);

describe('asking for erasure', () => {
  it('erases nothing yet: it is the custodian who holds the keys', () => {
    const { state, refusals } = run([ask()]);
    expect(refusals).toEqual([null]);
    expect(erasuresOf(state, 'ana')).toEqual(
      [{ ...terms, height: 5, askedAtMicros: 700, doneAtMicros: null }]);
    expect(liveRecords(state, 'ana')).toEqual(liveRecords(start, 'ana'));
  });

  it('is the patient\'s act alone', () => {
    for (const other of ['boise-clinic', 'dr-rivas', 'mallory']) {
      expect(run([ask({}, other)]).refusals).toEqual(
        [`Only ana can ask to have her records erased, and ${other} signed.`]);
    }
  });

  it.each([
    [{ patient: 'porter' }, 'porter is not a registered patient.'],
    [{ custodian: 'dr-rivas' }, 'dr-rivas is not a registered organisation.'],
    [{ sections: [] },
      'erasure.ask needs sections to be a list of texts, at least one and none twice.'],
    [{ why: 'shame' }, 'erasure.ask has no field why.'],
  ])('with %j is refused with a reason', (change, why) => {
    expect(run([ask(change)]).refusals).toEqual([why]);
  });

  it('happens once under one name', () => {
    expect(run([ask(), ask()]).refusals)
      .toEqual([null, 'Erasure erasure-1 was already asked for.']);
  });
});

describe('carrying it out', () => {
  const { state: asked } = run([ask()]);

  it('points no reader to those records any more, keeps the others, and forgets no entry', () => {
    const { state, refusals } = run([done()], asked, 6);
    expect(refusals).toEqual([null]);
    expect(liveRecords(state, 'ana').map(({ section }) => section))
      .toEqual(['medications', 'medications']);
    expect(indexedRecords(state, 'ana')).toEqual(indexedRecords(start, 'ana'));
    expect(erasuresOf(state, 'ana')[0]?.doneAtMicros).toBe(700);
  });

  it('is the word of the custodian that was asked, given once', () => {
    for (const other of ['tampa-general', 'ana', 'mallory']) {
      expect(run([done(other)], asked).refusals).toEqual(
        [`Only boise-clinic can say that its keys are gone, and ${other} signed.`]);
    }
    expect(run([done(), done()], asked).refusals)
      .toEqual([null, 'Erasure erasure-1 was already carried out.']);
    expect(run([done('boise-clinic', 'erasure-9')], asked).refusals)
      .toEqual(['There is no erasure erasure-9 to carry out.']);
  });

  it('does not touch what was indexed after she asked, and lets no version follow', () => {
    const later = network.record(6);
    const { state } = run([later], asked, 6);
    const after = run([done(), network.record(0, 2)], state, 7);
    expect(after.refusals)
      .toEqual([null, 'AllergyIntolerance/0 was erased; what comes after it needs another id.']);
    expect(liveRecords(after.state, 'ana', 'allergies').map(({ record }) => record))
      .toEqual(['AllergyIntolerance/6']);
    expect(isErased(after.state, 'ana', 'AllergyIntolerance/6')).toBe(false);
  });

  it('leaves facts that still name her, counted and said', () => {
    const { state } = run([done()], run([ask(), network.give('g')]).state, 6);
    const counts = (salted: boolean): Record<string, number> => Object.fromEntries(
      residualFacts(state, 'ana', salted).map(({ kind, count }) => [kind, count]));
    expect(counts(true)).toEqual({
      identity: 1, enrolment: 1, 'index-entry': 2, commitment: 2, grant: 1, erasure: 1,
    });
    const of = (salted: boolean): string | undefined => residualFacts(state, 'ana', salted)
      .find(({ kind }) => kind === 'commitment')?.sentence;
    expect(of(true)).toContain('cannot be checked');
    expect(of(false)).toContain('can still check the guess');
  });
});

describe('a new version', () => {
  it('takes the place of the one before it for readers, and the old one stays on the ledger', () => {
    const { state, refusals } = run([network.record(0, 2)]);
    expect(refusals).toEqual([null]);
    expect(liveRecords(state, 'ana', 'allergies').map(({ record, version }) => [record, version]))
      .toEqual([['AllergyIntolerance/0', 2], ['AllergyIntolerance/2', 1]]);
    expect(indexedRecords(state, 'ana', 'allergies')).toHaveLength(3);
  });
});
