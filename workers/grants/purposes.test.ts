import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANY_PURPOSE, PURPOSE_CODES, PURPOSE_SYSTEM, PURPOSE_WORDS, covers, purposeCode,
  purposeWord } from './purposes.ts';
import { SENSITIVITY_WORDS, labelCode, labelName, labelSystem } from './labels.ts';
import { PURPOSE_WORDS as SCRIPT_PURPOSES } from '../script/vocabulary.ts';

const anyCode = fc.constantFrom(...PURPOSE_CODES);

describe('Purposes of use', () => {
  it('subsume as v3-ActReason has it', () => {
    for (const below of ['TREAT', 'COC', 'ETREAT', 'BTG', 'ERTREAT', 'POPHLTH', 'CLINTRL']) {
      expect(covers('TREAT', below)).toBe(true);
    }
    for (const other of ['HPAYMT', 'HMARKT', 'HRESCH', 'HOPERAT', 'CAREMGT', 'PUBHLTH']) {
      expect(covers('TREAT', other)).toBe(false);
    }
    expect(covers('HPAYMT', 'ELIGVER')).toBe(true);
    expect(covers('ETREAT', 'TREAT')).toBe(false);
  });

  it('are ordered: each covers itself, none another way round, and what it covers in turn', () => {
    fc.assert(fc.property(anyCode, anyCode, anyCode, (a, b, c) => {
      expect(covers(a, a)).toBe(true);
      if (a !== b && covers(a, b)) expect(covers(b, a)).toBe(false);
      if (covers(a, b) && covers(b, c)) expect(covers(a, c)).toBe(true);
      expect(covers(ANY_PURPOSE, a)).toBe(true);
    }));
  });

  it('form a tree: what two codes both cover, one of them covers through the other', () => {
    fc.assert(fc.property(anyCode, anyCode, anyCode, (a, b, c) => {
      if (covers(a, c) && covers(b, c)) expect(covers(a, b) || covers(b, a)).toBe(true);
    }));
  });

  it('of another code system cover themselves alone', () => {
    expect(covers('x', 'x')).toBe(true);
    expect(covers('x', 'TREAT')).toBe(false);
    expect(covers('TREAT', 'x')).toBe(false);
    expect(covers(ANY_PURPOSE, 'x')).toBe(true);
  });

  it('are in the value set that FHIR R4 publishes for them', () => {
    const path = new URL(
      '../../public/fhir/hl7-r4-examples/ValueSet-v3-PurposeOfUse.json', import.meta.url);
    const [include] = (JSON.parse(readFileSync(path, 'utf8')) as {
      compose: { include: { system: string; filter: { op: string; value: string }[] }[] };
    }).compose.include;
    expect(include?.system).toBe(PURPOSE_SYSTEM);
    expect(include?.filter).toEqual([{ property: 'concept', op: 'is-a', value: ANY_PURPOSE }]);
  });

  it('have the words of scripts and policies', () => {
    expect(PURPOSE_WORDS).toEqual(SCRIPT_PURPOSES);
    for (const word of PURPOSE_WORDS) {
      expect(PURPOSE_CODES).toContain(purposeCode(word));
      expect(purposeWord(purposeCode(word))).toBe(word);
    }
    expect(purposeWord('ELIGVER')).toBe('eligibility verification');
  });
});

describe('Security labels', () => {
  it('have words for scripts, each with its code, name and code system', () => {
    for (const word of SENSITIVITY_WORDS) {
      expect(labelCode(word)).toMatch(/^[A-Z]+$/);
      expect(labelSystem(labelCode(word))).toMatch(/v3-ActCode$/);
      expect(labelName(labelCode(word))).not.toBe(labelCode(word));
    }
    expect(labelCode('psychiatry')).toBe('PSY');
    expect(labelSystem('R')).toMatch(/v3-Confidentiality$/);
    expect(labelName('x')).toBe('x');
  });
});
