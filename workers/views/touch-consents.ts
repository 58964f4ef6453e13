import type { StandingGrant, StandingWant } from './standing.ts';
import type { Offer, Touching } from './touching.ts';

const GRANTED_FOR = '24h';
const EXTENDED_BY = '24h';

/** What a patient can say yes to, and what of hers she can take back. */
export function patientActs(touching: Touching, patient: string): Offer[] {
  const { standing } = touching;
  if (!canSign(touching, patient)) return [];
  const asked = [...standing.asked.values()].filter((ask) => ask.patient === patient);
  return [
    ...onePerPerson(asked).map(granting),
    ...oneEach(inForce(touching).filter((grant) => grant.patient === patient))
      .flatMap((grant) => endings(touching, grant)),
  ];
}

/** What a person or a place may still read, taken back by whoever gave it. */
export function granteeActs(touching: Touching, grantee: string): Offer[] {
  return oneEach(inForce(touching).filter((grant) => grant.grantee === grantee))
    .flatMap((grant) => endings(touching, grant));
}

export function grantActs(touching: Touching, grant: string): Offer[] {
  const given = inForce(touching).find((each) => each.grant === grant);
  return given === undefined ? [] : endings(touching, given);
}

/** The answer to one request, where it lies unanswered on her phone. */
export function answerActs(touching: Touching, request: string): Offer[] {
  const ask = touching.standing.asked.get(request);
  return ask === undefined || !canSign(touching, ask.patient) ? [] : [granting(ask)];
}

function inForce({ standing: { grants }, actsAt }: Touching): StandingGrant[] {
  return [...grants.values()].filter((grant) => !grant.isOver
    && (grant.endsAt < 0 || grant.endsAt > actsAt));
}

/** A line names one person or place; a Consent of a file may name several, or a role. */
function endings(touching: Touching, { patient, grantee, denies, endsAt }: StandingGrant): Offer[] {
  const { cast } = touching;
  const isNamed = cast.people.some(({ name }) => name === grantee)
    || cast.members.some(({ name }) => name === grantee);
  if (!canSign(touching, patient)) return [];
  if (denies) {
    if (!isNamed && grantee !== 'anyone') return [];
    return [{
      title: `${patient} no longer denies ${grantee}`, act: `${patient} no longer denies ${grantee}`,
      hint: 'What she granted beside it counts again, at each node as soon as it is final there.',
    }];
  }
  if (!isNamed) return [];
  const revoking: Offer = {
    title: `${patient} takes it back from ${grantee}`, act: `${patient} revokes ${grantee}`,
    hint: 'Her wish counts at once; each node goes on serving until it is final there.',
  };
  return endsAt < 0 ? [revoking] : [revoking, {
    title: `${patient} gives ${grantee} longer`,
    act: `${patient} extends the grant of ${grantee} by ${EXTENDED_BY}`,
    hint: 'It is signed anew with a later end; the old grant runs out when it would have.',
  }];
}

function granting({ person, patient, sections }: StandingWant): Offer {
  const records = sections.map((section) => `${patient}/${section}`).join(', ');
  return {
    title: `${patient} says yes to ${person}`,
    act: `${patient} grants ${person} ${records} for ${GRANTED_FOR}`,
    hint: 'What waited for the answer is asked for again as soon as the grant is final.',
  };
}

function canSign({ cast, standing: { phoneless } }: Touching, patient: string): boolean {
  return cast.patients.some(({ name }) => name === patient) && !phoneless.has(patient);
}

/** One line takes back all that one patient gave one grantee. */
function oneEach(grants: readonly StandingGrant[]): StandingGrant[] {
  const found = new Map<string, StandingGrant>();
  for (const grant of grants) found.set(`${grant.patient}>${grant.grantee}>${grant.denies}`, grant);
  return [...found.values()];
}

function onePerPerson(asked: readonly StandingWant[]): StandingWant[] {
  return [...new Map(asked.map((ask) => [ask.person, ask])).values()];
}
