import type { Setting } from './setting.ts';

export const runSettings: readonly Setting[] = [
  {
    path: 'run.tailHours',
    meaning: 'How long a run goes on after the last act of its story.',
    unit: 'hours',
    kind: 'number',
    default: 24,
    min: 0,
    max: 8_760,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'Short: needs and grants are still open when the run ends, and checks undecided.',
  },
];
