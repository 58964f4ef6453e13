import type { Micros } from '../../kernel/micros.ts';
import { LOG_SECTIONS_MAX } from '../limits.ts';
import type { Transaction } from '../transaction.ts';
import { refuse, type BlockContext, type ContractOutcome, type StateView } from './contract.ts';
import { fieldProblem } from './fields.ts';
import { isOrganisation, readIdentity } from './identity.ts';

/** Who tried to read what, and what was answered: one entry for each request a node decides. */
export type AccessLogCall = {
  readonly contract: 'access-log';
  readonly action: 'note';
  readonly body: AccessNote;
};

/** Names and answers only, no clinical content; docs/LEDGER.md says what even these give away. */
export type AccessNote = {
  /** Unique; the deciding node names it. */
  readonly entry: string;
  readonly patient: string;
  /** In whose name it was asked. */
  readonly person: string;
  readonly purpose: string;
  /** The organisation that keeps what was asked for; the decider may hold only a copy. */
  readonly custodian: string;
  readonly permitted: readonly string[];
  readonly refused: readonly string[];
  /** Ids of the policies that determined the answers; none where nothing permitted. */
  readonly policies: readonly string[];
};

export type LoggedAccess = AccessNote & {
  /** The node that decided, which signed the entry. */
  readonly decider: string;
  readonly loggedAtMicros: Micros;
  readonly height: number;
};

/** What a patient is shown when she asks who looked: oldest first, then by entry. */
export function accessesOf(state: StateView, patient: string): readonly LoggedAccess[] {
  return state
    .entries(`access/${patient}/`)
    .map((entry) => entry.value as LoggedAccess)
    .sort((a, b) => a.height - b.height || (a.entry < b.entry ? -1 : a.entry > b.entry ? 1 : 0));
}

const NOTE_FIELDS = {
  entry: 'id', patient: 'name', person: 'name', purpose: 'id', custodian: 'name',
  permitted: 'names', refused: 'names', policies: 'names',
} as const;

export function executeAccessLog(
  transaction: Transaction & AccessLogCall,
  state: StateView,
  context: BlockContext,
): ContractOutcome {
  const { sender, body } = transaction;
  const problem = fieldProblem('access-log.note', body, NOTE_FIELDS);
  if (problem !== null) return refuse(problem);
  const { entry, patient, person, custodian, permitted, refused } = body;
  if (!isOrganisation(readIdentity(state, sender))) {
    return refuse(`Only a member's node decides, so only a member notes it, and ${sender} signed.`);
  }
  if (readIdentity(state, patient)?.kind !== 'patient') {
    return refuse(`${patient} is not a registered patient.`);
  }
  if (readIdentity(state, person) === undefined) return refuse(`${person} is not registered.`);
  if (!isOrganisation(readIdentity(state, custodian))) {
    return refuse(`${custodian} is not a registered organisation.`);
  }
  if (permitted.length + refused.length === 0) return refuse('An attempt is for some section.');
  if (permitted.length + refused.length > LOG_SECTIONS_MAX) {
    return refuse(`One entry names at most ${LOG_SECTIONS_MAX} sections.`);
  }
  const both = permitted.find((section) => refused.includes(section));
  if (both !== undefined) return refuse(`${both} cannot be both permitted and refused.`);
  // Under the signer's own name: no member can take or overwrite another's entry.
  const key = `access/${patient}/${sender}/${entry}`;
  if (state.get(key) !== undefined) return refuse(`${sender} has noted ${entry} already.`);
  const value: LoggedAccess = {
    ...body, decider: sender, loggedAtMicros: context.timestampMicros, height: context.height,
  };
  return { writes: [{ key, value }] };
}
