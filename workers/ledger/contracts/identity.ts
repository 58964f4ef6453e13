import type { Micros } from '../../kernel/micros.ts';
import { ENROLMENTS_MAX } from '../limits.ts';
import type { Transaction } from '../transaction.ts';
import { refuse, type BlockContext, type ContractOutcome, type StateView } from './contract.ts';
import { fieldProblem } from './fields.ts';

/** Who is on the network, and where each patient is treated. */
export type IdentityCall =
  | { readonly contract: 'identity'; readonly action: 'register'; readonly body: Identity }
  | { readonly contract: 'identity'; readonly action: 'enrol'; readonly body: Enrol }
  | { readonly contract: 'identity'; readonly action: 'rotate'; readonly body: Rotation };

export const ORGANISATION_KINDS = [
  'clinic', 'hospital', 'payer', 'lab', 'pharmacy', 'regulator', 'validator',
] as const;
export const PERSON_KINDS = [
  'patient', 'clinician', 'staff', 'adjudicator', 'coordinator', 'proxy',
] as const;

export type Identity = {
  readonly entity: string;
  /** One of ORGANISATION_KINDS or PERSON_KINDS; anything else is refused. */
  readonly kind: string;
  /** Where a person works; its own name or '' for an organisation; '' is allowed for a patient. */
  readonly organisation: string;
  /** Ed25519 public key in hexadecimal; '' while no real keys were derived. */
  readonly publicKey: string;
  /** Which of her keys that is, counted from 1; absent: the first. */
  readonly key?: number;
  /** The organisation that vouched for a later key. */
  readonly vouchedBy?: string;
};

/**
 * A patient's key is replaced: her provider has seen that it is she and vouches for the new one.
 * From this block on nothing signed with the old one is accepted.
 */
export type Rotation = {
  readonly patient: string;
  readonly key: number;
  readonly publicKey: string;
};

/** From this block on the patient is treated at the organisation; she signs it. */
export type Enrol = { readonly patient: string; readonly organisation: string };

/** The last one in a patient's list is where she is treated now. */
export type Enrolment = {
  readonly organisation: string;
  readonly sinceMicros: Micros;
  readonly height: number;
};

export function readIdentity(state: StateView, entity: string): Identity | undefined {
  return state.get(identityKey(entity)) as Identity | undefined;
}

/** Where the patient has been treated, oldest first; empty when nowhere. */
export function enrolments(state: StateView, patient: string): readonly Enrolment[] {
  return (state.get(enrolmentKey(patient)) as readonly Enrolment[] | undefined) ?? NOWHERE;
}

const NOWHERE: readonly Enrolment[] = Object.freeze([]);

export function isOrganisation(identity: Identity | undefined): boolean {
  return ORGANISATION_KINDS.some((kind) => kind === identity?.kind);
}

export function executeIdentity(
  transaction: Transaction & IdentityCall,
  state: StateView,
  context: BlockContext,
): ContractOutcome {
  switch (transaction.action) {
    case 'register': return register(transaction.sender, transaction.body, state, context);
    case 'enrol': return enrol(transaction.sender, transaction.body, state, context);
    case 'rotate': return rotate(transaction.sender, transaction.body, state);
  }
}

/** Why a signature by this key of the signer counts for nothing, or null. */
export function keyProblem(
  { signer, key = 1 }: { readonly signer: string; readonly key?: number }, state: StateView,
): string | null {
  const current = readIdentity(state, signer)?.key ?? 1;
  if (key === current) return null;
  return key < current
    ? `${signer}'s key ${key} was replaced by key ${current}, and signs nothing any more.`
    : `The ledger does not know key ${key} of ${signer} yet.`;
}

const IDENTITY_FIELDS = {
  entity: 'name', kind: 'name', organisation: 'optional-name', publicKey: 'text',
} as const;

