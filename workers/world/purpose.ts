import type { Person } from './cast.ts';

/** What a person's role is for: what an ask or a grant is for where nothing more is said. */
export function purposeByRole(person: Person): string {
  if (person.role === 'proxy') return 'patient-request';
  return person.role === 'adjudicator' ? 'payment' : 'treatment';
}
