import type { Digest } from '../../crypto/hash.ts';
import type { Micros } from '../../kernel/micros.ts';
import { LOG_SECTIONS_MAX } from '../limits.ts';
import type { Transaction } from '../transaction.ts';
import { refuse, type BlockContext, type ContractOutcome, type StateView } from './contract.ts';
import { fieldProblem } from './fields.ts';
import { readIdentity } from './identity.ts';

/** That someone read in an emergency without being asked for consent, for all to see, for good. */
export type BreakGlassCall = {
  readonly contract: 'break-glass';
  readonly action: 'declare';
  readonly body: GlassDeclaration;
};

export type GlassDeclaration = {
  /** Unique. */
  readonly glass: string;
  readonly patient: string;
  readonly person: string;
  readonly sections: readonly string[];
  /**
   * SHA-256 over salt and reason. The reason is clinical ("unconscious"), so it goes to the patient
   * and stays with the organisation; here is what neither can change afterwards.
   */
  readonly reasonCommitment: Digest;
};

export type BrokenGlass = GlassDeclaration & {
  /** Where the person works: it answers for her, and signed. */
  readonly organisation: string;
  readonly declaredAtMicros: Micros;
  readonly height: number;
};

/** Every time somebody broke the glass on her chart, oldest first. */
export function glassesOf(state: StateView, patient: string): readonly BrokenGlass[] {
  return state
    .entries(`glass/${patient}/`)
    .map((entry) => entry.value as BrokenGlass)
    .sort((a, b) => a.height - b.height || (a.glass < b.glass ? -1 : a.glass > b.glass ? 1 : 0));
}

const DECLARE_FIELDS = {
  glass: 'id', patient: 'name', person: 'name', sections: 'ids', reasonCommitment: 'digest',
} as const;

export function executeBreakGlass(
  transaction: Transaction & BreakGlassCall,
  state: StateView,
  context: BlockContext,
): ContractOutcome {
  const { sender, body } = transaction;
  const problem = fieldProblem('break-glass.declare', body, DECLARE_FIELDS);
  if (problem !== null) return refuse(problem);
  const { glass, patient, person, sections } = body;
  if (readIdentity(state, patient)?.kind !== 'patient') {
    return refuse(`${patient} is not a registered patient.`);
  }
  const identity = readIdentity(state, person);
  if (identity === undefined) return refuse(`${person} is not registered.`);
  const { organisation } = identity;
  if (organisation === '' || sender !== organisation) {
    return refuse(organisation === ''
      ? `${person} works nowhere on the network and cannot break the glass.`
      : `Only ${organisation} answers for ${person} and can declare it, and ${sender} signed.`);
  }
  if (sections.length > LOG_SECTIONS_MAX) {
    return refuse(`One declaration names at most ${LOG_SECTIONS_MAX} sections.`);
  }
  const key = `glass/${patient}/${sender}/${glass}`;
  if (state.get(key) !== undefined) return refuse(`${sender} has declared ${glass} already.`);
  const value: BrokenGlass = {
    ...body, organisation, declaredAtMicros: context.timestampMicros, height: context.height,
  };
  return { writes: [{ key, value }] };
}
