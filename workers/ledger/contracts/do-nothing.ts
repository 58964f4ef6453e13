import type { Transaction } from '../transaction.ts';
import { refuse, type ContractOutcome, type StateView } from './contract.ts';
import { fieldProblem } from './fields.ts';
import { isOrganisation, readIdentity } from './identity.ts';

/**
 * The contract of BLOCKBENCH by which consensus alone is measured (Dinh et al., SIGMOD 2017, section
 * 3.4.2, DoNothing): it is ordered, executed and stored as any other, and writes nothing.
 */
export type DoNothingCall = {
  readonly contract: 'do-nothing';
  readonly action: 'run';
  readonly body: {
    /** Which load of the story it belongs to, and its number in that load, both from 1. */
    readonly load: number;
    readonly number: number;
    /** Makes it as large as the load says. */
    readonly padding: string;
  };
};

const RUN_FIELDS = { load: 'integer', number: 'integer', padding: 'any' } as const;

export function executeDoNothing(
  { sender, body }: Transaction & DoNothingCall, state: StateView,
): ContractOutcome {
  const problem = fieldProblem('do-nothing.run', body, RUN_FIELDS);
  if (problem !== null) return refuse(problem);
  if (typeof body.padding !== 'string') return refuse('do-nothing.run needs padding to be a text.');
  return isOrganisation(readIdentity(state, sender)) ? { writes: [] }
    : refuse(`Clients of a load send through a member, and ${sender} is none.`);
}
