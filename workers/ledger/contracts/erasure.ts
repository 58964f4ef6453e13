import type { Micros } from '../../kernel/micros.ts';
import { LOG_SECTIONS_MAX } from '../limits.ts';
import type { Transaction } from '../transaction.ts';
import { refuse, type BlockContext, type ContractOutcome, type StateView } from './contract.ts';
import { fieldProblem } from './fields.ts';
import { isOrganisation, readIdentity } from './identity.ts';
import { erasedKey, indexedRecords } from './record-index.ts';

/**
 * What a ledger that forgets nothing can offer somebody who wants to be forgotten: she asks, the
 * custodian destroys the keys, and both are written down. What stays is listed in `residue.ts`.
 */
export type ErasureCall =
  | { readonly contract: 'erasure'; readonly action: 'ask'; readonly body: ErasureRequest }
  | { readonly contract: 'erasure'; readonly action: 'done'; readonly body: ErasureDone };

export type ErasureRequest = {
  readonly erasure: string;
  readonly patient: string;
  readonly custodian: string;
  readonly sections: readonly string[];
};

/** The custodian's word that the keys are gone: nobody can prove that nothing was kept. */
export type ErasureDone = { readonly erasure: string; readonly patient: string };

export type Erasure = ErasureRequest & {
  /** Of the block that asked: what was indexed after it is not meant. */
  readonly height: number;
  readonly askedAtMicros: Micros;
  /** Block time of the custodian's word, or null while it is owed. */
  readonly doneAtMicros: Micros | null;
};

/** Everything she ever asked to have erased, by erasure id. */
export function erasuresOf(state: StateView, patient: string): readonly Erasure[] {
  return state.entries(`erasure/${patient}/`).map((entry) => entry.value as Erasure);
}

/** Ids of the records that an erasure covers: the same at the contract and in the vault. */
export function recordsToErase(state: StateView, erasure: Erasure): readonly string[] {
  const { patient, custodian, sections, height } = erasure;
  const ids = indexedRecords(state, patient)
    .filter((record) => record.custodian === custodian && record.height <= height
      && sections.includes(record.section))
    .map(({ record }) => record);
  return [...new Set(ids)];
}

export function readErasure(
  state: StateView, patient: string, erasure: string,
): Erasure | undefined {
  return state.get(erasureKey(patient, erasure)) as Erasure | undefined;
}

export function executeErasure(
  transaction: Transaction & ErasureCall,
  state: StateView,
  context: BlockContext,
): ContractOutcome {
  return transaction.action === 'ask'
    ? ask(transaction.sender, transaction.body, state, context)
    : done(transaction.sender, transaction.body, state, context);
}

const ASK_FIELDS = {
  erasure: 'id', patient: 'name', custodian: 'name', sections: 'ids',
} as const;

function ask(
  sender: string, body: ErasureRequest, state: StateView, context: BlockContext,
): ContractOutcome {
  const problem = fieldProblem('erasure.ask', body, ASK_FIELDS);
  if (problem !== null) return refuse(problem);
  const { erasure, patient, custodian, sections } = body;
  if (readIdentity(state, patient)?.kind !== 'patient') {
    return refuse(`${patient} is not a registered patient.`);
  }
  if (sender !== patient) {
    return refuse(`Only ${patient} can ask to have her records erased, and ${sender} signed.`);
  }
  if (!isOrganisation(readIdentity(state, custodian))) {
    return refuse(`${custodian} is not a registered organisation.`);
  }
  if (sections.length > LOG_SECTIONS_MAX) {
    return refuse(`One erasure names at most ${LOG_SECTIONS_MAX} sections.`);
  }
  if (readErasure(state, patient, erasure) !== undefined) {
    return refuse(`Erasure ${erasure} was already asked for.`);
  }
  const value: Erasure = {
    ...body, height: context.height, askedAtMicros: context.timestampMicros, doneAtMicros: null,
  };
  return { writes: [{ key: erasureKey(patient, erasure), value }] };
}

function done(
  sender: string, body: ErasureDone, state: StateView, context: BlockContext,
): ContractOutcome {
  const problem = fieldProblem('erasure.done', body, { erasure: 'id', patient: 'name' });
  if (problem !== null) return refuse(problem);
  const erasure = readErasure(state, body.patient, body.erasure);
  if (erasure === undefined) return refuse(`There is no erasure ${body.erasure} to carry out.`);
  if (sender !== erasure.custodian) {
    return refuse(`Only ${erasure.custodian} can say that its keys are gone, and ${sender} signed.`);
  }
  if (erasure.doneAtMicros !== null) {
    return refuse(`Erasure ${body.erasure} was already carried out.`);
  }
  const { patient } = erasure;
  const value: Erasure = { ...erasure, doneAtMicros: context.timestampMicros };
  return {
    writes: [
      { key: erasureKey(patient, erasure.erasure), value },
      ...recordsToErase(state, erasure).map((record) =>
        ({ key: erasedKey(patient, record), value: erasure.erasure })),
    ],
  };
}

function erasureKey(patient: string, erasure: string): string {
  return `erasure/${patient}/${erasure}`;
}
