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
    path: 'identity.proofingMinutes',
    meaning:
      'Time a place takes to make sure that a patient who wants a new key is who she says, in ' +
      'person.',
    unit: 'minutes',
    kind: 'number',
    default: 30,
    min: 0,
    max: 525_600,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong:
      'Long: a patient without a phone can neither grant nor revoke. Short: whoever tells a good ' +
      'story gets her key.',
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
  {
    path: 'session.signIn',
    meaning:
      'How people sign in where the story does not say: by password, by badge, or before: they ' +
      'have signed in before the line that needs it, and it takes no time.',
    unit: '',
    kind: 'choice',
    default: 'before',
    choices: ['before', 'password', 'badge'],
    source: 'assumption',
    certainty: 'assumption',
    goesWrong:
      'before: care looks faster by each sign-in. password: half a minute at every screen is ' +
      'what makes people share one session.',
  },
  {
    path: 'session.passwordSeconds',
    meaning: 'Time to sign in at a workstation by password, in the course of a shift.',
    unit: 'seconds',
    kind: 'number',
    default: 29.2,
    min: 0,
    max: 3_600,
    source:
      'CHRISTUS Health, 19 hospitals (Gellert et al., HIMSS CIC 2019): badges cut a reconnection ' +
      'by 20.4 s, which is 69.9 %, hence 29.2 s without',
    year: 2019,
    certainty: 'derived',
    goesWrong: 'Long: every walk to another screen costs care time. Zero: passwords look free.',
  },
  {
    path: 'session.badgeSeconds',
    meaning: 'Time to sign in at a workstation with a badge at its reader, within a shift.',
    unit: 'seconds',
    kind: 'number',
    default: 8.8,
    min: 0,
    max: 3_600,
    source:
      'CHRISTUS Health, 19 hospitals (Gellert et al., HIMSS CIC 2019): 20.4 s less than 29.2 s',
    year: 2019,
    certainty: 'derived',
    goesWrong: 'As long as a password: nothing is gained for a badge that can be left behind.',
  },
];
