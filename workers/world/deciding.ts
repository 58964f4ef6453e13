import type { AccessModel, Decision } from '../access/model.ts';
import type { Facts } from '../access/facts.ts';
import type { Micros } from '../kernel/micros.ts';
import { enrolments } from '../ledger/contracts/identity.ts';
import { grantsOf } from '../ledger/contracts/grant.ts';
import type { Grant } from '../ledger/contracts/grant.ts';
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
}

export interface Models {
  readonly access: AccessModel;
  readonly inHouse: AccessModel;
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
  const { access, inHouse } = models;
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
  const { state } = node.replica;
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
    relationship: relationship(node, patient.name, organisation?.name ?? ''),
    grant: grantStanding(grantsOf(state, patient.name), question, node.localNow),
    onShift: question.onShift,
    reach: models.reach,
  };
}

function relationship(node: MemberNode, patient: string, organisation: string): Facts['relationship'] {
  const history = enrolments(node.replica.state, patient).map((entry) => entry.organisation);
  if (history[history.length - 1] === organisation) return 'treating';
  return history.includes(organisation) ? 'former' : 'none';
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
