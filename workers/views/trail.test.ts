import { describe, expect, it } from 'vitest';
import {
  accessDecided, accessShown, custodyHappened, grantEnded, grantSubmitted, knowledgeAcquired, leakHappened,
} from '../access/entries.ts';
import { NONE, Trace } from '../kernel/trace.ts';
import { trailOf, type KeptFact } from './trail.ts';

const KEPT: KeptFact[] = [
  { member: 'boise-clinic', patient: 'ana', section: 'allergies', record: 'Allergy/1' },
  { member: 'boise-clinic', patient: 'ana', section: 'allergies', record: 'Allergy/2' },
  { member: 'boise-clinic', patient: 'ana', section: 'vitals', record: 'Observation/1' },
];
const ALLERGIES = { patient: 'ana', section: 'allergies', record: null } as const;

/** Dr Rivas reads under a grant; the porter reads the same without need; the grant ends. */
function story(): Trace {
  const trace = new Trace({ keepMessages: false });
  trace.record(grantSubmitted, 10, 'ana', NONE, NONE, {
    grant: 'g-1', patient: 'ana', type: 'permit', grantee: 'dr-rivas', sections: 'allergies',
    endsAt: -1, words: 'dr-rivas may read allergies', transaction: '00',
  });
  read(trace, 20, 'dr-rivas');
  const shown = read(trace, 30, 'porter');
  for (const record of ['Allergy/1', 'Allergy/2']) {
    trace.record(leakHappened, 30, 'porter', shown, NONE, {
      kind: 'unauthorised', holder: 'porter', owner: 'dr-rivas', record, patient: 'ana',
      section: 'allergies', enabledBy: NONE,
    });
  }
  trace.record(grantEnded, 40, 'boise-clinic', NONE, NONE, { grant: 'g-1', node: 'boise-clinic', how: 'revoked' });
  return trace;
}

function read(trace: Trace, at: number, person: string): number {
  const decided = trace.record(accessDecided, at, 'boise-clinic', NONE, NONE, {
    request: person, decider: 'boise-clinic', permit: 1, section: 'allergies', policies: 'grant',
    explanation: 'g-1 lets dr-rivas read it.', model: 'patient-grant', enabledBy: NONE,
  });
  const shown = trace.record(accessShown, at, person, decided, NONE, {
    request: person, person, principal: 'dr-rivas', patient: 'ana', section: 'allergies', records: 2,
    enabledBy: NONE,
  });
  for (const record of ['Allergy/1', 'Allergy/2']) {
    trace.record(knowledgeAcquired, at, person, shown, NONE, {
      holder: person, record, patient: 'ana', section: 'allergies', holderKind: 'person',
    });
  }
  return shown;
}

describe('the trail of a datum', () => {
  it('tells who could know it, since when and by what right, in order', () => {
    const { rows, sentence } = trailOf(story(), ALLERGIES, 100, KEPT);
    expect(rows.map(({ step, holder, at, records, endedAt }) => [step, holder, at, records, endedAt])).toEqual([
      ['kept', 'boise-clinic', 0, 2, null], ['grant', 'dr-rivas', 10, 1, 40],
      ['reader', 'dr-rivas', 20, 2, null], ['leak', 'porter', 30, 2, null],
    ]);
    expect(rows[2]?.right).toBe('g-1 lets dr-rivas read it.');
    expect(sentence).toBe('Ana\'s allergies: 1 organisation can decrypt it, 2 people have read it, '
      + '1 without need (2 leaks).');
  });

  it('knows nothing of what comes after the moment', () => {
    const { rows } = trailOf(story(), ALLERGIES, 20, KEPT);
    expect(rows.map(({ step, endedAt }) => [step, endedAt])).toEqual([['kept', null], ['grant', null], ['reader', null]]);
  });

  it('follows one record alone where one is named, and no other section', () => {
    const one = trailOf(story(), { ...ALLERGIES, record: 'Allergy/2' }, 100, KEPT);
    expect(one.rows.map(({ records }) => records)).toEqual([1, 1, 1, 1]);
    const other = trailOf(story(), { patient: 'ana', section: 'vitals', record: null }, 100, KEPT);
    expect(other.rows.map(({ step }) => step)).toEqual(['kept']);
  });

  it('names a reading that leaked it by its first leak, whatever section that was of', () => {
    const trace = new Trace({ keepMessages: false });
    const rows = ['conditions', 'allergies', 'vitals', 'allergies'].map((section, index) => {
      const shown = read(trace, 60, index === 3 ? 'dr-rivas' : 'porter');
      return trace.record(leakHappened, 60, 'porter', shown, NONE, {
        kind: 'unauthorised', holder: 'porter', owner: 'dr-rivas', record: `R/${index}`, patient: 'ana', section,
        enabledBy: NONE,
      });
    });
    const leaksOf = (section: string): number[] => trailOf(trace, { ...ALLERGIES, section }, 100, []).outcomes
      .filter((row) => trace.is(row, leakHappened));
    expect(leaksOf('allergies')).toEqual([rows[0], rows[3]]);
    expect(leaksOf('vitals')).toEqual([rows[0]]);
    expect(leaksOf('medications')).toEqual([]);
  });

  it('says once of a copy that nobody there needs it, or of how many records that is so', () => {
    const copied = (unneeded: readonly string[]): string | undefined => {
      const trace = story();
      for (const record of ['Allergy/1', 'Allergy/2']) {
        trace.record(knowledgeAcquired, 50, 'tampa', NONE, NONE, {
          holder: 'tampa', record, patient: 'ana', section: 'allergies', holderKind: 'organisation',
        });
      }
      for (const record of unneeded) {
        trace.record(custodyHappened, 50, 'tampa', NONE, NONE, {
          organisation: 'tampa', record, patient: 'ana', section: 'allergies',
        });
      }
      return trailOf(trace, ALLERGIES, 100, KEPT).rows.find(({ step }) => step === 'copy')?.right;
    };
    expect(copied(['Allergy/1', 'Allergy/2'])).toBe('It came with its key. Nobody there needs it.');
    expect(copied(['Allergy/1'])).toBe('It came with its key. Nobody there needs 1 of them.');
    expect(copied([])).toBe('It came with its key.');
  });
});
