import { act } from './act.ts';
import type { ActEntry, Piece } from './act.ts';
import { list, slot, word } from './form.ts';
import { member, patient, recordsPath } from './names.ts';
import { chartOf } from './records.ts';
import type { Bare } from './act.ts';
import type { Holding } from './scenario.ts';
import { chartPath } from './slots.ts';

/** Lines under `people` about charts that several members keep parts of. */
export const CHART_ACTS: readonly ActEntry[] = [
  act({
    id: 'keeps',
    block: 'people',
    form: [word('records'), list('records', recordsPath), word('at'), slot('at', member)],
    sentence: 'These sections of the patient\u2019s chart are kept there instead of at her own '
      + 'place.',
    example: 'records ana/claims at tampa-general',
    doc: 'Any member keeps records: a pharmacy her medications, a payer her claims. It seals and '
      + 'indexes them itself, and whoever asks for them asks it. A section without records is '
      + 'asked of everybody who keeps some of hers.',
    build: ({ records, at }) => holding({ what: 'sections', ...chartOf(records), at }),
  }),
  act({
    id: 'copies',
    block: 'people',
    form: [
      word('copies'), word('of'), list('records', recordsPath), word('at'), slot('at', member),
    ],
    sentence: 'The place holds copies of these sections, as they stand when the story begins.',
    example: 'copies of ana/allergies, ana/medications at tampa-general',
    doc: 'A copy is a record of the place that holds it, under its own key and its own entry in '
      + 'the index; what is changed at the origin is not changed in the copy. Copied is the chart '
      + 'of her `patient` line, wherever the section is kept.',
    build: ({ records, at }) => holding({ what: 'copies', ...chartOf(records), at }),
  }),
  act({
    id: 'chart',
    block: 'people',
    form: [
      word('chart'), slot('chart', chartPath), word('of'), slot('patient', patient),
      word('at'), slot('at', member),
    ],
    sentence: 'Another chart about the same patient, kept at another place.',
    example: 'chart "ips/complete" of ana at tampa-general',
    doc: 'The file keeps its own name, dates and codes: nothing is made to agree with her first '
      + 'chart. A clinic or a hospital that keeps records of hers has treated her before.',
    build: ({ chart, patient: who, at }) => holding({ what: 'chart', chart, patient: who, at }),
  }),
];

function holding(given: Bare<Holding>): Piece {
  return { is: 'holding', holding: given };
}
