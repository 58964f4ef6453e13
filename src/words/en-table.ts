/** The sentences of the table of events, in English; loaded with it. See en.ts. */
import { count } from './count.ts';

export const tableWords = {
  heading: 'Table',
  show: 'Show',
  told: 'what the story tells',
  all: (n: number) => `everything (${n.toLocaleString('en')})`,
  family: (name: string, n: number) => `${name} (${n.toLocaleString('en')})`,
  search: 'Find',
  searchHelp: 'Words that must all occur, e.g. ana allergies',
  columns: { at: 'moment', kind: 'kind', entity: 'at', sentence: 'what happened' },
  sorted: { up: 'sorted, first first', down: 'sorted, last first' },
  sortBy: (column: string) => `Sort by ${column}`,
  caption: (from: number, to: number, total: number) => (total === 0
    ? 'Nothing that matches has happened by this moment.'
    : `${from.toLocaleString('en')} to ${to.toLocaleString('en')} of ${count(total, 'event', 'events')} by this moment`),
  before: 'Page before',
  after: 'Next page',
  waiting: 'Looking it up…',
  why: (sentence: string) => `Why: ${sentence}`,
};
