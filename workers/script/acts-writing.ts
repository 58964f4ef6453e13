import { act } from './act.ts';
import type { ActEntry, Piece } from './act.ts';
import { list, maybe, slot, word } from './form.ts';
import { WORDS_LENGTH_MAX } from './limits.ts';
import { person, recordsPath, workstation } from './names.ts';
import { chartOf } from './records.ts';
import type { ActBody } from './scenario.ts';
import { quoted } from './slots.ts';

const words = quoted('WORDS', 'what the record says, in quotes', WORDS_LENGTH_MAX);

/** Lines under `story` by which records come to be and change. */
export const WRITING_ACTS: readonly ActEntry[] = [
  act({
    id: 'writes',
    block: 'story',
    form: [
      slot('person', person), word('writes'), slot('record', recordsPath), slot('words', words),
      maybe(word('at'), slot('workstation', workstation)),
    ],
    sentence: 'The clinician writes a new record into the chart as her own place keeps it.',
    example: 'day 3 11:30 dr-rivas writes ana/medications "Warfarin 5 MG Oral Tablet" at ward-3',
    doc: 'It is a FHIR R4 resource with her name and the date, sealed in the vault of her place and '
      + 'registered on the ledger. An observation is written "name: value", such as '
      + '"Hemoglobin: 10.5 g/dL". Sections: `allergies`, `medications`, `conditions`, '
      + '`immunizations`, `results`, `vitals`, `social-history`, `procedures`, `alerts`.',
    build: ({ person: who, record, words: said, workstation: where }) => happens({
      verb: 'writes', person: who, ...record, words: said, workstation: where,
    }),
  }),
  act({
    id: 'amends',
    block: 'story',
    form: [
      slot('person', person), word('amends'), slot('record', recordsPath),
      slot('what', quoted('WHAT', 'words of the record as it is, in quotes', WORDS_LENGTH_MAX)),
      word('to'), slot('words', words),
      maybe(word('at'), slot('workstation', workstation)),
    ],
    sentence: 'The clinician makes the next version of a record that her own place keeps.',
    example: 'day 3 11:40 dr-rivas amends ana/medications "Warfarin 5" to "Warfarin 2.5 MG Tablet"',
    doc: 'It is the first record, by its name, whose line has the words in it; the new version says '
      + 'the new ones, and a note says what it said before. Whatever others hold of the old version '
      + 'is stale from then on.',
    build: ({ person: who, record, what, words: said, workstation: where }) => happens({
      verb: 'amends', person: who, ...record, what, words: said, workstation: where,
    }),
  }),
  act({
    id: 'keeps-copies',
    block: 'story',
    form: [
      slot('person', person), word('keeps'), word('copies'), word('of'),
      list('records', recordsPath),
      maybe(word('at'), slot('workstation', workstation)),
    ],
    sentence: 'The clinician files what her place was served of these sections in its own chart.',
    example: 'day 3 11:50 dr-rivas keeps copies of ana/allergies',
    doc: 'Each copy is a record of her place, under its own name, and a new version of the copy '
      + 'where there is one that says something else. What changes at the origin afterwards does '
      + 'not change the copy.',
    build: ({ person: who, records, workstation: where }) => happens({
      verb: 'copies', person: who, ...chartOf(records), workstation: where,
    }),
  }),
];

function happens(body: ActBody): Piece {
  return { is: 'act', act: body };
}
