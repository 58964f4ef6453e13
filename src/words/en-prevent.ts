/** The sentences of what would have prevented a leak, in English; loaded with it. See en.ts. */
import type { LeakProof } from '../../workers/contract.ts';
import { sayDuration } from './moment.ts';

type Cost = Exclude<keyof LeakProof, 'prevented' | 'left' | 'sentence'>;

const COSTS: Readonly<Record<Cost, string>> = {
  leaks: 'leaks', couldRead: 'could read', needsMet: 'needs met', needsMissed: 'needs missed',
  waitSecondsP50: 'half waited at most', waitSecondsP95: '95 of 100 waited at most',
};

export const preventWords = {
  heading: 'Prevent it',
  ask: 'What would have prevented it?',
  none: 'No setting and no act is known here that breaks what this leak came of.',
  failed: 'What would have prevented it could not be looked for: the background worker does not answer.',
  waiting: 'waiting to be tried',
  running: (percent: string) => `being tried, ${percent}`,
  cancelled: 'not tried',
  couldNot: 'It could not be run.',
  cancel: 'Stop trying',
  prevents: 'Prevents it.',
  doesNot: 'Does not prevent it.',
  costsNothing: 'Nothing else that is counted changes.',
  between: ' · ',
  /** Null where what is said of it would be the same. */
  cost: (what: Cost, before: number | null, after: number | null): string | null => {
    const [was, is] = [say(what, before), say(what, after)];
    return was === is ? null : `${COSTS[what]} ${was} → ${is}`;
  },
  show: 'Show this branch',
  showOf: (title: string) => `Show this branch: ${title}`,
  sofar: (done: number, all: number) => `${done} of ${all} changes tried.`,
  proved: (helps: number, tried: number) =>
    `${tried} ${tried === 1 ? 'change was' : 'changes were'} tried; ${helps} ${helps === 1 ? 'prevents' : 'prevent'} every leak of this reading.`,
};

function say(what: Cost, value: number | null): string {
  if (value === null) return '–';
  return what.startsWith('wait') ? sayDuration(Math.round(value * 1_000_000)) : String(value);
}
