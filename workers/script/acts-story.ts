import { act } from './act.ts';
import type { ActEntry, Piece } from './act.ts';
import { chartOf } from './records.ts';
import type { ActBody } from './scenario.ts';
import { list, maybe, slot, word } from './form.ts';
import { member, patient, person, recordsPath, workstation } from './names.ts';
import { duration, purpose } from './slots.ts';

/** Lines under `story` that begin with `day N HH:MM`: what happens, and when. */
export const STORY_ACTS: readonly ActEntry[] = [
  act({
    id: 'moves',
    block: 'story',
    form: [slot('patient', patient), word('moves'), word('to'), slot('to', member)],
    sentence: 'From this moment another place treats the patient; her records stay where they '
      + 'are.',
    example: 'day 3 09:00 ana moves to tampa-general',
    doc: 'The new place is a clinic or a hospital, and not the one she is at.',
    build: ({ patient: who, to }) => happens({ verb: 'moves', patient: who, to }),
  }),
  act({
    id: 'needs',
    block: 'story',
    form: [
      slot('person', person), word('needs'), list('records', recordsPath),
      word('for'), slot('purpose', purpose),
      word('within'), slot('withinMicros', duration),
    ],
    sentence: 'States as a fact of the story that the person needs these records, and how soon.',
    example: 'day 3 11:00 dr-rivas needs ana/allergies, ana/medications for treatment within 30m',
    doc: 'A need asks for nothing: it is the yardstick. It is met late after the time given, '
      + 'and lasts `need.lastsHours`; whoever reads records without such a need has a leak.',
    build: ({ person: who, records, purpose, withinMicros }) => happens({
      verb: 'needs', person: who, ...chartOf(records), purpose, withinMicros,
    }),
  }),
  act({
    id: 'asks',
    block: 'story',
    form: [
      slot('person', person), word('asks'), word('for'), list('records', recordsPath),
      maybe(word('at'), slot('workstation', workstation)),
    ],
    sentence: 'The person asks for the records; whoever keeps them decides, and consent is sought.',
    example: 'day 3 11:00 dr-rivas asks for ana/allergies, ana/medications at ward-3',
    doc: 'Without `at` it is the first free workstation of the person\u2019s place, in the order '
      + 'of their lines, or a device of the person\u2019s own where there is none.',
    build: ({ person: who, records, workstation: where }) => happens({
      verb: 'asks', person: who, ...chartOf(records), workstation: where,
    }),
  }),
];

function happens(body: ActBody): Piece {
  return { is: 'act', act: body };
}
