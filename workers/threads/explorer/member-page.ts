import type { MemberPage, PageLink } from '../../contract.ts';
import type { Micros } from '../../kernel/micros.ts';
import { regionFacts } from '../../net/regions.ts';
import { memberHoldings } from '../../views/member-holdings.ts';
import { eventsBy, isAbout } from '../../views/page-events.ts';
import { plural } from './block-page.ts';
import type { Shelf } from './shelf.ts';

/** One member: what it holds, what its people could see now and have seen, and its part in agreeing. */
export function memberPage(shelf: Shelf, name: string, at: Micros): MemberPage | null {
  const { world, trace, open } = shelf;
  const index = world.members.findIndex((member) => member.name === name);
  const member = world.members[index];
  if (member === undefined) return null;
  const people = world.cast.people.filter((person) => person.member === index);
  const holdings = memberHoldings(trace, at, name, new Set(people.map((person) => person.name)), open.keptFacts);
  const records = holdings.holds.reduce((sum, { own, copies }) => sum + own + copies, 0);
  const validator = world.validators.indexOf(index);
  return {
    kind: 'member', id: name, title: name,
    sentence: `A ${member.kind} in ${member.region} that ${validator < 0 ? 'follows the chain without a vote' : `validates as number ${validator}`}: `
      + `it can decrypt ${plural(records, 'record')} and ${sightOf(people.length, holdings)}.`,
    since: 0, mark: { kind: 'member', name },
    before: memberLink(world.members[index - 1]?.name), after: memberLink(world.members[index + 1]?.name),
    events: eventsBy(trace, at, (row) => isAbout(trace, row, name)),
    memberKind: member.kind, place: regionFacts(member.region).place, region: member.region,
    validator: validator < 0 ? null : validator,
    publicKey: open.input.publicKeys.get(name) ?? '',
    people: people.map((person) => ({ name: person.name, role: person.role })),
    workstations: open.input.scenario.workstations.filter((desk) => desk.at === name).map((desk) => desk.name),
    ...holdings,
  };
}

/** Whom it has, and whose charts they could open; to stand in a sentence. */
function sightOf(people: number, { canSee }: Pick<MemberPage, 'canSee'>): string {
  if (people === 0) return 'has no people';
  const charts = new Set(canSee.map(({ patient }) => patient)).size;
  return `has ${people === 1 ? '1 person' : `${people} people`}, who could now open `
    + `${plural(charts, 'chart')} that nobody needs them to see`;
}

function memberLink(name: string | undefined): PageLink | null {
  return name === undefined ? null : { kind: 'member', id: name, label: name };
}
