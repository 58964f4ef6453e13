import type { StandingWant } from './standing.ts';
import type { Offer, Touching } from './touching.ts';

/** People who may sit down at one screen, or screens one may sit down at; a choice, not a list. */
const SEATS_OFFERED_MAX = 6;
const TREATING_KINDS: readonly string[] = ['clinic', 'hospital'];

/** Who sits at a screen walks away from it; where nobody sits, somebody of the house sits down. */
export function workstationActs(touching: Touching, name: string): Offer[] {
  const { cast, standing: { sessions } } = touching;
  const desk = cast.workstations.find((workstation) => workstation.name === name);
  if (desk === undefined) return [];
  const session = sessions.get(name);
  if (session !== undefined && session.sitter !== '') return leaving(touching, name, session.sitter);
  const seated = new Set([...sessions.values()].map(({ sitter }) => sitter));
  const near = cast.people.filter(({ member, role }) => member === desk.member && role !== 'proxy');
  // Whoever has nothing else to do comes first.
  const free = [...near.filter((person) => !seated.has(person.name)),
    ...near.filter((person) => seated.has(person.name))];
  return free.slice(0, SEATS_OFFERED_MAX).flatMap((person) => sitting(touching, person.name, name));
}

/** A person walks away, sits down, or breaks the glass. */
export function personActs(touching: Touching, name: string): Offer[] {
  const { cast, standing: { sessions } } = touching;
  const person = cast.people.find((each) => each.name === name);
  if (person === undefined || person.role === 'proxy') return [];
  // A device of one's own has no name that a line could say.
  const here = [...sessions].find(([desk, { sitter }]) => sitter === name
    && cast.workstations.some((each) => each.name === desk))?.[0];
  const free = cast.workstations.filter((desk) => desk.member === person.member
    && (sessions.get(desk.name)?.sitter ?? '') === '').slice(0, SEATS_OFFERED_MAX);
  return [
    ...here === undefined ? free.flatMap((desk) => sitting(touching, name, desk.name))
      : leaving(touching, here, name),
    ...wantsOf(touching).filter((want) => want.person === name)
      .flatMap((want) => breaking(touching, want)),
  ];
}

/** Who waits for a patient's records breaks the glass for them. */
export function emergencyActs(touching: Touching, patient: string): Offer[] {
  return wantsOf(touching).filter((want) => want.patient === patient)
    .flatMap((want) => breaking(touching, want)).slice(0, SEATS_OFFERED_MAX);
}

function leaving({ cast }: Touching, workstation: string, sitter: string): Offer[] {
  const desk = cast.workstations.find(({ name }) => name === workstation);
  const person = cast.people.find(({ name }) => name === sitter);
  if (desk === undefined || person === undefined) return [];
  const locking: Offer = {
    title: `${sitter} locks ${workstation}`, act: `${sitter} locks ${workstation}`,
    hint: 'The session is over: whoever sits down next has to sign in.',
  };
  // Only at her own place is a screen hers to walk away from, as the language has it.
  if (person.member !== desk.member) return [locking];
  return [
    {
      title: `${sitter} locks ${workstation} and leaves`, act: `${sitter} leaves ${workstation} locked`,
      hint: 'Whoever sits down next finds a closed screen.',
    },
    {
      title: `${sitter} walks away from ${workstation}`, act: `${sitter} leaves ${workstation} unlocked`,
      hint: 'The session stays open until it locks itself: see who sits down at it.',
    },
  ];
}

function sitting({ standing: { sessions } }: Touching, person: string, workstation: string): Offer[] {
  const open = sessions.get(workstation);
  if (open === undefined) {
    return [{
      title: `${person} sits down at ${workstation}`, act: `${person} sits down at ${workstation}`,
      hint: 'The screen is closed: a sign-in, and nothing of anybody else.',
    }];
  }
  if (open.owner === person) {
    return [{
      title: `${person} comes back to ${workstation}`, act: `${person} sits down at ${workstation}`,
      hint: 'The session that was left open is in its owner\u2019s hands again.',
    }];
  }
  const patient = open.patients.at(-1);
  const act = `${person} sits down at ${workstation}`;
  return [{
    title: `${person} sits down at ${workstation} as ${open.owner}`,
    act: patient === undefined ? act : `${act} and opens ${patient}`,
    hint: `${open.owner} is still signed in there: what is read now is read in that name.`,
  }];
}

function breaking({ cast }: Touching, { person: name, patient, sections }: StandingWant): Offer[] {
  const person = cast.people.find((each) => each.name === name);
  const kind = cast.members[person?.member ?? -1]?.kind ?? '';
  if (person?.role !== 'clinician' || !TREATING_KINDS.includes(kind)) return [];
  const records = sections.map((section) => `${patient}/${section}`).join(', ');
  return [{
    title: `${name} breaks the glass for ${patient}`,
    act: `${name} breaks the glass for ${records} because "there is no time to wait for consent"`,
    hint: 'No consent is waited for; it is noted on the ledger, and her phone tells the patient.',
  }];
}

/** Needs that are not met, then what was asked for beside them; one for each person and patient. */
function wantsOf({ standing: { needs, wanted } }: Touching): StandingWant[] {
  const found = new Map<string, StandingWant>();
  for (const want of [...needs.values(), ...wanted.values()]) {
    const key = `${want.person}>${want.patient}`;
    if (!found.has(key)) found.set(key, want);
  }
  return [...found.values()];
}
