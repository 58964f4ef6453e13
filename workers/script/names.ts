import { NAME_LENGTH_MAX } from './limits.ts';
import type { Explanation } from './problem.ts';
import { choiceExplanation, plain, quote } from './sentence.ts';
import type { NameKind, SlotType } from './slot.ts';
import { isBareText } from './slot.ts';
import { isWordLike } from './slots.ts';
import { SECTION_WORDS } from './vocabulary.ts';

/** The slots that declare a name or use one. */

/** Stands for whoever asks, in `when asked`; so nobody can be called that. */
export const ANYONE = 'anyone';

export function newName(kind: NameKind): SlotType<string> {
  return {
    label: 'NAME',
    noun: 'a name',
    accepts: isWordLike,
    read: (token) => nameExplanation(token.text) ?? { value: token.text },
    write: (value) => value,
    holds: isBareText,
    declares: kind,
  };
}

export function nameOf(label: string, noun: string, kinds: readonly NameKind[]): SlotType<string> {
  return {
    label,
    noun,
    accepts: isWordLike,
    read: (token) => ({ value: token.text }),
    write: (value) => value,
    holds: isBareText,
    refers: { kinds, nameIn: (value) => value },
    offers: (known) => known.names(kinds),
  };
}

export const member = nameOf('PLACE', 'the name of a member', ['member']);
export const patient = nameOf('PATIENT', 'the name of a patient', ['patient']);
export const person = nameOf('PERSON', 'the name of a person', ['person']);
export const workstation = nameOf('WORKSTATION', 'the name of a workstation', ['workstation']);
export const region = nameOf('REGION', 'the name of a region', ['region']);
export const linkEnd = nameOf(
  'PLACE-OR-REGION', 'the name of a member or of a region', ['member', 'region']);

/** A person, or everybody at a member. */
export const grantee = nameOf(
  'PERSON-OR-PLACE', 'the name of a person or of a member', ['person', 'member']);

/** The same, or whoever asks. */
export const granteeOrAnyone: SlotType<string> = {
  label: 'PERSON-PLACE-OR-anyone',
  noun: 'the name of a person or of a member, or `anyone`',
  words: [ANYONE],
  accepts: isWordLike,
  read: (token) => ({ value: token.text }),
  write: (value) => value,
  holds: isBareText,
  refers: { kinds: ['person', 'member'], nameIn: (value) => value === ANYONE ? null : value },
  offers: (known) => known.names(['person', 'member']),
};

/** One word for what a clinician is good at, before `at`. */
export const speciality: SlotType<string> = {
  label: 'SPECIALITY',
  noun: 'a speciality such as cardiologist',
  accepts: (token) => isWordLike(token) && token.text !== 'at',
  read: (token) => token.kind === 'Word' && token.text.length <= NAME_LENGTH_MAX
    ? { value: token.text }
    : { sentence: 'A speciality is one word of letters and hyphens, such as cardiologist.' },
  write: (value) => value,
  holds: isBareText,
};

/** One section of one patient's chart, written `ana/allergies`. */
export interface RecordsPath {
  readonly patient: string;
  readonly section: string;
}

export const recordsPath: SlotType<RecordsPath> = {
  label: 'PATIENT/SECTION',
  noun: 'a section of a chart, such as ana/allergies',
  accepts: (token) => token.text.includes('/') && token.kind !== 'Quoted',
  read: ({ text }) => {
    const [name = '', section = '', ...more] = text.split('/');
    if (name === '' || section === '' || more.length > 0) {
      return { sentence: `Records are written PATIENT/SECTION, such as ana/${SECTION_WORDS[1]}.` };
    }
    if (SECTION_WORDS.includes(section)) return { value: { patient: name, section } };
    const { sentence, fix } = choiceExplanation(section, 'section', SECTION_WORDS);
    return fix === undefined ? { sentence } : { sentence, fix: `${name}/${fix}` };
  },
  write: (value) => `${value.patient}/${value.section}`,
  holds: (value): value is RecordsPath => typeof value === 'object' && value !== null
    && 'patient' in value && isBareText(value.patient)
    && 'section' in value && isBareText(value.section),
  refers: { kinds: ['patient'], nameIn: (value) => value.patient },
  // Sections are offered once the patient is clear: every pair would be thousands.
  offers: (known, prefix) => {
    const patients = known.names(['patient']);
    const typed = patients.find((name) => prefix.startsWith(`${name}/`));
    const [only, second] = patients;
    const one = typed ?? (second === undefined ? only : undefined);
    return one === undefined
      ? patients.map((name) => `${name}/`) : SECTION_WORDS.map((section) => `${one}/${section}`);
  },
};

const NAME = /^[a-zA-Z][a-zA-Z0-9-]*$/;

/** Null where the name can be one. */
function nameExplanation(text: string): Explanation | null {
  if (text === ANYONE) {
    return { sentence: 'Nobody can be called `anyone`: in `when asked` it means whoever asks.' };
  }
  if (NAME.test(text) && text.length <= NAME_LENGTH_MAX) return null;
  if (text.length > NAME_LENGTH_MAX) {
    const sentence = `This name is ${text.length} characters long; it stands as a label on a map, `
      + `so ${NAME_LENGTH_MAX} are the most.`;
    return { sentence };
  }
  const rule = 'A name is a handle: a letter, then letters a to z, digits and hyphens';
  const fix = handleFrom(text);
  const sentence = `${rule}; \`${quote(text)}\` is not.`;
  return fix === null ? { sentence } : { sentence: `${sentence} Write for example ${fix}.`, fix };
}

/** `José` → `Jose`, `ward_3` → `ward-3`; null where nothing certain is left. */
function handleFrom(text: string): string | null {
  const handle = plain(text).normalize('NFD').replace(/[\u0300-\u036f]/g, '')
    .replace(/^"|"$/g, '').replace(/[_.\s]/g, '-');
  return NAME.test(handle) && handle.length <= NAME_LENGTH_MAX ? handle : null;
}
