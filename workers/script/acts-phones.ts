import { act } from './act.ts';
import type { ActEntry, Piece } from './act.ts';
import { list, maybe, slot, word } from './form.ts';
import { member, patient, person, recordsPath } from './names.ts';
import { sectionsOf } from './records.ts';
import type { ActBody } from './scenario.ts';
import { duration, oneOf } from './slots.ts';

/** Lines under `story` about the phone that holds a patient's key. */
export const PHONE_ACTS: readonly ActEntry[] = [
  act({
    id: 'loses-phone',
    block: 'story',
    form: [slot('patient', patient), word('loses'), word('the'), word('phone')],
    sentence: 'The patient has no phone any more: nobody answers what it asks, and she can sign '
      + 'nothing.',
    example: 'day 3 18:00 ana loses the phone',
    doc: 'Grants that she gave before stand. Whatever the story lets her sign meanwhile is not '
      + 'sent, and the run says so.',
    build: ({ patient: who }) => happens({ verb: 'loses-phone', patient: who }),
  }),
  act({
    id: 'finds-phone',
    block: 'story',
    form: [
      slot('person', person), word('finds'), word('the'), word('phone'), word('of'),
      slot('patient', patient), slot('lock', oneOf('locked|unlocked', ['locked', 'unlocked'])),
    ],
    sentence: 'The person has the lost phone; unlocked, or with its PIN, it signs for whoever '
      + 'holds it.',
    example: 'day 3 18:30 porter finds the phone of ana unlocked',
    doc: 'A locked phone is of no use to anybody, and one that is not lost is not found: the run says '
      + 'so.',
    build: ({ person: who, patient: whose, lock }) => happens({
      verb: 'finds-phone', person: who, patient: whose, unlocked: lock === 'unlocked',
    }),
  }),
  act({
    id: 'uses-phone',
    block: 'story',
    form: [
      slot('person', person), word('uses'), word('the'), word('phone'), word('of'),
      slot('patient', patient), word('to'), word('grant'), slot('grantee', person),
      maybe(list('records', recordsPath)),
      word('for'), slot('forMicros', duration),
    ],
    sentence: 'The person signs a grant with the patient\u2019s key, as if it were she.',
    example: 'day 3 18:35 porter uses the phone of ana to grant dr-rivas ana/surveys for 24h',
    doc: 'The ledger accepts it while the key is hers there, node by node. It is not her wish: what '
      + 'is read by it without need is `unauthorised`, and the run lists it.',
    build: ({ person: who, patient: whose, grantee, records, forMicros }) => happens({
      verb: 'uses-phone', person: who, patient: whose, grantee,
      sections: sectionsOf(records ?? []), forMicros,
    }),
  }),
  act({
    id: 'gets-phone',
    block: 'story',
    form: [
      slot('patient', patient), word('gets'), word('a'), word('new'), word('phone'),
      maybe(word('at'), slot('place', member)),
    ],
    sentence: 'The patient goes in person to the place where she is treated, which vouches for a '
      + 'new key of hers on the ledger.',
    example: 'day 4 09:00 ana gets a new phone',
    doc: 'Making sure that it is she takes `identity.proofingMinutes`. She can sign when the new key '
      + 'is final there; wherever it is final, the old one signs nothing any more. What was granted '
      + 'with the old key stands until it is revoked. A place that does not treat her is refused.',
    build: ({ patient: who, place }) => happens({ verb: 'gets-phone', patient: who, place }),
  }),
];

function happens(body: ActBody): Piece {
  return { is: 'act', act: body };
}
