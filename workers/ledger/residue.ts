import type { StateView } from './contracts/contract.ts';
import { accessesOf } from './contracts/access-log.ts';
import { glassesOf } from './contracts/break-glass.ts';
import { erasuresOf } from './contracts/erasure.ts';
import { grantsOf } from './contracts/grant.ts';
import { enrolments, readIdentity } from './contracts/identity.ts';
import { proxiesOf } from './contracts/proxy.ts';
import { indexedRecords, isErased } from './contracts/record-index.ts';

/** Something on the ledger that still names a patient, for good. */
export interface ResidualFact {
  readonly kind:
    | 'plaintext' | 'ciphertext' | 'identity' | 'enrolment' | 'index-entry' | 'commitment' | 'grant' | 'access-entry'
    | 'broken-glass' | 'erasure' | 'proxy';
  readonly count: number;
  /** What anybody with the ledger can still tell from it. */
  readonly sentence: string;
}

/**
 * What erasure by key destruction leaves behind: the facts that still link to the patient on every
 * copy of the ledger. `salted`: whether commitments hide what they commit to (records.salted…).
 * Those of no count are left out.
 */
export function residualFacts(
  state: StateView, patient: string, salted: boolean,
): readonly ResidualFact[] {
  const erased = indexedRecords(state, patient)
    .filter(({ record }) => isErased(state, patient, record));
  const sections = [...new Set(erased.map(({ section }) => section))].join(', ');
  const identity = readIdentity(state, patient) === undefined ? 0 : 1;
  const facts: readonly ResidualFact[] = [
    fact('plaintext', erased.filter(({ onChain }) => onChain === 'plaintext').length,
      'The erased records themselves, in the clear, in the blocks of every copy of the ledger.'),
    fact('ciphertext', erased.filter(({ onChain }) => onChain === 'ciphertext').length,
      'The erased records sealed, in the blocks of every copy of the ledger: noise while nobody '
      + 'kept a key and the cipher holds.'),
    fact('identity', identity, `That ${patient} is a patient on this network, and her public key.`),
    fact('enrolment', enrolments(state, patient).length,
      `Where ${patient} was treated, and since when.`),
    fact('index-entry', erased.length,
      `That erased records existed, of which type, where and since when: ${sections}.`),
    fact('commitment', erased.length, salted
      ? 'Commitments to erased records; their salts are gone with the keys, so a guess cannot be '
        + 'checked.'
      : 'Commitments to erased records, unsalted: whoever guesses a record can still check the '
        + 'guess.'),
    fact('grant', grantsOf(state, patient).length,
      `Whom ${patient} trusted with which sections, and when she stopped.`),
    fact('proxy', proxiesOf(state, patient).length,
      `Who stood in for ${patient}, and when.`),
    fact('access-entry', accessesOf(state, patient).length,
      `Who asked for which sections of ${patient}'s chart, when and what for.`),
    fact('broken-glass', glassesOf(state, patient).length,
      `Who treated ${patient} in an emergency, and when.`),
    fact('erasure', erasuresOf(state, patient).length,
      `That ${patient} wanted something forgotten, and which sections.`),
  ];
  return facts.filter(({ count }) => count > 0);
}

function fact(kind: ResidualFact['kind'], count: number, sentence: string): ResidualFact {
  return { kind, count, sentence };
}
