import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Knowledge } from './knowledge.ts';

const known = { record: 'ana/AllergyIntolerance/1', patient: 'ana', section: 'allergies' };
const need = {
  need: 'need-1', holders: ['dr-rivas', 'tampa-general'], patient: 'ana', sections: ['allergies'],
};

describe('Knowledge', () => {
  it('counts what a verbatim copy says once, and what an amended one says anew', () => {
    const knowledge = new Knowledge();
    knowledge.copied('tampa/copy/a', known.record);
    knowledge.copied('lisboa/copy/tampa/copy/a', 'tampa/copy/a');
    expect(knowledge.acquire('porter', 'tampa/copy/a')).toBe(true);
    expect(knowledge.acquire('porter', known.record)).toBe(false);
    expect(knowledge.holds('porter', 'lisboa/copy/tampa/copy/a')).toBe(true);
    expect(knowledge.holdersOf(known.record)).toEqual(['porter']);
    expect(knowledge.leakOnce('porter', known)).toBe(true);
    expect(knowledge.leakOnce('porter', { ...known, record: 'lisboa/copy/tampa/copy/a' })).toBe(false);
    expect(knowledge.leakOnce('porter', { ...known, record: 'tampa/copy/a/_history/2' })).toBe(true);
  });

  it('is acquired once and never forgotten', () => {
    const knowledge = new Knowledge();
    expect(knowledge.holds('dr-rivas', known.record)).toBe(false);
    expect(knowledge.acquire('dr-rivas', known.record)).toBe(true);
    expect(knowledge.acquire('dr-rivas', known.record)).toBe(false);
    expect(knowledge.acquire('a-porter', known.record)).toBe(true);
    expect(knowledge.holds('dr-rivas', known.record)).toBe(true);
    expect(knowledge.holdersOf(known.record)).toEqual(['a-porter', 'dr-rivas']);
  });

  it('counts one leak however often the same record is shown in one lack of need', () => {
    const knowledge = new Knowledge();
    expect(knowledge.leakOnce('porter', known)).toBe(true);
    expect(knowledge.leakOnce('porter', known)).toBe(false);
    expect(knowledge.leakOnce('porter', { ...known, record: 'ana/AllergyIntolerance/2' })).toBe(true);
  });

  it('counts no leak while there is need, for the person and for her organisation', () => {
    const knowledge = new Knowledge();
    knowledge.beginNeed(need);
    expect(knowledge.needed('dr-rivas', 'ana', 'allergies')).toBe(true);
    expect(knowledge.leakOnce('dr-rivas', known)).toBe(false);
    expect(knowledge.leakOnce('tampa-general', known)).toBe(false);
    expect(knowledge.leakOnce('porter', known)).toBe(true);
    expect(knowledge.needed('dr-rivas', 'ana', 'medications')).toBe(false);
    expect(knowledge.needed('dr-rivas', 'ben', 'allergies')).toBe(false);
  });

  it('counts a new leak when the same person comes back after her need is over', () => {
    const knowledge = new Knowledge();
    expect(knowledge.leakOnce('dr-rivas', known)).toBe(true);
    knowledge.beginNeed(need);
    knowledge.endNeed('need-1');
    expect(knowledge.leakOnce('dr-rivas', known)).toBe(true);
    expect(knowledge.leakOnce('dr-rivas', known)).toBe(false);
  });

  it('sees no lack between two needs that overlap', () => {
    const knowledge = new Knowledge();
    knowledge.beginNeed(need);
    knowledge.beginNeed({ ...need, need: 'need-2' });
    knowledge.endNeed('need-1');
    expect(knowledge.leakOnce('dr-rivas', known)).toBe(false);
    knowledge.endNeed('need-2');
    expect(knowledge.leakOnce('dr-rivas', known)).toBe(true);
  });

  it('takes a section named twice in one need as named once', () => {
    const knowledge = new Knowledge();
    knowledge.beginNeed({ ...need, sections: ['allergies', 'allergies'] });
    knowledge.endNeed('need-1');
    expect(knowledge.needed('dr-rivas', 'ana', 'allergies')).toBe(false);
  });

  it('refuses to end what never began', () => {
    expect(() => new Knowledge().endNeed('need-9')).toThrow('only an open need ends');
  });
});

type Step =
  | { readonly do: 'begin'; readonly need: number; readonly holder: string; readonly sections: string[] }
  | { readonly do: 'end'; readonly need: number }
  | { readonly do: 'show'; readonly holder: string; readonly record: string };

const SECTION_OF: Readonly<Record<string, string>> = { r1: 'allergies', r2: 'allergies', r3: 'results' };

/** The dumb twin: asks the whole history again at every showing, from the definition. */
function leaksByHistory(steps: readonly Step[]): number[] {
  const leaks: number[] = [];
  const neededAt = (index: number, holder: string, section: string): boolean => {
    const open = new Map<number, Step>();
    for (const step of steps.slice(0, index + 1)) {
      if (step.do === 'begin') open.set(step.need, step);
      if (step.do === 'end') open.delete(step.need);
    }
    return [...open.values()].some((step) => step.do === 'begin' && step.holder === holder
      && step.sections.includes(section));
  };
  steps.forEach((step, index) => {
    if (step.do !== 'show') return;
    const section = SECTION_OF[step.record] ?? '';
    if (neededAt(index, step.holder, section)) return;
    const counted = leaks.some((before) => {
      const earlier = steps[before];
      if (earlier?.do !== 'show') return false;
      if (earlier.holder !== step.holder || earlier.record !== step.record) return false;
      const between = steps.slice(before, index + 1).map((_, offset) => before + offset);
      return between.every((moment) => !neededAt(moment, step.holder, section));
    });
    if (!counted) leaks.push(index);
  });
  return leaks;
}

function leaksByKnowledge(steps: readonly Step[]): number[] {
  const knowledge = new Knowledge();
  const leaks: number[] = [];
  steps.forEach((step, index) => {
    if (step.do === 'begin') {
      knowledge.beginNeed({ need: `n${step.need}`, holders: [step.holder], patient: 'ana',
        sections: step.sections });
    } else if (step.do === 'end') {
      knowledge.endNeed(`n${step.need}`);
    } else {
      const section = SECTION_OF[step.record] ?? '';
      if (knowledge.leakOnce(step.holder, { record: step.record, patient: 'ana', section })) {
        leaks.push(index);
      }
    }
  });
  return leaks;
}

/** Drops ends of needs that are not open and beginnings of needs already begun. */
function sound(steps: readonly Step[]): Step[] {
  const open = new Set<number>();
  const begun = new Set<number>();
  return steps.filter((step) => {
    if (step.do === 'begin') {
      if (begun.has(step.need)) return false;
      begun.add(step.need);
      open.add(step.need);
      return true;
    }
    return step.do === 'show' || open.delete(step.need);
  });
}

describe('Leaks against a twin that recomputes from the full history', () => {
  const holder = fc.constantFrom('porter', 'dr-rivas');
  const sections = fc.subarray(['allergies', 'results'], { minLength: 1 });
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ do: fc.constant('begin' as const), need: fc.nat(7), holder, sections }),
    fc.record({ do: fc.constant('end' as const), need: fc.nat(7) }),
    fc.record({ do: fc.constant('show' as const), holder,
      record: fc.constantFrom('r1', 'r2', 'r3') }),
  );

  it('are the same at the same steps, in thousands of histories', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const history = sound(steps);
      expect(leaksByKnowledge(history)).toEqual(leaksByHistory(history));
    }), { numRuns: 3_000 });
  });
});
