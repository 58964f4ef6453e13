import type { Micros } from '../kernel/micros.ts';
import { labelName } from './labels.ts';
import type { Actor, Provision } from './provision.ts';
import { purposeWord } from './purposes.ts';

export interface WordsOptions {
  /** How a moment is said, such as `day 3 11:00` or `2016-06-23`. */
  readonly moment: (at: Micros) => string;
}

/**
 * A grant in plain sentences, the rule first and then each exception, e.g. "Permits dr-rivas to read
 * ana's conditions for treatment, until day 4 11:00. Except: denies records labelled psychiatry."
 */
export function provisionWords(
  provision: Provision, patient: string, options: WordsOptions,
): string[] {
  const { type, actors } = provision;
  const whom = actors.length === 0 ? 'anyone' : either(actors.map(actorWords));
  const first = `${type === 'permit' ? 'Permits' : 'Denies'} ${whom} to read `
    + `${recordsWords(provision, patient)}${conditions(provision, options)}.`;
  return [first, ...exceptionsWords(provision, options, 1)];
}

function exceptionsWords(
  { exceptions }: Provision, options: WordsOptions, depth: number,
): string[] {
  return exceptions.flatMap((exception) => {
    const { type, actors } = exception;
    const whom = actors.length === 0 ? '' : ` to ${either(actors.map(actorWords))}`;
    const what = whichRecords(exception) ?? 'all of that';
    const sentence = `${depth === 1 ? 'Except' : 'Except from that'}: `
      + `${type === 'permit' ? 'permits' : 'denies'} ${what}${whom}${
        conditions(exception, options)}.`;
    return [sentence, ...exceptionsWords(exception, options, depth + 1)];
  });
}

/** Whom a grant is for, names alone, joined by ", ". */
export function granteeWords({ actors }: Provision): string {
  return actors.length === 0 ? 'anyone' : actors.map(({ name }) => name).join(', ');
}

function actorWords({ kind, name }: Actor): string {
  switch (kind) {
    case 'person': return name;
    case 'organisation': return `anyone at ${name}`;
    case 'role': return `any ${name}`;
  }
}

function recordsWords(provision: Provision, patient: string): string {
  const which = whichRecords(provision);
  return which === null ? `all of ${patient}\u2019s chart` : `${patient}\u2019s ${which}`;
}

/** `conditions and medications labelled psychiatry`; null where it is everything. */
function whichRecords({ sections, resourceTypes, records, labels }: Provision): string | null {
  const classes = [
    ...sections.map((section) => section.replaceAll('-', ' ')),
    ...resourceTypes.map((type) => `${type} records`),
  ];
  if (classes.length + records.length + labels.length === 0) return null;
  const about = labels.length === 0 ? '' : ` labelled ${both(labels.map(labelName))}`;
  if (records.length === 0) return `${classes.length === 0 ? 'records' : both(classes)}${about}`;
  return `${both(records)}${classes.length === 0 ? '' : ` among ${both(classes)}`}${about}`;
}

function conditions(provision: Provision, { moment }: WordsOptions): string {
  const { purposes, custodians, startsAtMicros, endsAtMicros } = provision;
  const parts = [
    custodians.length === 0 ? '' : ` kept by ${either(custodians)}`,
    purposes.length === 0 ? '' : ` for ${either(purposes.map(purposeWord))}`,
    startsAtMicros === null ? '' : `, from ${moment(startsAtMicros)}`,
    endsAtMicros === null ? '' : `${startsAtMicros === null ? ',' : ''} until ${moment(endsAtMicros)}`,
  ];
  return parts.join('');
}

function either(words: readonly string[]): string {
  return joined(words, 'or');
}

function both(words: readonly string[]): string {
  return joined(words, 'and');
}

function joined(words: readonly string[], last: string): string {
  return words.length < 2 ? words.join('')
    : `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1] ?? ''}`;
}
