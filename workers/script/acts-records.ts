import { act } from './act.ts';
import type { ActEntry, Piece } from './act.ts';
import { list, maybe, slot, word } from './form.ts';
import { REASON_LENGTH_MAX } from './limits.ts';
import { member, patient, person, recordsPath, workstation } from './names.ts';
import { chartOf, sectionsOf } from './records.ts';
import type { ActBody } from './scenario.ts';
import type { SlotType } from './slot.ts';
import { quoted } from './slots.ts';

/** Never a path: `asks ana/allergies` lacks its `for` and erases nothing. */
const keeper: SlotType<string> = {
  ...member, accepts: (token) => member.accepts(token) && token.kind !== 'Path',
};

/** Lines under `story` about records themselves: reached in an emergency, changed, erased. */
export const RECORDS_ACTS: readonly ActEntry[] = [
  act({
    id: 'breaks',
    block: 'story',
    form: [
      slot('person', person), word('breaks'), word('the'), word('glass'), word('for'),
      list('records', recordsPath), word('because'),
      slot('reason', quoted('REASON', 'the reason in quotes', REASON_LENGTH_MAX)),
      maybe(word('at'), slot('workstation', workstation)),
    ],
    sentence: 'The person reads in an emergency without waiting for consent, and the patient is '
      + 'told.',
    example: 'day 3 11:00 dr-rivas breaks the glass for ana/allergies because "unconscious"',
    doc: 'It is decided by scenarios/policies/break-glass.cedar, noted on the ledger, and shown '
      + 'on the patient\u2019s phone. Without a need for the records it is a leak like any other.',
    build: ({ person: who, records, reason, workstation: where }) => happens({
      verb: 'breaks', person: who, ...chartOf(records), reason, workstation: where,
    }),
  }),
  act({
    id: 'erases',
    block: 'story',
    form: [
      slot('patient', patient), word('asks'), slot('custodian', keeper), word('to'), word('erase'),
      list('records', recordsPath),
    ],
    sentence: 'The patient asks the place to destroy the keys of these records, for good.',
    example: 'day 5 09:00 ana asks boise-clinic to erase ana/surveys',
    doc: 'The place does so when her request is final there. What others have opened before they '
      + 'keep, and the ledger keeps its entries; the run lists both.',
    build: ({ patient: who, custodian, records }) => happens({
      verb: 'erases', patient: who, custodian, sections: sectionsOf(records),
    }),
  }),
];

function happens(body: ActBody): Piece {
  return { is: 'act', act: body };
}
