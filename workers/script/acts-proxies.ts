import { act } from './act.ts';
import type { ActEntry, Piece } from './act.ts';
import { list, maybe, slot, word } from './form.ts';
import { grantee, patient, person, recordsPath } from './names.ts';
import { sectionsOf } from './records.ts';
import type { ActBody } from './scenario.ts';
import { duration, purpose, sensitivity } from './slots.ts';

/** Lines under `story` about those who decide in a patient's stead. */
export const PROXY_ACTS: readonly ActEntry[] = [
  act({
    id: 'appoints',
    block: 'story',
    form: [
      slot('patient', patient), word('appoints'), slot('proxy', person), word('as'), word('proxy'),
    ],
    sentence: 'The patient lets her proxy give and revoke grants for her from now on.',
    example: 'day 1 08:00 ana appoints maria as proxy',
    doc: 'It is a transaction of hers like any other, and counts at each node once it is final '
      + 'there. A proxy is declared under `people`, as `proxy maria at boise-clinic`: her place '
      + 'vouches for her, and she signs with a key of her own. To read the chart she needs a grant.',
    build: ({ patient: who, proxy }) => happens({ verb: 'appoints', patient: who, proxy }),
  }),
  act({
    id: 'dismisses',
    block: 'story',
    form: [
      slot('patient', patient), word('dismisses'), slot('proxy', person), word('as'), word('proxy'),
    ],
    sentence: 'The patient lets the proxy sign for her no longer.',
    example: 'day 5 08:00 ana dismisses maria as proxy',
    doc: 'What the proxy gave before stands until it ends or is taken back.',
    build: ({ patient: who, proxy }) => happens({ verb: 'dismisses', patient: who, proxy }),
  }),
  act({
    id: 'proxy-grants',
    block: 'story',
    form: [
      slot('proxy', person), word('grants'), slot('grantee', grantee),
      maybe(list('records', recordsPath)), maybe(word('for'), list('purposes', purpose)),
      word('for'), slot('forMicros', duration), maybe(word('except'), list('except', sensitivity)),
      word('on'), word('behalf'), word('of'), slot('patient', patient),
    ],
    sentence: 'The proxy lets the person, or everybody at the place, read the patient\u2019s records '
      + 'for a while.',
    example: 'day 3 10:00 maria grants dr-rivas ana/allergies for 24h on behalf of ana',
    doc: 'Signed with the proxy\u2019s key. The ledger refuses it from somebody whom the patient has '
      + 'not appointed.',
    build: ({ proxy, patient: who, grantee: whom, records, purposes, forMicros, except }) => happens({
      verb: 'grants', patient: who, proxy, grantee: whom, sections: sectionsOf(records ?? []),
      purposes: purposes ?? [], except: except ?? [], forMicros,
    }),
  }),
  act({
    id: 'proxy-revokes',
    block: 'story',
    form: [
      slot('proxy', person), word('revokes'), slot('grantee', grantee),
      word('on'), word('behalf'), word('of'), slot('patient', patient),
    ],
    sentence: 'The proxy takes back every grant that this person or place has of the patient.',
    example: 'day 4 08:05 maria revokes dr-rivas on behalf of ana',
    doc: 'Also what the patient gave herself.',
    build: ({ proxy, patient: who, grantee: whom }) => happens({
      verb: 'revokes', patient: who, proxy, grantee: whom,
    }),
  }),
];

function happens(body: ActBody): Piece {
  return { is: 'act', act: body };
}
