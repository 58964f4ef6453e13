import { STORY_ACTS_MAX } from '../kernel/limits.ts';
import { formatMoment, MICROS_PER_MINUTE } from '../kernel/micros.ts';
import { LOAD_TRANSACTIONS_MAX } from './limits.ts';
import { placeFrom, placeOf } from './place.ts';
import type { Problems } from './problem.ts';
import { grouped } from './refusal.ts';
import type { Rule } from './rules.ts';
import type { RecordsPath } from './names.ts';
import { lineOf, slotPlace } from './statement.ts';

/** What must be true of the story as a whole. */
export const STORY_RULES: readonly Rule[] = [
  timeGoesForward, storyFits, onePatientALine, movesGoElsewhere, sitsAtOwnPlace,
  messageGoesBetween, oneAnswerEach, proxiesAreProxies, denialsDenySomebody, loadsFit, conditionsCanCome,
  clientsKeepNoRules,
];

function timeGoesForward({ said }: Parameters<Rule>[0], problems: Problems): void {
  let before = { at: 0, line: 0 };
  for (const { statement } of said) {
    if (statement.at === null) continue;
    const [first, , third] = statement.line.tokens;
    if (statement.at < before.at && first !== undefined && third !== undefined) {
      problems.add(placeFrom(first, third), {
        sentence: `The story goes backwards: line ${before.line} is already at `
          + `${formatMoment(before.at)}. Move this line up, or give it a later time.`,
      });
    }
    before = { at: statement.at, line: statement.line.number };
  }
}

function storyFits({ said }: Parameters<Rule>[0], problems: Problems): void {
  const acts = said.filter(({ piece }) => piece.is === 'act');
  const first = acts[STORY_ACTS_MAX];
  if (first === undefined) return;
  problems.add(lineOf(first.statement), {
    sentence: `The story has ${grouped(acts.length)} acts; ${grouped(STORY_ACTS_MAX)} are the most `
      + 'that can be checked while you type.',
  });
}

/** What a tab can hold of signed transactions. */
function loadsFit({ said }: Parameters<Rule>[0], problems: Problems): void {
  let total = 0;
  for (const { statement, piece } of said) {
    if (piece.is !== 'act' || piece.act.verb !== 'loads') continue;
    total += Math.ceil((piece.act.perMinute * piece.act.forMicros) / MICROS_PER_MINUTE);
    if (total <= LOAD_TRANSACTIONS_MAX) continue;
    return problems.add(lineOf(statement), {
      sentence: `The loads come to ${grouped(total)} transactions by here; `
        + `${grouped(LOAD_TRANSACTIONS_MAX)} are the most, because each is signed and kept.`,
    });
  }
}

/** `ana/allergies, ben/allergies` in one line would be two requests that look like one. */
function onePatientALine({ said, cast }: Parameters<Rule>[0], problems: Problems): void {
  for (const { statement } of said) {
    const records = statement.values['records'];
    if (!Array.isArray(records)) continue;
    const paths = records as readonly RecordsPath[];
    const granter = statement.values['patient'];
    const owner = typeof granter === 'string' ? granter : paths[0]?.patient;
    const seen = new Set<string>();
    for (const { patient, section } of paths) {
      // A name that stands for nobody has its own problem already.
      if (cast.named(patient) === undefined || cast.named(owner ?? '') === undefined) break;
      if (patient !== owner) {
        problems.add(slotPlace(statement, 'records'), { sentence: notHers(owner ?? '', patient) });
        break;
      }
      if (seen.has(section)) {
        problems.add(slotPlace(statement, 'records'), {
          sentence: `${patient}/${section} is named twice; once is enough.`,
        });
        break;
      }
      seen.add(section);
    }
  }
}

function notHers(owner: string, other: string): string {
  return `One line is about one patient\u2019s records: here ${owner}\u2019s. Write another line `
    + `for ${other}.`;
}

function movesGoElsewhere({ said }: Parameters<Rule>[0], problems: Problems): void {
  const places = new Map<string, string>();
  for (const { piece } of said) {
    if (piece.is === 'patient') places.set(piece.patient.name, piece.patient.at);
  }
  for (const { statement, piece } of said) {
    if (piece.is !== 'act' || piece.act.verb !== 'moves') continue;
    const { patient, to } = piece.act;
    if (places.get(patient) === to) {
      problems.add(slotPlace(statement, 'to'), { sentence: `${patient} is already at ${to}.` });
    }
    places.set(patient, to);
  }
}

const WORKS_AT_A_DESK: ReadonlySet<string> = new Set([
  'asks', 'breaks', 'leaves', 'signs-in', 'writes', 'amends', 'copies',
]);

