import type { AccessModel, Decision } from '../access/model.ts';
import type { Facts } from '../access/facts.ts';
import type { Micros } from '../kernel/micros.ts';
import { enrolments } from '../ledger/contracts/identity.ts';
import type { Enrolment } from '../ledger/contracts/identity.ts';
import { grantsOf } from '../ledger/contracts/grant.ts';
import type { Grant } from '../ledger/contracts/grant.ts';
import type { State } from '../ledger/state.ts';
import type { Patient, Person } from './cast.ts';
import type { MemberNode } from './node.ts';

/** What a deciding node knows about one ask, from its own final state and its own clock. */
export interface Question {
  readonly person: Person;
  readonly patient: Patient;
  readonly section: string;
  readonly custodian: string;
  readonly purpose: string;
  readonly onShift: boolean;
  /** The glass is broken: the rules for emergencies decide instead of the network's model. */
  readonly glass: boolean;
}

export interface Models {
  readonly access: AccessModel;
  readonly inHouse: AccessModel;
  readonly breakGlass: AccessModel;
  readonly breakGlassReach: 'member' | 'treating';
  readonly reach: 'member' | 'treating';
  readonly members: readonly { name: string; kind: string }[];
}

/** A decision, and the model that made it. */
export interface Verdict {
  readonly decision: Decision;
  readonly model: string;
}

/**
 * The node decides by the network's model. Over an organisation's own records its own people have
 * its in-house EHR beside that, so that either may permit (DESIGN 5).
 */
export function decide(node: MemberNode, models: Models, question: Question): Verdict {
  const { inHouse } = models;
  const access = question.glass ? models.breakGlass : models.access;
  const facts = factsAt(node, models, question);
  if (question.person.member === node.index && question.custodian === node.name) {
    const decision = inHouse.decide(facts);
    if (decision.permit) return { decision, model: inHouse.name };
  }
  return { decision: access.decide(facts), model: access.name };
}

export function factsAt(node: MemberNode, models: Models, question: Question): Facts {
  const { person, patient, section } = question;
  const organisation = models.members[person.member];
  const rights = rightsOf(node.replica.state, patient.name);
  return {
    person: person.name,
    role: person.role,
    organisation: organisation?.name ?? '',
    organisationKind: organisation?.kind ?? '',
    patient: patient.name,
    section,
    custodian: question.custodian,
    purpose: question.purpose,
    sameOrganisation: organisation?.name === question.custodian,
    memberOfNetwork: organisation !== undefined,
    relationship: relationship(rights, organisation?.name ?? ''),
    grant: grantStanding(rights.grants, question, node.localNow),
    onShift: question.onShift,
    reach: question.glass ? models.breakGlassReach : models.reach,
  };
}

/** All that a decision about a chart reads of the ledger. */
export interface Rights {
  readonly enrolments: readonly Enrolment[];
  readonly grants: readonly Grant[];
}

/** The same object again as long as none of it changes, whatever else is written to the ledger. */
export function rightsOf(state: State, patient: string): Rights {
  let known = STATES.get(state);
  if (known === undefined) STATES.set(state, known = new Map<string, Rights>());
  let rights = known.get(patient);
  if (rights === undefined) known.set(patient, rights = readRights(state, patient));
  return rights;
}

/** By state and patient: a state never changes, and most are asked of one patient many times. */
const STATES = new WeakMap<State, Map<string, Rights>>();

function readRights(state: State, patient: string): Rights {
  const grants = grantsOf(state, patient);
  const enrolled = enrolments(state, patient);
  const known = RIGHTS.get(grants);
  if (known?.enrolments === enrolled) return known;
  const rights = { enrolments: enrolled, grants };
  RIGHTS.set(grants, rights);
  return rights;
}

/** By the list of grants, which a state hands out anew only when one of them changed. */
const RIGHTS = new WeakMap<readonly Grant[], Rights>();

function relationship(rights: Rights, organisation: string): Facts['relationship'] {
  const { enrolments: history } = rights;
  if (history.at(-1)?.organisation === organisation) return 'treating';
  return history.some((entry) => entry.organisation === organisation) ? 'former' : 'none';
}

/** The best that any grant on this node's state says: in force, else how the last one ended. */
export function grantStanding(
  grants: readonly Grant[],
  question: { person: Person; section: string; purpose: string },
  localNow: Micros,
): Facts['grant'] {
  let standing: Facts['grant'] = 'none';
  for (const grant of grants) {
    if (grant.grantee !== question.person.name || !grant.sections.includes(question.section)) continue;
    if (grant.purpose !== question.purpose) continue;
    if (grant.revokedAtMicros !== null) standing = 'revoked';
    else if (localNow >= grant.endsAtMicros) standing = 'expired';
    else return 'in-force';
  }
  return standing;
}
