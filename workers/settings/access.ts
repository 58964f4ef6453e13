import type { Setting } from './setting.ts';

export const accessSettings: readonly Setting[] = [
  {
    path: 'network.access',
    meaning: 'Who may read a record that another member keeps.',
    unit: '',
    kind: 'choice',
    default: 'patient-grant',
    choices: ['patient-grant', 'single-ledger'],
    source: 'assumption',
    certainty: 'assumption',
    goesWrong:
      'With single-ledger everyone on the network holds the keys to everything; with ' +
      'patient-grant nobody reads before the patient has answered.',
  },
  {
    path: 'network.reach',
    meaning:
      'With single-ledger, whom the shared ledger admits: any member, or only those ' +
      'who treat the patient or did before. No effect on other models.',
    unit: '',
    kind: 'choice',
    default: 'member',
    choices: ['member', 'treating'],
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'member: a clerk three states away reads as freely as the physician.',
  },
  {
    path: 'access.retrySeconds',
    meaning:
      'How long a member waits before it asks again, when a grant is final on its own node and ' +
      'not yet on the custodian’s.',
    unit: 'seconds',
    kind: 'number',
    default: 1,
    min: 0.05,
    max: 3_600,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'Long: care waits though the grant is given. Short: refusals pile up meanwhile.',
  },
  {
    path: 'access.patienceHours',
    meaning: 'How long a refused ask still waits for a grant before the asker gives it up.',
    unit: 'hours',
    kind: 'number',
    default: 24,
    min: 0,
    max: 8_760,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'Long: a grant days later opens a chart that nobody asks for any more.',
  },
  {
    path: 'access.tellsWithheld',
    meaning: 'Whether a person who is shown part of a section is told that records are kept back.',
    unit: '',
    kind: 'boolean',
    default: false,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'On: that something is kept back already says something. Off: a clinician takes a '
      + 'part for the whole. Either way the ledger\u2019s index lists the record.',
  },
  {
    path: 'records.saltedCommitments',
    meaning: 'Whether the commitment to a record on the ledger hides its content with a salt.',
    unit: '',
    kind: 'boolean',
    default: true,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'Off: whoever can guess a record’s bytes can prove from the ledger that it exists.',
  },
  {
    path: 'records.placement',
    meaning: 'Where the records are: with their custodians alone, or in the blocks of the chain, '
      + 'sealed or in the clear.',
    unit: '',
    kind: 'choice',
    default: 'off-chain',
    choices: ['off-chain', 'on-chain-ciphertext', 'on-chain-plaintext'],
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'on-chain-plaintext: every member holds every chart, for good. '
      + 'on-chain-ciphertext: every member holds what a lost key or a broken cipher opens one day. '
      + 'off-chain: a custodian that is down serves nobody.',
  },
];
