import { assert } from '../kernel/assert.ts';
import { act } from './act.ts';
import type { ActEntry } from './act.ts';
import { comma, maybe, slot, word } from './form.ts';
import { LEAKS_MAX, REASON_LENGTH_MAX } from './limits.ts';
import { person, recordsPath } from './names.ts';
import { duration, quoted, wholeNumber } from './slots.ts';

/** What the author thinks will be true of the run. */
const EXPECTATIONS: readonly ActEntry[] = [
  act({
    id: 'reaches',
    block: 'expect',
    form: [
      slot('records', recordsPath), word('reaches'), slot('person', person),
      word('within'), slot('withinMicros', duration),
    ],
    sentence: 'The section is on the person\u2019s screen within that time.',
    example: 'ana/allergies reaches dr-rivas within 30m',
    doc: 'Counted from the moment of the person\u2019s first need of it.',
    build: ({ records, person: who, withinMicros }) => ({
      is: 'expectation',
      expectation: {
        kind: 'reaches', patient: records.patient, section: records.section, person: who,
        withinMicros,
      },
    }),
  }),
  act({
    id: 'leaks',
    block: 'expect',
    form: [
      word('leaks'), word('at'), word('most'),
      slot('atMost', wholeNumber('The number of leaks', 0, LEAKS_MAX, 'no run has more')),
    ],
    sentence: 'No more than so many records become known to people who do not need them.',
    example: 'leaks at most 1',
    doc: 'One leak is one record known to one person without a need.',
    build: ({ atMost }) => ({ is: 'expectation', expectation: { kind: 'leaks', atMost } }),
  }),
  act({
    id: 'agrees',
    block: 'expect',
    form: [word('every'), word('node'), word('agrees')],
    sentence: 'At the end every node holds the same chain and the same state.',
    example: 'every node agrees',
    doc: 'A broken expectation is a result of the run, not an error.',
    build: () => ({ is: 'expectation', expectation: { kind: 'agrees' } }),
  }),
  act({
    id: 'grants-final',
    block: 'expect',
    form: [word('every'), word('grant'), word('is'), word('final')],
    sentence: 'At the end every grant and denial that a patient signed is final at every node that '
      + 'is up and follows its protocol.',
    example: 'every grant is final',
    doc: 'Undecided where none was signed. One that the ledger refused is waiting for nothing.',
    build: () => ({ is: 'expectation', expectation: { kind: 'grants-final' } }),
  }),
];

/** What an author adds to an expectation that the story breaks on purpose. */
const ON_PURPOSE = maybe(comma, word('broken'), word('because'),
  slot('because', quoted('WHY', 'why it is broken, in quotes', REASON_LENGTH_MAX)));

/** Lines under `expect`; each may say that it is meant to be broken, and why. */
export const EXPECT_ACTS: readonly ActEntry[] = EXPECTATIONS.map((entry) => ({
  ...entry,
  form: [...entry.form, ON_PURPOSE],
  build: (values) => {
    const piece = entry.build(values);
    assert(piece.is === 'expectation', 'A line under expect is an expectation.');
    const { because } = values;
    if (typeof because !== 'string') return piece;
    return { ...piece, expectation: { ...piece.expectation, brokenBecause: because } };
  },
}));
