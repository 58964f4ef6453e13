import type { Setting } from './setting.ts';

/** What the ledger keeps of records and of those who ask for them. */
export const recordsSettings: readonly Setting[] = [
  {
    path: 'records.accessLog',
    meaning:
      'Whether the node that decides a request notes it on the ledger, permitted or refused, ' +
      'for the patient to read.',
    unit: '',
    kind: 'boolean',
    default: true,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong:
      'Off: nobody can say afterwards who looked. On: every member can see who asks about whom, ' +
      'and each request costs a transaction.',
  },
  {
    path: 'access.breakGlassReach',
    meaning:
      'Whose clinicians may break the glass in an emergency: any provider’s, or only those of ' +
      'the place that treats the patient.',
    unit: '',
    kind: 'choice',
    default: 'member',
    choices: ['member', 'treating'],
    source: 'assumption',
    certainty: 'assumption',
    goesWrong:
      'member: any clinician can read any chart by calling it an emergency. treating: someone ' +
      'found unconscious far from home is treated blind.',
  },
  {
    path: 'ledger.mempoolTransactionsMax',
    meaning: 'Most transactions that wait at one node for a block; one more is turned away.',
    unit: 'transactions',
    kind: 'integer',
    default: 20_000,
    min: 1,
    max: 1_000_000,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong:
      'Small: in a burst a patient’s grant is turned away, and without fees nothing makes ' +
      'room for it before others.',
  },
];
