import { act } from './act.ts';
import type { ActEntry } from './act.ts';
import { maybe, slot, word } from './form.ts';
import { SLOWER_TIMES_MAX } from './limits.ts';
import { member } from './names.ts';
import { rate } from './rate.ts';
import { duration, wholeNumber } from './slots.ts';

const times = wholeNumber('How many times slower', 2, SLOWER_TIMES_MAX,
  'a node slower still says nothing before the story is over',
  'once as long is as quick as before, which `works as before` says');

/** Lines under `story` about how much a member's node can do. */
export const CAPACITY_ACTS: readonly ActEntry[] = [
  act({
    id: 'works-slower',
    block: 'story',
    form: [
      slot('node', member), word('works'), slot('times', times), word('times'), word('slower'),
      maybe(word('for'), slot('forMicros', duration)),
    ],
    sentence: 'Whatever the member\u2019s node computes takes that many times as long: checking '
      + 'signatures, hashing and signing, one message after another.',
    example: 'day 4 08:00 tampa-general works 10 times slower for 1h',
    doc: 'The times are those of `network.cpu published`, and for this node they count under `ideal` '
      + 'too. It is slow in all it does, in its answers to requests too, and it cannot help it; a '
      + 'validator that `turns slow by 2s` holds back what it says about blocks.',
    build: ({ node, times: factor, forMicros }) => ({
      is: 'act', act: { verb: 'works-slower', node, times: factor, forMicros },
    }),
  }),
  act({
    id: 'carries',
    block: 'story',
    form: [
      slot('node', member), word('carries'), word('at'), word('most'), slot('bitsPerSecond', rate),
      maybe(word('for'), slot('forMicros', duration)),
    ],
    sentence: 'All that the member sends shares one line of this rate, and all that it receives another.',
    example: 'day 4 08:00 boise-clinic carries at most 256kbit/s for 2h',
    doc: 'As the settings `net.uplinkMbps` and `net.downlinkMbps` say for everybody; the narrower of '
      + 'the two counts. A block for five others leaves five times over the same line.',
    build: ({ node, bitsPerSecond, forMicros }) => ({
      is: 'act', act: { verb: 'carries', node, bitsPerSecond, forMicros },
    }),
  }),
  act({
    id: 'works-as-before',
    block: 'story',
    form: [slot('node', member), word('works'), word('as'), word('before')],
    sentence: 'The member\u2019s node computes and carries again what it could.',
    example: 'day 4 09:00 tampa-general works as before',
    doc: 'What it had already begun on takes as long as it was to take.',
    build: ({ node }) => ({ is: 'act', act: { verb: 'works-as-before', node } }),
  }),
];
