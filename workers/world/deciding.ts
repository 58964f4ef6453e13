import type { AccessModel, Decision } from '../access/model.ts';
import type { Facts, GrantStanding } from '../access/facts.ts';
import { fail } from '../kernel/assert.ts';
import { standingOf } from '../grants/deciding.ts';
import type { GivenProvision, Reading, RecordTraits } from '../grants/deciding.ts';
import { purposeCode } from '../grants/purposes.ts';
import { enrolments } from '../ledger/contracts/identity.ts';
import type { Enrolment } from '../ledger/contracts/identity.ts';
import { grantsOf } from '../ledger/contracts/grant.ts';
import type { Grant } from '../ledger/contracts/grant.ts';
import type { State } from '../ledger/state.ts';
import type { Patient, Person } from './cast.ts';
import type { MemberNode } from './node.ts';
import { traitsAt } from './traits.ts';

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
  /** Type/id of records that are withheld though the rest of the section is permitted. */
  readonly withheld: readonly string[];
  /** Refused by the patient's own word, which no further grant of hers would mend. */
  readonly isDenied: boolean;
}

/**
 * The node decides by the network's model. Over an organisation's own records its own people have
 * its in-house EHR beside that, so that either may permit (DESIGN 5).
 */
export function decide(node: MemberNode, models: Models, question: Question): Verdict {
  const { patient, section, custodian } = question;
  const parts = new Map<GrantStanding, string[]>();
  for (const record of traitsAt(node, patient, section, custodian)) {
    const standing = standingAt(node, models, question, record);
    parts.set(standing, [...parts.get(standing) ?? [], record.id]);
  }
  if (parts.size === 0) parts.set(standingAt(node, models, question, null), []);
  const verdicts = [...parts].map(([standing, records]) =>
    ({ ...decideOn(node, models, factsAt(node, models, question, standing), question), records }));
  const permitted = verdicts.find(({ decision }) => decision.permit);
  // Where all is refused, her own word is the reason to give, if there is one.
  const refused = verdicts.find((_verdict, index) => [...parts.keys()][index] === 'denied');
  const { decision, model } = permitted ?? refused ?? verdicts[0] ?? fail('a section has a part');
  const withheld = decision.permit
    ? verdicts.flatMap((verdict) => verdict.decision.permit ? [] : verdict.records) : [];
  const isDenied = !decision.permit && parts.has('denied');
  return { decision, model, withheld, isDenied };
}

function decideOn(node: MemberNode, models: Models, facts: Facts, question: Question):
Pick<Verdict, 'decision' | 'model'> {
  const { inHouse } = models;
  const access = question.glass ? models.breakGlass : models.access;
  if (question.person.member === node.index && question.custodian === node.name) {
    const decision = inHouse.decide(facts);
    if (decision.permit) return { decision, model: inHouse.name };
  }
  return { decision: access.decide(facts), model: access.name };
}

export function factsAt(node: MemberNode, models: Models, question: Question,
  grant = standingAt(node, models, question, null)): Facts {
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
    grant,
    onShift: question.onShift,
    reach: question.glass ? models.breakGlassReach : models.reach,
  };
}

/** All that a decision about a chart reads of the ledger. */
export interface Rights {
  readonly enrolments: readonly Enrolment[];
  readonly grants: readonly Grant[];
  /** The same grants as they are decided by. */
  readonly rules: readonly GivenProvision[];
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
  const rules = grants.map(({ provision, revokedAtMicros }) =>
    ({ provision, isRevoked: revokedAtMicros !== null }));
  const rights = { enrolments: enrolled, grants, rules };
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

/** What her grants on this node's final state say together, by its own clock. */
function standingAt(
  node: MemberNode, models: Models, question: Question, record: RecordTraits | null,
): GrantStanding {
  const reading = readingAt(node, models, question, record);
  return standingOf(rightsOf(node.replica.state, question.patient.name).rules, reading);
}

/** The question as grants answer it. */
export function readingAt(
  node: MemberNode, { members }: Models, question: Question, record: RecordTraits | null,
): Reading {
  const { person, section, custodian, purpose } = question;
  return {
    person: person.name, role: person.role, organisation: members[person.member]?.name ?? '',
    purpose: purposeCode(purpose), custodian, section, record, at: node.localNow,
  };
}
