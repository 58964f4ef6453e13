/** The sentences of acting on what happens, in English; loaded with it. See en.ts. */
import type { Life, TouchSubject } from '../../workers/contract.ts';

export const actWords = {
  heading: (name: string) => `Act on ${name}`,
  help: (moment: string) => `At ${moment}. Each makes a branch: what happened without it stays.`,
  looking: 'Looking what can be done…',
  none: 'Nothing can be done to it at this moment. Another moment may be another matter.',
  failed: 'What can be done could not be found out: the background worker does not answer.',
  close: 'Close',
};

/** What a thing is called above what can be done to it. */
export function subjectName(subject: TouchSubject, life: Life | null): string {
  if (subject.kind === 'link') return `the link between ${subject.a} and ${subject.b}`;
  if ('name' in subject) return subject.name;
  return life?.title ?? `this ${subject.kind}`;
}
