/**
 * How leaks are counted and called, wherever they are: a leak is one record that became known to one
 * person in one stretch without need (DESIGN 4). What else could be counted is named beside it.
 */
export interface LeakTally {
  readonly leaks: number;
  /** Who came to know something without need, and how many records that was, each once. */
  readonly people: number;
  readonly records: number;
}

/** 20 leaks: 2 people have read 20 records without need. */
export function tallySaid({ leaks, people, records }: LeakTally): string {
  return `${many(leaks, 'leak')}: ${people === 1 ? '1 person has' : `${people} people have`} read `
    + `${many(records, 'record')} without need`;
}

/** One reading: every record of it is a leak of its own. */
export function readingSaid(holder: string, records: number, patient: string): string {
  return `${holder} has read ${many(records, 'record')} of ${patient}'s chart`;
}

/** The leaks of one reading, told together. */
export function leaksSaid(kind: string, holder: string, leaks: number, patient: string): string {
  return `${many(leaks, 'leak')}, ${kind}: ${readingSaid(holder, leaks, patient)} without need.`;
}

function many(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
