import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../crypto/canonical.ts';
import { executeAnew, type Execution } from '../execute.ts';
import { SampleNetwork } from '../sample.ts';
import { State } from '../state.ts';
import type { SignedTransaction } from '../transaction.ts';
import { accessesOf } from './access-log.ts';

const network = new SampleNetwork(0);
const start = executeAnew(State.empty, network.genesis.transactions,
  { height: 0, timestampMicros: 0 }).state;
const run = (transactions: SignedTransaction[], state = start, height = 9): Execution =>
  executeAnew(state, transactions, { height, timestampMicros: 100 * height });
const attempt = {
  entry: 'request-1/1', patient: 'ana', person: 'dr-rivas', purpose: 'treatment',
  custodian: 'boise-clinic', permitted: ['allergies'], refused: ['claims'],
  policies: ['grant-in-force'],
};
const note = (change: object = {}, sender = 'boise-clinic'): SignedTransaction =>
  network.sign(sender, {
    contract: 'access-log', action: 'note', body: { ...attempt, ...change },
  });
const refusals = (...transactions: SignedTransaction[]): readonly (string | null)[] =>
  run(transactions).refusals;

describe('noting an attempt', () => {
  it('keeps who asked for what, what was answered, by which node and under which policies', () => {
    const { state } = run([note()]);
    expect(accessesOf(state, 'ana')).toEqual(
      [{ ...attempt, decider: 'boise-clinic', loggedAtMicros: 900, height: 9 }]);
    expect(accessesOf(start, 'ana')).toEqual([]);
  });

  it('is in the patient\'s own list, oldest first, refused attempts too', () => {
    const first = run([note({ entry: 'z', permitted: [], policies: [] })]).state;
    const { state } = run([note({ entry: 'a' }), note({ entry: 'b' }, 'tampa-general')], first, 12);
    expect(accessesOf(state, 'ana').map(({ entry, decider }) => `${entry} ${decider}`))
      .toEqual(['z boise-clinic', 'a boise-clinic', 'b tampa-general']);
  });

  it('is a deciding member\'s act: no person can note or fill another\'s log', () => {
    for (const other of ['ana', 'dr-rivas', 'mallory']) {
      expect(refusals(note({}, other))).toEqual(
        [`Only a member's node decides, so only a member notes it, and ${other} signed.`]);
    }
  });

  it('takes an entry once from each member, so that none overwrites another\'s', () => {
    expect(refusals(note(), note({ refused: [] }), note({}, 'tampa-general')))
      .toEqual([null, 'boise-clinic has noted request-1/1 already.', null]);
  });

  it.each([
    [{ patient: 'dr-rivas' }, 'dr-rivas is not a registered patient.'],
    [{ person: 'mallory' }, 'mallory is not registered.'],
    [{ custodian: 'porter' }, 'porter is not a registered organisation.'],
    [{ permitted: [], refused: [] }, 'An attempt is for some section.'],
    [{ refused: ['allergies'] }, 'allergies cannot be both permitted and refused.'],
    [{ policies: 'all' }, 'access-log.note needs policies to be a list of texts, none twice.'],
    [{ refused: ['a', 'a'] }, 'access-log.note needs refused to be a list of texts, none twice.'],
    [{ diagnosis: 'asthma' }, 'access-log.note has no field diagnosis.'],
  ])('with %j is refused with a reason', (change, why) => {
    expect(refusals(note(change))).toEqual([why]);
  });

  it('at its limit of sections is taken, and one beyond refused', () => {
    const sections = (count: number): string[] => Array.from({ length: count }, (_, n) => `s${n}`);
    expect(refusals(note({ permitted: sections(100), refused: [] }),
      note({ entry: 'b', permitted: sections(100), refused: ['x'] })))
      .toEqual([null, 'One entry names at most 100 sections.']);
  });

  it('has room for names and answers alone', () => {
    const { state } = run([note()]);
    expect(Object.keys(accessesOf(state, 'ana')[0]!).sort()).toEqual([
      'custodian', 'decider', 'entry', 'height', 'loggedAtMicros', 'patient', 'permitted',
      'person', 'policies', 'purpose', 'refused']);
    expect(canonicalText(accessesOf(state, 'ana')[0]!).length).toBeLessThan(400);
  });
});
