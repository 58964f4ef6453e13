import { act } from './act.ts';
import type { ActEntry } from './act.ts';
import { flag, maybe, slot, word } from './form.ts';
import { grantee, patient } from './names.ts';
import { anything, consentPath } from './slots.ts';

/** Lines under `people` about what a patient has signed before the story begins. */
export const CONSENT_ACTS: readonly ActEntry[] = [
  act({
    id: 'consent',
    block: 'people',
    form: [
      word('consent'), slot('file', consentPath), word('of'), slot('patient', patient),
      maybe(word('where'), slot('named', anything('NAME', 'a name in the Consent')), word('is'),
        slot('here', grantee)),
      flag('rootIsException', word('with'), word('root'), word('as'), word('exception')),
    ],
    sentence: 'The patient signs this FHIR R4 Consent as the story begins.',
    example: 'consent "hl7/consent-example-notOrg" of ana where f001 is tampa-general',
    doc: 'It is put on the ledger as the grant or denial that docs/CONSENT.md makes of it. `where` '
      + 'says who in this network a name in it stands for (Organization/f001 is f001); rules about '
      + 'others concern nobody here and are left out, which the run says. `with root as exception` '
      + 'reads conditions of the root as an exception to the base policy, as some of HL7\u2019s '
      + 'samples mean it. For `sim` it may also be a file of your own: consent "my-consent.json".',
    build: ({ file, patient: who, named, here, rootIsException }) => ({
      is: 'consent', consent: { file, patient: who, named, here, rootIsException },
    }),
  }),
];
