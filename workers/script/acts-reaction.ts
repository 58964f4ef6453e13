import type { Micros } from '../kernel/micros.ts';
import { act } from './act.ts';
import type { ActEntry, Piece } from './act.ts';
import { list, maybe, slot, word } from './form.ts';
import { ANYONE, granteeOrAnyone, patient, person, recordsPath } from './names.ts';
import type { RecordsPath } from './names.ts';
import { sectionsOf } from './records.ts';
import { duration, purpose, sensitivity } from './slots.ts';

/** Lines under `story` that begin with `when asked`: what a patient answers to a request. */
export const REACTION_ACTS: readonly ActEntry[] = [
  act({
    id: 'answers',
    block: 'reaction',
    form: [
      slot('patient', patient), word('grants'), slot('grantee', granteeOrAnyone),
      maybe(list('records', recordsPath)), maybe(word('for'), list('purposes', purpose)),
      word('for'), slot('forMicros', duration), maybe(word('except'), list('except', sensitivity)),
    ],
    sentence: 'Whenever this person asks for the patient\u2019s records, she grants them for a '
      + 'while.',
    example: 'when asked ana grants dr-rivas for 24h except psychiatry',
    doc: 'Without sections she grants those that were asked for, and without a purpose what they '
      + 'were asked for. `anyone` stands for whoever asks; a line that names the person comes before '
      + 'one for the person\u2019s place, and that before `anyone`. Without any such line she does not '
      + 'answer. How long she takes is `consent.responseSecondsMedian`.',
    build: (said) => answer({ ...said, proxy: null }),
  }),
  act({
    id: 'proxy-answers',
    block: 'reaction',
    form: [
      slot('proxy', person), word('grants'), slot('grantee', granteeOrAnyone),
      maybe(list('records', recordsPath)), maybe(word('for'), list('purposes', purpose)),
      word('for'), slot('forMicros', duration), maybe(word('except'), list('except', sensitivity)),
      word('on'), word('behalf'), word('of'), slot('patient', patient),
    ],
    sentence: 'Whenever this person asks for the patient\u2019s records, her proxy grants them for a '
      + 'while.',
    example: 'when asked maria grants dr-rivas for 24h on behalf of ana',
    doc: 'A request goes to the patient\u2019s phone and to that of each proxy whom the asking node '
      + 'knows of. Each of them answers as the lines say, and each answer is a grant.',
    build: answer,
  }),
];

/** What whoever is asked has said that she grants. */
function answer({ patient: who, proxy, grantee, records, purposes, forMicros, except }: {
  patient: string; proxy: string | null; grantee: string; records: readonly RecordsPath[] | null;
  purposes: readonly string[] | null; forMicros: Micros; except: readonly string[] | null;
}): Piece {
  return {
    is: 'reaction',
    reaction: {
      patient: who, proxy, grantee: grantee === ANYONE ? null : grantee,
      sections: sectionsOf(records ?? []), purposes: purposes ?? [], except: except ?? [],
      forMicros,
    },
  };
}
