import { MEMBERS_MAX, PEOPLE_MAX } from '../kernel/limits.ts';
import { parseSetting } from '../settings/register.ts';
import type { Piece } from './act.ts';
import { piecesOf } from './draft.ts';
import type { Problems } from './problem.ts';
import { grouped } from './refusal.ts';
import type { Rule } from './rules.ts';
import { PROVIDER_KINDS } from './scenario.ts';
import { either } from './sentence.ts';
import { settingRefusal } from './setting-slots.ts';
import { lineOf, slotPlace } from './statement.ts';

/** What must be true of the members, people and settings, whatever the story. */
export const DECLARATION_RULES: readonly Rule[] = [
  hasTitle, saysOnce, setsOnce, hasMembers, membersFit, peopleFit, providersTreat,
];

function hasTitle({ said, partial }: Parameters<Rule>[0], problems: Problems): void {
  if (partial || said.some(({ piece }) => piece.is === 'title')) return;
  problems.add({ line: 1, column: 1, endColumn: 1 }, {
    sentence: 'A scenario begins with its title, for example: '
      + 'scenario "Ana moves from Boise to Tampa".',
  });
}

/** `seed`, `consensus` and their like stand in a text once. */
function saysOnce({ said }: Parameters<Rule>[0], problems: Problems): void {
  const lines = new Map<string, number>();
  for (const { statement } of said) {
    if (statement.entry.once !== true) continue;
    const { id } = statement.entry;
    const earlier = lines.get(id);
    if (earlier === undefined) lines.set(id, statement.line.number);
    else {
      const word = statement.line.tokens[0]?.text ?? id;
      problems.add(lineOf(statement), {
        sentence: `\`${word}\` is already said on line ${earlier}; keep one of the two.`,
      });
    }
  }
}

/** A value the register refuses, or a path that is set twice. */
function setsOnce({ said }: Parameters<Rule>[0], problems: Problems): void {
  const lines = new Map<string, number>();
  for (const { statement, piece } of piecesOf(said, 'settings')) {
    for (const { path, text, slot } of piece.settings) {
      const setting = parseSetting(path, text);
      const earlier = lines.get(path);
      if (!setting.ok) {
        problems.add(slotPlace(statement, slot), {
          sentence: settingRefusal(path, setting.sentence),
        });
      } else if (earlier !== undefined && statement.entry.once !== true) {
        problems.add(lineOf(statement), {
          sentence: `${path} is already set on line ${earlier}; keep one of the two.`,
        });
      } else {
        lines.set(path, statement.line.number);
      }
    }
  }
}

function hasMembers({ said, partial }: Parameters<Rule>[0], problems: Problems): void {
  if (partial) return;
  const members = piecesOf(said, 'member');
  const anonymous = said.some(({ piece }) => piece.is === 'validators');
  if (members.length === 0 && !anonymous) {
    problems.add({ line: 1, column: 1, endColumn: 1 }, {
      sentence: 'The network has no members. Add one under `network`, for example: '
        + 'clinic boise-clinic in us-west.',
    });
  } else if (!anonymous && members.every(({ piece }) => piece.member.client)) {
    const [first] = members;
    if (first === undefined) return;
    problems.add(lineOf(first.statement), {
      sentence: 'Every member is a client, so nobody validates blocks. Leave `client` out of one.',
    });
  }
}

function membersFit({ said }: Parameters<Rule>[0], problems: Problems): void {
  let count = 0;
  for (const { statement, piece } of said) {
    const before = count;
    if (piece.is === 'member') count += 1;
    if (piece.is === 'validators') count += piece.count;
    if (before > MEMBERS_MAX || count <= MEMBERS_MAX) continue;
    problems.add(lineOf(statement), {
      sentence: `This makes ${count} members; a network has at most ${MEMBERS_MAX}, because for `
        + 'each block every two of them exchange messages.',
    });
  }
}

function peopleFit({ said }: Parameters<Rule>[0], problems: Problems): void {
  const people = said.filter(({ piece }) => piece.is === 'patient' || piece.is === 'person');
  const first = people[PEOPLE_MAX];
  if (first === undefined) return;
  problems.add(lineOf(first.statement), {
    sentence: `These are ${grouped(people.length)} people; ${grouped(PEOPLE_MAX)} with their `
      + 'charts are what one browser tab can hold.',
  });
}

function providersTreat({ said }: Parameters<Rule>[0], problems: Problems): void {
  const kinds = new Map(piecesOf(said, 'member').map(
    ({ piece }) => [piece.member.name, piece.member.kind]));
  for (const { statement, piece } of said) {
    const treated = treatment(piece);
    const kind = treated === null ? undefined : kinds.get(treated.at);
    if (treated === null || kind === undefined || PROVIDER_KINDS.includes(kind)) continue;
    problems.add(slotPlace(statement, treated.slot), {
      sentence: `${treated.at} is a ${kind}; patients are treated at a `
        + `${either([...PROVIDER_KINDS])}.`,
    });
  }
}

function treatment(piece: Piece): { at: string; slot: string } | null {
  if (piece.is === 'patient') return { at: piece.patient.at, slot: 'at' };
  if (piece.is === 'act' && piece.act.verb === 'moves') return { at: piece.act.to, slot: 'to' };
  return null;
}
