import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionOf, standingOf } from './deciding.ts';
import type { GivenProvision, Reading, Standing } from './deciding.ts';
import { UNLIMITED, provisionsIn, tellsRecordsApart, turningPoints } from './provision.ts';
import type { Provision } from './provision.ts';
import { anyProvision, anyReading, dumbDecision, dumbStanding } from './testing/twin.ts';

const reading: Reading = {
  person: 'dr-rivas', role: 'clinician', organisation: 'tampa-general', purpose: 'TREAT',
  custodian: 'boise-clinic', section: 'conditions',
  record: { id: 'Condition/1', resourceType: 'Condition', labels: [] }, at: 100,
};
const rule = (change: Partial<Provision>): Provision => ({ ...UNLIMITED, ...change });
const given = (change: Partial<Provision>, isRevoked = false): GivenProvision =>
  ({ provision: rule(change), isRevoked });

describe('A rule', () => {
  it.each<[string, Partial<Provision>]>([
    ['the person', { actors: [{ kind: 'person', name: 'dr-rivas' }] }],
    ['her organisation', { actors: [{ kind: 'organisation', name: 'tampa-general' }] }],
    ['her role', { actors: [{ kind: 'role', name: 'clinician' }] }],
    ['one of several actors', { actors: [
      { kind: 'person', name: 'ellis' }, { kind: 'organisation', name: 'tampa-general' }] }],
    ['the keeper', { custodians: ['boise-clinic'] }],
    ['the section', { sections: ['allergies', 'conditions'] }],
    ['the type of the record', { resourceTypes: ['Condition'] }],
    ['the record itself', { sections: ['conditions'], records: ['Condition/1', 'Condition/2'] }],
    ['a purpose above hers', { purposes: ['TREAT'] }],
    ['a moment within its time', { startsAtMicros: 100, endsAtMicros: 101 }],
  ])('concerns a reading by %s', (_what, change) => {
    expect(decisionOf(rule(change), reading)).toBe('permit');
    expect(decisionOf(rule({ ...change, type: 'deny' }), reading)).toBe('deny');
  });

  it.each<[string, Partial<Provision>]>([
    ['another person', { actors: [{ kind: 'person', name: 'tampa-general' }] }],
    ['another organisation', { actors: [{ kind: 'organisation', name: 'dr-rivas' }] }],
    ['another keeper', { custodians: ['tampa-general'] }],
    ['another section', { sections: ['allergies'] }],
    ['another type', { resourceTypes: ['Claim'] }],
    ['another record', { resourceTypes: ['Condition'], records: ['Condition/2'] }],
    ['a label that the record lacks', { labels: ['PSY'] }],
    ['a purpose below hers', { purposes: ['ETREAT'] }],
    ['the moment at which it ends', { endsAtMicros: 100 }],
    ['the moment before it starts', { startsAtMicros: 101 }],
  ])('says nothing of a reading by %s', (_what, change) => {
    expect(decisionOf(rule(change), reading)).toBeNull();
  });

  it('asks a record for all of its labels, as FHIR says of securityLabel', () => {
    const labelled = (labels: string[]): Reading =>
      ({ ...reading, record: { id: 'Condition/1', resourceType: 'Condition', labels } });
    const both = rule({ labels: ['PSY', 'R'] });
    expect(decisionOf(both, labelled(['PSY']))).toBeNull();
    expect(decisionOf(both, labelled(['R', 'HIV', 'PSY']))).toBe('permit');
    expect(decisionOf(both, { ...reading, record: null })).toBeNull();
  });

  it('gives way to the innermost that matches, and among those to a denial', () => {
    const nested = rule({ exceptions: [rule({ type: 'deny', labels: ['PSY'], exceptions: [
      rule({ actors: [{ kind: 'person', name: 'dr-rivas' }] })] })] });
    const psychiatric = { ...reading, record: { ...reading.record!, labels: ['PSY'] } };
    expect(decisionOf(nested, reading)).toBe('permit');
    expect(decisionOf(nested, psychiatric)).toBe('permit');
    expect(decisionOf(nested, { ...psychiatric, person: 'ellis' })).toBe('deny');
    const torn = rule({ exceptions: [
      rule({ exceptions: [rule({})] }), rule({ type: 'deny', sections: ['conditions'] })] });
    expect(decisionOf(torn, reading)).toBe('deny');
    expect(decisionOf(torn, { ...reading, section: 'claims' })).toBe('permit');
  });

  it('reaches no further in an exception than it does itself', () => {
    const narrow = rule({ type: 'deny', sections: ['claims'], exceptions: [rule({})] });
    expect(decisionOf(narrow, reading)).toBeNull();
  });
});

