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
  {
    path: 'run.stopAfterBlocks',
    meaning:
      'The run ends as soon as all validators but as many as may be down have this many blocks ' +
      'final; 0: it does not.',
    unit: 'blocks',
    kind: 'integer',
    default: 0,
    min: 0,
    max: 1_000_000,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'Set: what the story says for later never happens, and its checks stay undecided.',
  },
  {
    path: 'run.stopAfterSeconds',
    meaning: 'The run ends at this moment, whatever the story says for later; 0: it does not.',
    unit: 'seconds',
    kind: 'number',
    default: 0,
    min: 0,
    max: 315_360_000,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'Set: what the story says for later never happens, and its checks stay undecided.',
  },
];
