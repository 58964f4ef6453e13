import { act } from './act.ts';
import type { ActEntry } from './act.ts';
import { list, maybe, slot, word } from './form.ts';
import { ANYONE, patient, personOrAnyone, recordsPath } from './names.ts';
import { sectionsOf } from './records.ts';
import { duration } from './slots.ts';

/** Lines under `story` that begin with `when asked`: what a patient answers to a request. */
export const REACTION_ACTS: readonly ActEntry[] = [
  act({
    id: 'answers',
    block: 'reaction',
    form: [
      slot('patient', patient), word('grants'), slot('person', personOrAnyone),
      maybe(list('records', recordsPath)),
      word('for'), slot('forMicros', duration),
    ],
    sentence: 'Whenever this person asks for the patient\u2019s records, she grants them for a '
      + 'while.',
    example: 'when asked ana grants dr-rivas for 24h',
    doc: 'Without sections she grants those that were asked for. `anyone` stands for whoever asks; '
      + 'a line that names the person comes before it. Without any such line she does not answer. '
      + 'How long she takes is `consent.responseSecondsMedian`.',
    build: ({ patient: who, person, records, forMicros }) => ({
      is: 'reaction',
      reaction: {
        patient: who, person: person === ANYONE ? null : person,
        sections: sectionsOf(records ?? []), forMicros,
      },
    }),
  }),
];