describe('What a patient gave, together,', () => {
  it.each<[Standing, GivenProvision[]]>([
    ['none', []],
    ['none', [given({ sections: ['claims'] })]],
    ['none', [given({ startsAtMicros: 101 })]],
    ['in-force', [given({}), given({}, true)]],
    ['denied', [given({}), given({ type: 'deny', sections: ['conditions'] })]],
    ['in-force', [given({}), given({ type: 'deny', sections: ['claims'] })]],
    ['in-force', [given({}), given({ type: 'deny' }, true)]],
    ['none', [given({ type: 'deny', endsAtMicros: 50 })]],
    ['expired', [given({ endsAtMicros: 100 })]],
    ['revoked', [given({ endsAtMicros: 100 }), given({}, true)]],
    ['expired', [given({}, true), given({ endsAtMicros: 100 })]],
  ])('is %s', (standing, all) => {
    expect(standingOf(all, reading)).toBe(standing);
  });
});

describe('The evaluator and its dumb twin', () => {
  it('agree on every rule and reading', () => {
    fc.assert(fc.property(anyProvision, anyReading, (provision, asked) => {
      expect(decisionOf(provision, asked)).toBe(dumbDecision(provision, asked));
    }), { numRuns: 2_000 });
  });

  it('agree on whatever was given together', () => {
    const anyGiven = fc.array(fc.record({ provision: anyProvision, isRevoked: fc.boolean() }),
      { maxLength: 4 });
    fc.assert(fc.property(anyGiven, anyReading, (all, asked) => {
      expect(standingOf(all, asked)).toBe(dumbStanding(all, asked));
    }), { numRuns: 2_000 });
  });

  it('meet rules of both kinds, exceptions and silence often enough to be worth asking', () => {
    const said = new Map<string, number>();
    fc.assert(fc.property(anyProvision, anyReading, (provision, asked) => {
      const answer = `${decisionOf(provision, asked)}${provision.exceptions.length > 0}`;
      said.set(answer, (said.get(answer) ?? 0) + 1);
    }), { numRuns: 2_000, seed: 1 });
    for (const kind of ['permit', 'deny', 'null']) {
      for (const nested of ['true', 'false']) {
        expect(said.get(`${kind}${nested}`) ?? 0).toBeGreaterThan(50);
      }
    }
  });
});

describe('Of its rules', () => {
  it('a grant knows whether they tell records apart, and when they turn', () => {
    const inner = rule({ labels: ['PSY'], startsAtMicros: 7, endsAtMicros: 9 });
    const outer = rule({ endsAtMicros: 9, exceptions: [inner] });
    expect(provisionsIn(outer)).toEqual([outer, inner]);
    expect(tellsRecordsApart(outer)).toBe(true);
    expect(tellsRecordsApart(rule({ sections: ['claims'] }))).toBe(false);
    expect(turningPoints(outer)).toEqual([7, 9]);
  });

  it('what it says changes at their turning points and at no other moment', () => {
    fc.assert(fc.property(anyProvision, anyReading, fc.integer({ min: 0, max: 9 }),
      (provision, asked, later) => {
        const turned = turningPoints(provision).some((at) => at > asked.at && at <= later);
        if (turned || later < asked.at) return;
        expect(decisionOf(provision, { ...asked, at: later })).toBe(decisionOf(provision, asked));
      }), { numRuns: 1_000 });
  });
});
