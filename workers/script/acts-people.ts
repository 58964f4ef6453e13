import { act } from './act.ts';
import type { ActEntry } from './act.ts';
import { comma, maybe, slot, word } from './form.ts';
import { member, newName, speciality } from './names.ts';
import { PERSON_ROLES } from './scenario.ts';
import { chartPath, duration, hours, oneOf } from './slots.ts';

/** Lines under `people`: who is in the story, and the workstations they sit at. */
export const PEOPLE_ACTS: readonly ActEntry[] = [
  act({
    id: 'patient',
    block: 'people',
    columns: 2,
    form: [
      word('patient'), slot('name', newName('patient')),
      word('at'), slot('at', member),
      comma, word('chart'), slot('chart', chartPath),
    ],
    sentence: 'Adds a patient, the place that treats her, and the chart that place keeps.',
    example: 'patient ana at boise-clinic, chart "synthea/Norma_Pagan"',
    doc: 'The place is a clinic or a hospital. A chart belongs to one patient; the name in the '
      + 'script is only a handle, the chart keeps its own. For `sim` it may also be a FHIR R4 file '
      + 'of your own beside the scenario: chart "my-chart.json".',
    build: ({ name, at, chart }) => ({ is: 'patient', patient: { name, at, chart } }),
  }),
  act({
    id: 'person',
    block: 'people',
    columns: 2,
    form: [
      slot('role', oneOf('ROLE', PERSON_ROLES)), slot('name', newName('person')),
      maybe(slot('speciality', speciality)),
      word('at'), slot('at', member),
      maybe(comma, word('on'), word('shift'), slot('shift', hours)),
    ],
    sentence: 'Adds someone who works at a member of the network.',
    example: 'clinician dr-rivas cardiologist at tampa-general, on shift 08:00-18:00',
    doc: 'Without a shift the person is always on shift; 22:00-06:00 runs over midnight. A proxy is '
      + 'somebody whom a patient may appoint; her place is the one whose portal she uses.',
    build: ({ role, name, speciality: good, at, shift }) => ({
      is: 'person',
      person: { role, name, at, shift, ...good === null ? {} : { speciality: good } },
    }),
  }),
  act({
    id: 'workstation',
    block: 'people',
    columns: 2,
    form: [
      word('workstation'), slot('name', newName('workstation')),
      word('at'), slot('at', member),
      maybe(comma, word('locks'), word('after'), slot('locksAfterMicros', duration)),
    ],
    sentence: 'Adds a screen to sit at; it locks itself when nobody has used it for a while.',
    example: 'workstation ward-3 at tampa-general, locks after 10m',
    doc: 'Without `locks after` the setting `session.idleLockMinutes` says how long.',
    build: ({ name, at, locksAfterMicros }) => ({
      is: 'workstation', workstation: { name, at, locksAfterMicros },
    }),
  }),
];
