/**
 * Security labels of records, as FHIR R4 has them in meta.security: how sensitive a record is and
 * why. Sensitivities are codes of HL7's v3-ActCode below InformationSensitivityPolicy, degrees of
 * confidentiality are those of v3-Confidentiality.
 */
export const SENSITIVITY_SYSTEM = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
export const CONFIDENTIALITY_SYSTEM = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';

interface Label {
  readonly code: string;
  readonly system: string;
  /** In scripts, where it has a word. */
  readonly word: string | null;
  /** What records with it are about, in plain words. */
  readonly name: string;
}

const sensitivity = (code: string, word: string | null, name: string): Label =>
  ({ code, system: SENSITIVITY_SYSTEM, word, name });
const confidentiality = (code: string, name: string): Label =>
  ({ code, system: CONFIDENTIALITY_SYSTEM, word: null, name });

/** IHE Privacy Consent on FHIR asks for ETH, ETHUD, OPIOIDUD, PSY, SDV, HIV, N and R at least. */
const LABELS: readonly Label[] = [
  sensitivity('PSY', 'psychiatry', 'psychiatry'),
  sensitivity('MH', 'mental-health', 'mental health'),
  sensitivity('SUD', 'substance-use', 'substance use disorder'),
  sensitivity('HIV', 'hiv', 'HIV and AIDS'),
  sensitivity('STD', 'sexually-transmitted', 'sexually transmitted disease'),
  sensitivity('SEX', 'sexual-health', 'sexuality and reproductive health'),
  sensitivity('SDV', 'abuse', 'sexual assault, abuse or domestic violence'),
  sensitivity('VIO', 'violence', 'violence'),
  sensitivity('GDIS', 'genetics', 'genetic disease'),
  sensitivity('ETH', null, 'substance abuse'),
  sensitivity('ETHUD', null, 'alcohol use disorder'),
  sensitivity('OPIOIDUD', null, 'opioid use disorder'),
  sensitivity('PSYTHPN', null, 'psychotherapy notes'),
  sensitivity('BH', null, 'behavioral health'),
  confidentiality('U', 'unrestricted'),
  confidentiality('L', 'low confidentiality'),
  confidentiality('M', 'moderate confidentiality'),
  confidentiality('N', 'normal confidentiality'),
  confidentiality('R', 'restricted'),
  confidentiality('V', 'very restricted'),
];

const BY_CODE: ReadonlyMap<string, Label> = new Map(LABELS.map((label) => [label.code, label]));

export const SENSITIVITY_WORDS: readonly string[] =
  LABELS.map(({ word }) => word).filter((word) => word !== null);

/** The code of a script's word; what is no such word is taken for a code itself. */
export function labelCode(word: string): string {
  return LABELS.find((label) => label.word === word)?.code ?? word;
}

export function labelName(code: string): string {
  return BY_CODE.get(code)?.name ?? code;
}

/** Where the code is from; a code that is not known here is taken for a sensitivity. */
export function labelSystem(code: string): string {
  return BY_CODE.get(code)?.system ?? SENSITIVITY_SYSTEM;
}