function register(
  sender: string,
  body: Identity,
  state: StateView,
  context: BlockContext,
): ContractOutcome {
  const problem = fieldProblem('identity.register', body, IDENTITY_FIELDS);
  if (problem !== null) return refuse(problem);
  const { entity, kind } = body;
  const kinds: readonly string[] = [...ORGANISATION_KINDS, ...PERSON_KINDS];
  if (!kinds.includes(kind)) return refuse(`There is no kind ${kind}: use ${kinds.join(', ')}.`);
  if (readIdentity(state, entity) !== undefined) return refuse(`${entity} is already registered.`);
  const refusal = isOrganisation(body)
    ? organisationRefusal(sender, body, state, context)
    : personRefusal(sender, body, state);
  if (refusal !== null) return refuse(refusal);
  return { writes: [{ key: identityKey(entity), value: body }] };
}

/** Founding members sign for themselves; afterwards a member must vouch, or anybody could join. */
function organisationRefusal(
  sender: string,
  body: Identity,
  state: StateView,
  context: BlockContext,
): string | null {
  if (body.organisation !== '' && body.organisation !== body.entity) {
    return `${body.entity} is an organisation and belongs to no other.`;
  }
  if (context.height === 0) {
    return sender === body.entity ? null : `${body.entity} must sign its own registration.`;
  }
  return isOrganisation(readIdentity(state, sender))
    ? null
    : `Only a member can register ${body.entity}, and ${sender} is not one.`;
}

/** An organisation vouches for its people; a patient may also sign for herself. */
function personRefusal(sender: string, body: Identity, state: StateView): string | null {
  const { entity, kind, organisation } = body;
  if (organisation === '') {
    if (kind !== 'patient') return `${entity} works for an organisation: name it.`;
    return sender === entity ? null : `${entity} must sign her own registration.`;
  }
  if (!isOrganisation(readIdentity(state, organisation))) {
    return `${organisation} is not a registered organisation.`;
  }
  if (sender === organisation || (kind === 'patient' && sender === entity)) return null;
  return `Only ${organisation} can register ${entity}, and ${sender} signed.`;
}

function enrol(
  sender: string,
  body: Enrol,
  state: StateView,
  context: BlockContext,
): ContractOutcome {
  const problem = fieldProblem('identity.enrol', body, { patient: 'name', organisation: 'name' });
  if (problem !== null) return refuse(problem);
  const { patient, organisation } = body;
  if (readIdentity(state, patient)?.kind !== 'patient') {
    return refuse(`${patient} is not a registered patient.`);
  }
  if (sender !== patient) return refuse(`Only ${patient} can enrol herself, and ${sender} signed.`);
  if (!isOrganisation(readIdentity(state, organisation))) {
    return refuse(`${organisation} is not a registered organisation.`);
  }
  const past = enrolments(state, patient);
  if (past.at(-1)?.organisation === organisation) {
    return refuse(`${patient} is already treated at ${organisation}.`);
  }
  if (past.length >= ENROLMENTS_MAX) return refuse(`${patient} has moved too often to keep.`);
  const enrolment: Enrolment = {
    organisation, sinceMicros: context.timestampMicros, height: context.height,
  };
  return { writes: [{ key: enrolmentKey(patient), value: [...past, enrolment] }] };
}

/** Only where she is treated do people know her face: that place vouches, and nobody else. */
function rotate(sender: string, body: Rotation, state: StateView): ContractOutcome {
  const problem = fieldProblem('identity.rotate', body,
    { patient: 'name', key: 'integer', publicKey: 'text' });
  if (problem !== null) return refuse(problem);
  const { patient, key, publicKey } = body;
  const identity = readIdentity(state, patient);
  if (identity?.kind !== 'patient') return refuse(`${patient} is not a registered patient.`);
  const provider = enrolments(state, patient).at(-1)?.organisation;
  if (provider === undefined) return refuse(`${patient} is treated nowhere: nobody can vouch.`);
  if (sender !== provider) {
    return refuse(`Only ${provider}, where ${patient} is treated, can vouch for a new key, and `
      + `${sender} signed.`);
  }
  const next = (identity.key ?? 1) + 1;
  if (key !== next) return refuse(`The next key of ${patient} is key ${next}, and not ${key}.`);
  return {
    writes: [{
      key: identityKey(patient), value: { ...identity, publicKey, key, vouchedBy: sender },
    }],
  };
}

function identityKey(entity: string): string {
  return `identity/${entity}`;
}

function enrolmentKey(patient: string): string {
  return `enrolment/${patient}`;
}
