import { provisionProblem } from '../../grants/checking.ts';
import { provisionsIn } from '../../grants/provision.ts';
import type { Provision } from '../../grants/provision.ts';
import type { Micros } from '../../kernel/micros.ts';
import type { Transaction } from '../transaction.ts';
import { refuse, type BlockContext, type ContractOutcome, type StateView } from './contract.ts';
import { fieldProblem } from './fields.ts';
import { isOrganisation, readIdentity } from './identity.ts';
import { maySignFor } from './proxy.ts';

/** What each patient permits or denies. Only she and her proxies give and revoke. */
export type GrantCall =
  | { readonly contract: 'grant'; readonly action: 'give'; readonly body: GrantTerms }
  | { readonly contract: 'grant'; readonly action: 'revoke'; readonly body: Revocation };

export type GrantTerms = {
  readonly grant: string;
  readonly patient: string;
  /** Whether it has begun or ended is for the deciding node's own clock to say. */
  readonly provision: Provision;
};

export type Revocation = { readonly grant: string };

export type Grant = GrantTerms & {
  readonly givenAtMicros: Micros;
  /** Block time of the revocation, or null while it stands. */
  readonly revokedAtMicros: Micros | null;
  /** Of the block that gave it. */
  readonly height: number;
};

/** Every grant the patient ever gave, ended and revoked ones too, by grant id. */
export function grantsOf(state: StateView, patient: string): readonly Grant[] {
  const entries = state.entries(`grant/${patient}/`);
  let grants = GRANTS.get(entries);
  if (grants === undefined) {
    grants = entries.map((entry) => entry.value as Grant);
    GRANTS.set(entries, grants);
  }
  return grants;
}

/** Of each list of entries: a state hands out the same frozen list every time. */
const GRANTS = new WeakMap<object, readonly Grant[]>();

export function readGrant(state: StateView, grant: string): Grant | undefined {
  const patient = state.get(giverKey(grant));
  if (typeof patient !== 'string') return undefined;
  return state.get(grantKey(patient, grant)) as Grant | undefined;
}

export function executeGrant(
  transaction: Transaction & GrantCall,
  state: StateView,
  context: BlockContext,
): ContractOutcome {
  return transaction.action === 'give'
    ? give(transaction.sender, transaction.body, state, context)
    : revoke(transaction.sender, transaction.body, state, context);
}

const GRANT_FIELDS = { grant: 'id', patient: 'name', provision: 'any' } as const;

function give(
  sender: string,
  body: GrantTerms,
  state: StateView,
  context: BlockContext,
): ContractOutcome {
  const problem = fieldProblem('grant.give', body, GRANT_FIELDS);
  if (problem !== null) return refuse(problem);
  const malformed = provisionProblem(body.provision);
  if (malformed !== null) return refuse(`grant.give: ${malformed}`);
  const { grant, patient, provision } = body;
  if (readIdentity(state, patient)?.kind !== 'patient') {
    return refuse(`${patient} is not a registered patient.`);
  }
  if (!maySignFor(state, patient, sender)) {
    return refuse(
      `Only ${patient} or her proxy can give grants on her chart, and ${sender} signed.`);
  }
  const stranger = strangerIn(provision, state);
  if (stranger !== null) return refuse(stranger);
  if (readGrant(state, grant) !== undefined) return refuse(`Grant ${grant} was already given.`);
  const { endsAtMicros } = provision;
  if (endsAtMicros !== null && endsAtMicros <= context.timestampMicros) {
    return refuse(`Grant ${grant} would have ended before it was given.`);
  }
  const value: Grant = {
    ...body, givenAtMicros: context.timestampMicros, revokedAtMicros: null, height: context.height,
  };
  return {
    writes: [
      { key: grantKey(patient, grant), value },
      { key: giverKey(grant), value: patient },
    ],
  };
}

/** Whoever a grant names is somebody here: a slip of the pen must not become a rule. */
function strangerIn(provision: Provision, state: StateView): string | null {
  for (const { actors, custodians } of provisionsIn(provision)) {
    for (const { kind, name } of actors) {
      if (kind === 'role') continue;
      const identity = readIdentity(state, name);
      if (identity === undefined) return `${name} is not registered.`;
      if (isOrganisation(identity) !== (kind === 'organisation')) {
        return kind === 'organisation'
          ? `${name} is not an organisation.` : `${name} is not a person.`;
      }
    }
    const stranger = custodians.find((name) => !isOrganisation(readIdentity(state, name)));
    if (stranger !== undefined) return `${stranger} is not a registered organisation.`;
  }
  return null;
}

function revoke(
  sender: string,
  body: Revocation,
  state: StateView,
  context: BlockContext,
): ContractOutcome {
  const problem = fieldProblem('grant.revoke', body, { grant: 'id' });
  if (problem !== null) return refuse(problem);
  const grant = readGrant(state, body.grant);
  if (grant === undefined) return refuse(`There is no grant ${body.grant} to revoke.`);
  if (!maySignFor(state, grant.patient, sender)) {
    return refuse(
      `Only ${grant.patient} or her proxy can revoke grant ${body.grant}, and ${sender} signed.`);
  }
  if (grant.revokedAtMicros !== null) return refuse(`Grant ${body.grant} was already revoked.`);
  const value: Grant = { ...grant, revokedAtMicros: context.timestampMicros };
  return { writes: [{ key: grantKey(grant.patient, grant.grant), value }] };
}

function grantKey(patient: string, grant: string): string {
  return `grant/${patient}/${grant}`;
}

/** A revocation names the grant alone; this finds whose it is. */
function giverKey(grant: string): string {
  return `grant-giver/${grant}`;
}