/** A request comes from a session at the person's own place; sitting down may be anywhere. */
function sitsAtOwnPlace({ said }: Parameters<Rule>[0], problems: Problems): void {
  const people = new Map<string, string>();
  const workstations = new Map<string, string>();
  for (const { piece } of said) {
    if (piece.is === 'person') people.set(piece.person.name, piece.person.at);
    if (piece.is === 'workstation') workstations.set(piece.workstation.name, piece.workstation.at);
  }
  for (const { statement, piece } of said) {
    if (piece.is !== 'act' || !WORKS_AT_A_DESK.has(piece.act.verb)) continue;
    const { person: who, as, workstation } = piece.act as {
      person: string; as?: string | null; workstation: string | null };
    // Whose name the session is in: a borrowed password opens its owner's screens.
    const person = as ?? who;
    const own = people.get(person);
    const there = workstation === null ? own : workstations.get(workstation);
    if (own === undefined || there === undefined || own === there) continue;
    problems.add(slotPlace(statement, 'workstation'), {
      sentence: `${workstation} is at ${there}, and ${person} works at ${own}.`,
    });
  }
}

/** From one to another, each with a node or a phone: of people only proxies have one. */
function messageGoesBetween({ said }: Parameters<Rule>[0], problems: Problems): void {
  const roles = new Map(said.flatMap(({ piece }) =>
    piece.is === 'person' ? [[piece.person.name, piece.person.role] as const] : []));
  for (const { statement, piece } of said) {
    if (piece.is !== 'act' || (piece.act.verb !== 'drops' && piece.act.verb !== 'holds')) continue;
    const { from, to } = piece.act;
    if (from === to) {
      problems.add(slotPlace(statement, 'to'), { sentence: `${from} sends itself no message.` });
    }
    for (const [end, name] of [['from', from], ['to', to]] as const) {
      const role = roles.get(name);
      if (role === undefined || role === 'proxy') continue;
      problems.add(slotPlace(statement, end), {
        sentence: `${name} has no phone that messages go to: members, patients and proxies have.`,
      });
    }
  }
}

function oneAnswerEach({ said }: Parameters<Rule>[0], problems: Problems): void {
  const lines = new Map<string, number>();
  for (const { statement, piece } of said) {
    if (piece.is !== 'reaction') continue;
    const { patient, proxy, grantee } = piece.reaction;
    const key = `${patient} ${proxy ?? ''} ${grantee ?? ''}`;
    const earlier = lines.get(key);
    if (earlier === undefined) lines.set(key, statement.line.number);
    else {
      problems.add(lineOf(statement), {
        sentence: `What ${proxy ?? patient} answers ${grantee ?? 'anyone'} is already said on line `
          + `${earlier}.`,
      });
    }
  }
}

/** A denial from which the one it names is excepted says nothing. */
function denialsDenySomebody({ said }: Parameters<Rule>[0], problems: Problems): void {
  for (const { statement, piece } of said) {
    if (piece.is !== 'act' || piece.act.verb !== 'denies') continue;
    const { grantee, except, patient } = piece.act;
    if (grantee === null || !except.includes(grantee)) continue;
    problems.add(slotPlace(statement, 'except'), {
      sentence: `${grantee} is denied and excepted from it at once; leave out one of the two. `
        + `\`${patient} no longer denies ${grantee}\` lifts an earlier denial.`,
    });
  }
}

/** A client makes no blocks, whatever it waits for. */
function conditionsCanCome({ said }: Parameters<Rule>[0], problems: Problems): void {
  const clients = clientsIn(said);
  for (const { statement: { waiting } } of said) {
    if (waiting === null || (waiting.when.what !== 'leads' && waiting.when.what !== 'proposes')) continue;
    const { when: { what, node }, filled } = waiting;
    const named = filled.find(({ token }) => token.text === node);
    if (!clients.has(node) || named === undefined) continue;
    problems.add(placeOf(named.token), { sentence: `${node} is a client: it makes no blocks and never ${what}.` });
  }
}

/** Nor can it break the rules by which they are made. */
function clientsKeepNoRules({ said }: Parameters<Rule>[0], problems: Problems): void {
  const clients = clientsIn(said);
  for (const { statement, piece } of said) {
    if (piece.is !== 'act' || (piece.act.verb !== 'misbehaves' && piece.act.verb !== 'turns-honest')) continue;
    const { node } = piece.act;
    if (!clients.has(node)) continue;
    problems.add(slotPlace(statement, 'node'), { sentence: `${node} is a client: it takes no part in `
      + 'making blocks and cannot lie about them. Leave `client` out of its line, or name a validator.' });
  }
}

export function clientsIn(said: Parameters<Rule>[0]['said']): ReadonlySet<string> {
  return new Set(said.flatMap(({ piece }) =>
    (piece.is === 'member' && piece.member.client ? [piece.member.name] : [])));
}

/** Whoever signs for a patient is declared as a proxy, so that she has a key and a phone. */
function proxiesAreProxies({ said }: Parameters<Rule>[0], problems: Problems): void {
  const roles = new Map(said.flatMap(({ piece }) =>
    piece.is === 'person' ? [[piece.person.name, piece.person.role] as const] : []));
  for (const { statement, piece } of said) {
    const named = piece.is === 'act' ? piece.act : piece.is === 'reaction' ? piece.reaction : null;
    if (named === null || !('proxy' in named) || named.proxy === null) continue;
    const role = roles.get(named.proxy);
    if (role === undefined || role === 'proxy') continue;
    problems.add(slotPlace(statement, 'proxy'), {
      sentence: `${named.proxy} is declared as ${role}; who signs for a patient is declared as \`proxy `
        + `${named.proxy} at PLACE\`.`,
    });
  }
}
