import { act } from './act.ts';
import type { ActEntry, Piece } from './act.ts';
import { list, maybe, slot, word } from './form.ts';
import { ANYONE, grantee, granteeOrAnyone, patient, recordsPath } from './names.ts';
import { sectionsOf } from './records.ts';
import type { ActBody } from './scenario.ts';
import { duration, purpose, sensitivity } from './slots.ts';

/** Lines under `story` by which a patient says, unasked, who may read her chart and who may not. */
export const GRANT_ACTS: readonly ActEntry[] = [
  act({
    id: 'grants',
    block: 'story',
    form: [
      slot('patient', patient), word('grants'), slot('grantee', grantee),
      maybe(list('records', recordsPath)), maybe(word('for'), list('purposes', purpose)),
      word('for'), slot('forMicros', duration), maybe(word('except'), list('except', sensitivity)),
    ],
    sentence: 'The patient lets the person, or everybody at the place, read her records for a '
      + 'while, unasked.',
    example: 'day 3 10:00 ana grants dr-rivas ana/conditions for treatment for 24h except psychiatry',
    doc: 'Without sections the grant is for the whole chart. Without a purpose it is for what the '
      + 'person\u2019s role is for: payment for adjudicators and payers, the patient\u2019s own request '
      + 'for her proxy, treatment for everybody else. A purpose covers what HL7\u2019s v3-ActReason '
      + 'has below it: treatment covers emergency. `except` keeps back records that are labelled so '
      + '(docs/CONSENT.md); the rest of the section is served.',
    build: ({ patient: who, grantee: whom, records, purposes, forMicros, except }) => happens({
      verb: 'grants', patient: who, proxy: null, grantee: whom, sections: sectionsOf(records ?? []),
      purposes: purposes ?? [], except: except ?? [], forMicros,
    }),
  }),
  act({
    id: 'denies',
    block: 'story',
    form: [
      slot('patient', patient), word('denies'), slot('grantee', granteeOrAnyone),
      maybe(list('records', recordsPath)), maybe(word('about'), list('about', sensitivity)),
      maybe(word('for'), list('purposes', purpose)), maybe(word('for'), slot('forMicros', duration)),
      maybe(word('except'), list('except', grantee)),
    ],
    sentence: 'The patient lets the person, everybody at the place, or anyone not read her records, '
      + 'whatever else she grants.',
    example: 'day 3 10:00 ana denies anyone ana/conditions about psychiatry except dr-rivas',
    doc: 'A denial outweighs every grant under a model that asks the patient; other models do not '
      + 'ask her. Without sections it is for the whole chart, without `about` for all records in '
      + 'them, without a purpose for any, and without a duration until it is lifted. `except` names '
      + 'persons and places who may read just that: nobody else does.',
    build: (said) => happens({
      verb: 'denies', patient: said.patient, grantee: whomIn(said.grantee),
      sections: sectionsOf(said.records ?? []), about: said.about ?? [],
      purposes: said.purposes ?? [], except: said.except ?? [], forMicros: said.forMicros,
    }),
  }),
  act({
    id: 'revokes',
    block: 'story',
    form: [slot('patient', patient), word('revokes'), slot('grantee', grantee)],
    sentence: 'The patient takes back every grant she gave this person or place.',
    example: 'day 4 08:05 ana revokes dr-rivas',
    doc: 'Her wish counts from this moment; a node that has not heard of it still serves. A grant '
      + 'to the place is not taken back by a line that names the person.',
    build: ({ patient: who, grantee: whom }) => happens({
      verb: 'revokes', patient: who, proxy: null, grantee: whom,
    }),
  }),
  act({
    id: 'extends',
    block: 'story',
    form: [
      slot('patient', patient), word('extends'), word('the'), word('grant'), word('of'),
      slot('grantee', grantee), word('by'), slot('byMicros', duration),
    ],
    sentence: 'The patient gives this person or place longer for every grant of hers that still runs.',
    example: 'day 4 08:00 ana extends the grant of dr-rivas by 24h',
    doc: 'Each is signed anew with a later end and otherwise as it was; the old one runs out. A node '
      + 'that has not heard of it in time ends what is on the screen.',
    build: ({ patient: who, grantee: whom, byMicros }) => happens({
      verb: 'extends', patient: who, grantee: whom, byMicros,
    }),
  }),
  act({
    id: 'lifts',
    block: 'story',
    form: [
      slot('patient', patient), word('no'), word('longer'), word('denies'),
      slot('grantee', granteeOrAnyone),
    ],
    sentence: 'The patient takes back every denial that names this person or place, or anyone.',
    example: 'day 5 09:00 ana no longer denies tampa-general',
    doc: 'What she granted beside it counts again, as soon as a node has heard of it.',
    build: ({ patient: who, grantee: whom }) => happens({
      verb: 'lifts', patient: who, grantee: whomIn(whom),
    }),
  }),
];

function whomIn(name: string): string | null {
  return name === ANYONE ? null : name;
}

function happens(body: ActBody): Piece {
  return { is: 'act', act: body };
}
