import { act } from './act.ts';
import type { ActEntry } from './act.ts';
import { slot, word } from './form.ts';
import { SEED_MAX, TITLE_LENGTH_MAX } from './limits.ts';
import { calendar, quoted, wholeNumber } from './slots.ts';

/** Lines before the first block: what the scenario is called and how it is set going. */
export const TOP_ACTS: readonly ActEntry[] = [
  act({
    id: 'scenario',
    block: 'top',
    once: true,
    form: [
      word('scenario'),
      slot('title', quoted('TITLE', 'the title in quotes', TITLE_LENGTH_MAX)),
    ],
    sentence: 'Names the scenario.',
    example: 'scenario "Ana moves from Boise to Tampa"',
    doc: 'Every scenario has a title.',
    build: ({ title }) => ({ is: 'title', title }),
  }),
  act({
    id: 'seed',
    block: 'top',
    once: true,
    form: [
      word('seed'),
      slot('seed', wholeNumber('A seed', 0, SEED_MAX, 'larger ones are no longer exact')),
    ],
    sentence: 'Sets the luck: the same seed gives the same run, another seed another.',
    example: 'seed 42',
    doc: 'Without this line the seed is 1.',
    build: ({ seed }) => ({ is: 'seed', seed }),
  }),
  act({
    id: 'starts',
    block: 'top',
    once: true,
    form: [word('starts'), slot('starts', calendar)],
    sentence: 'Says on which date, in UTC, the clock of the story starts.',
    example: 'starts 2021-07-01T00:00Z',
    doc: 'Without this line day 1 is 2021-07-01, from 00:00 UTC.',
    build: ({ starts }) => ({ is: 'starts', starts }),
  }),
];
