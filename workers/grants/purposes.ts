/**
 * Purposes of use as HL7's v3-ActReason has them below PurposeOfUse, in the version that FHIR R4
 * publishes (http://terminology.hl7.org/CodeSystem/v3-ActReason, 2018-08-12): each code with the
 * code that subsumes it, and its name there.
 */
export const PURPOSE_SYSTEM = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';

/** The value set's root; a grant for it is for any purpose. */
export const ANY_PURPOSE = 'PurposeOfUse';

const TREE: readonly (readonly [code: string, parent: string, name: string])[] = [
  ['TREAT', ANY_PURPOSE, 'treatment'],
  ['CLINTRL', 'TREAT', 'clinical trial'],
  ['COC', 'TREAT', 'coordination of care'],
  ['POPHLTH', 'TREAT', 'population health'],
  ['ETREAT', 'TREAT', 'emergency treatment'],
  ['BTG', 'ETREAT', 'break the glass'],
  ['ERTREAT', 'ETREAT', 'emergency room treatment'],
  ['HPAYMT', ANY_PURPOSE, 'healthcare payment'],
  ['CLMATTCH', 'HPAYMT', 'claim attachment'],
  ['COVAUTH', 'HPAYMT', 'coverage authorization'],
  ['COVERAGE', 'HPAYMT', 'coverage under policy or program'],
  ['ELIGDTRM', 'COVERAGE', 'eligibility determination'],
  ['ELIGVER', 'COVERAGE', 'eligibility verification'],
  ['ENROLLM', 'COVERAGE', 'enrollment'],
  ['REMITADV', 'HPAYMT', 'remittance advice'],
  ['HOPERAT', ANY_PURPOSE, 'healthcare operations'],
  ['CAREMGT', 'HOPERAT', 'care management'],
  ['FRAUD', 'HOPERAT', 'fraud'],
  ['HLEGAL', 'HOPERAT', 'legal'],
  ['HQUALIMP', 'HOPERAT', 'health quality improvement'],
  ['PATADMIN', 'HOPERAT', 'patient administration'],
  ['PATSFTY', 'HOPERAT', 'patient safety'],
  ['RECORDMGT', 'HOPERAT', 'records management'],
  ['TRAIN', 'HOPERAT', 'training'],
  ['HRESCH', ANY_PURPOSE, 'healthcare research'],
  ['CLINTRCH', 'HRESCH', 'clinical trial research'],
  ['PATRQT', ANY_PURPOSE, 'patient requested'],
  ['FAMRQT', 'PATRQT', 'family requested'],
  ['PWATRNY', 'PATRQT', 'power of attorney'],
  ['SUPNWK', 'PATRQT', 'support network'],
  ['PUBHLTH', ANY_PURPOSE, 'public health'],
  ['DISASTER', 'PUBHLTH', 'disaster'],
  ['THREAT', 'PUBHLTH', 'threat'],
  ['HMARKT', ANY_PURPOSE, 'healthcare marketing'],
];

const PARENTS: ReadonlyMap<string, string> = new Map(TREE.map(([code, parent]) => [code, parent]));
const NAMES: ReadonlyMap<string, string> = new Map(TREE.map(([code, , name]) => [code, name]));

/** Every purpose the product knows; what HL7 has beside them covers only itself. */
export const PURPOSE_CODES: readonly string[] = [ANY_PURPOSE, ...TREE.map(([code]) => code)];

/**
 * Whether what is allowed for one purpose is allowed for the other: itself, or an ancestor of it.
 * A code that the tree does not have covers itself alone and is covered by PurposeOfUse.
 */
export function covers(purpose: string, other: string): boolean {
  if (purpose === ANY_PURPOSE) return true;
  for (let at: string | undefined = other; at !== undefined; at = PARENTS.get(at)) {
    if (at === purpose) return true;
  }
  return false;
}

export function isPurpose(code: string): boolean {
  return code === ANY_PURPOSE || PARENTS.has(code);
}

/** As the code system calls it, else the code. */
export function purposeName(code: string): string {
  return code === ANY_PURPOSE ? 'any purpose' : NAMES.get(code) ?? code;
}

/** The words of scripts and policies (scenarios/policies/schema.cedarschema) and their codes. */
const CODES_BY_WORD: ReadonlyMap<string, string> = new Map([
  ['treatment', 'TREAT'], ['emergency', 'ETREAT'], ['payment', 'HPAYMT'],
  ['operations', 'HOPERAT'], ['research', 'HRESCH'], ['public-health', 'PUBHLTH'],
  ['patient-request', 'PATRQT'], ['marketing', 'HMARKT'],
]);

export const PURPOSE_WORDS: readonly string[] = [...CODES_BY_WORD.keys()];

/** The code of a script's word; what is no such word is taken for a code itself. */
export function purposeCode(word: string): string {
  return CODES_BY_WORD.get(word) ?? word;
}

/** The script's word for a code that has one, else its name in the code system. */
export function purposeWord(code: string): string {
  for (const [word, of] of CODES_BY_WORD) if (of === code) return word;
  return purposeName(code);
}
