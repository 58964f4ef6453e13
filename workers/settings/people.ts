import type { Setting } from './setting.ts';

export const peopleSettings: readonly Setting[] = [
  {
    path: 'consent.responseSecondsMedian',
    meaning: 'Median time until a patient answers a request for a grant.',
    unit: 'seconds',
    kind: 'number',
    default: 120,
    min: 0,
    max: 604_800,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'Long: care waits for a telephone. Zero: consent looks free, which it is not.',
  },
  {
    path: 'consent.responseSpreadFactor',
    meaning:
      'Spread of the answers: the median times this factor to the power of a standard normal. ' +
      'At 2, two answers in three come between half the median and twice it; at 1, all at it.',
    unit: 'factor',
    kind: 'number',
    default: 2,
    min: 1,
    max: 100,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'Large: a few answers take days and decide the slowest percentiles alone.',
  },
  {
    path: 'need.lastsHours',
    meaning: 'How long a need for a chart lasts when the story does not say.',
    unit: 'hours',
    kind: 'number',
    default: 24,
    min: 0.01,
    max: 8_760,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong:
      'Short: a second look at the same chart counts as a leak. Long: a look after the ' +
      'patient has gone home does not.',
  },
  {
    path: 'session.idleLockMinutes',
    meaning: 'Idle time after which a workstation locks, when the story does not say.',
    unit: 'minutes',
    kind: 'number',
    default: 15,
    min: 0.1,
    max: 1_440,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong:
      'Long: an open chart waits for whoever sits down next. Short: people prop the session ' +
      'open or share one.',
  },
];
