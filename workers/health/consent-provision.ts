import { CONFIDENTIALITY_SYSTEM, SENSITIVITY_SYSTEM } from '../grants/labels.ts';
import { UNLIMITED } from '../grants/provision.ts';
import type { Actor, Provision } from '../grants/provision.ts';
import { PURPOSE_SYSTEM, isPurpose } from '../grants/purposes.ts';
import {
  ACTIONS, CUSTODIAN_ROLE, PROVISION_ELEMENTS, READING_ACTIONS, RECIPIENT_ROLES,
  RESOURCE_TYPE_SYSTEM, SECTION_SYSTEM,
} from './consent-codes.ts';
import type { ConsentNotes } from './consent-notes.ts';
import { readDateTime } from './fhir-time.ts';
import { child, items, property, stringOf, type JsonNode } from './json.ts';
import { R4_RESOURCE_TYPES } from './resource-types.ts';

/** A rule under construction: what could not be modelled makes it unsure. */
type Draft = {
  -readonly [K in keyof Provision]: Provision[K] extends readonly (infer T)[] ? T[] : Provision[K]
} & { isUnsure: boolean; isOfReading: boolean; readonly widened: Set<List> };

/** Lists of which any entry will do: one that is not modelled leaves the whole list unknown. */
type List = 'actors' | 'custodians' | 'sections' | 'resourceTypes' | 'records' | 'purposes';

/**
 * One provision and what is nested in it; `given` is its type where it has none of its own. Where a
 * condition is not modelled, a permission is read as narrower than it may be meant and a denial as
 * wider: never the other way round. Null where it then says nothing of reading records.
 */
export function readProvision(
  node: JsonNode, pointer: string, given: Provision['type'] | null, notes: ConsentNotes,
): Provision | null {
  notes.knowsAll(node, pointer, PROVISION_ELEMENTS);
  const draft: Draft = {
    ...UNLIMITED, type: given ?? typeOf(node, pointer, notes), actors: [], custodians: [],
    sections: [], resourceTypes: [], records: [], labels: [], purposes: [], exceptions: [],
    isUnsure: false, isOfReading: true, widened: new Set(),
  };
  readPeriod(node, pointer, draft, notes);
  each(node, pointer, 'actor', notes, (actor, at) => readActor(actor, at, draft, notes));
  readActions(node, pointer, draft, notes);
  readCodings(node, pointer, draft, notes);
  each(node, pointer, 'data', notes, (data, at) => readData(data, at, draft, notes));
  for (const name of ['code', 'dataPeriod', 'extension', 'modifierExtension']) {
    if (property(node, name) === undefined) continue;
    unsure(draft, notes, `${pointer}.${name}`, name === 'code'
      ? 'Records are not told by the codes in them.' : name === 'dataPeriod'
        ? 'Records are not told by their own dates.' : 'Extensions are not read.');
  }
  each(node, pointer, 'provision', notes, (nested, at) => {
    const exception = readProvision(nested, at, null, notes);
    if (exception !== null) draft.exceptions.push(exception);
  });
  if (!draft.isOfReading || (draft.isUnsure && draft.type === 'permit')) return null;
  for (const list of draft.widened) draft[list] = [];
  const { isUnsure: _unsure, isOfReading: _reading, widened: _widened, ...provision } = draft;
  return provision;
}

function typeOf(node: JsonNode, pointer: string, notes: ConsentNotes): Provision['type'] {
  const type = notes.required(node, pointer, 'type');
  const code = stringOf(type);
  if (code === 'permit' || code === 'deny') return code;
  if (type !== undefined) notes.problem(type, `${pointer}.type`, 'A type is permit or deny.');
  return 'deny';
}

function readPeriod(node: JsonNode, pointer: string, draft: Draft, notes: ConsentNotes): void {
  const period = child(node, 'period');
  if (period === undefined) return;
  notes.knowsAll(period, `${pointer}.period`, ['id', 'extension', 'start', 'end']);
  const span = (name: string): ReturnType<typeof readDateTime> => {
    const written = child(period, name);
    const read = readDateTime(stringOf(written) ?? '');
    if (written !== undefined && read === null) {
      notes.problem(written, `${pointer}.period.${name}`,
        'This is no FHIR dateTime, such as 2016-06-23 or 2016-06-23T17:02:33+10:00.');
    }
    return read;
  };
  const [start, end] = [span('start'), span('end')];
  draft.startsAtMicros = start?.from ?? null;
  draft.endsAtMicros = end?.until ?? null;
  if (start !== null && end !== null && start.from >= end.until) {
    notes.problem(period, `${pointer}.period.end`, 'The period ends before it starts.');
  }
}

function readActor(node: JsonNode, pointer: string, draft: Draft, notes: ConsentNotes): void {
  notes.knowsAll(node, pointer, ['id', 'extension', 'modifierExtension', 'role', 'reference']);
  const roles = items(child(notes.required(node, pointer, 'role'), 'coding'))
    .map((coding) => stringOf(child(coding, 'code')) ?? '');
  const reference = stringOf(child(notes.required(node, pointer, 'reference'), 'reference'));
  const actor = reference === null ? null : actorOf(reference);
  if (actor === null) {
    unsure(draft, notes, `${pointer}.reference`, 'It is no reference to a person, an organisation '
      + 'or a group that could be told here.', 'actors', 'custodians');
  } else if (roles.includes(CUSTODIAN_ROLE) && actor.kind === 'organisation') {
    draft.custodians.push(actor.name);
  } else if (roles.some((role) => RECIPIENT_ROLES.includes(role))) {
    draft.actors.push(actor);
  } else {
    unsure(draft, notes, `${pointer}.role`,
      `What ${reference ?? ''} is to the record (${roles.join(', ') || 'no code'}) is not modelled; `
      + `those who read (${RECIPIENT_ROLES.join(', ')}) and those who keep it (${CUSTODIAN_ROLE}) are.`,
      'actors', 'custodians');
  }
}

const ACTOR_TYPES: Readonly<Record<string, Actor['kind']>> = {
  Organization: 'organisation', Practitioner: 'person', RelatedPerson: 'person', Patient: 'person',
  Group: 'role',
};

/** `Organization/f001`, or an address that ends so. */
function actorOf(reference: string): Actor | null {
  const found = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/.exec(reference);
  const kind = ACTOR_TYPES[found?.[1] ?? ''];
  return kind === undefined ? null : { kind, name: found?.[2] ?? '' };
}

function readActions(node: JsonNode, pointer: string, draft: Draft, notes: ConsentNotes): void {
  const codes = items(child(node, 'action')).flatMap((action) =>
    items(child(action, 'coding')).map((coding) => stringOf(child(coding, 'code')) ?? ''));
  if (property(node, 'action') === undefined) return;
  const others = codes.filter((code) => !READING_ACTIONS.includes(code));
  if (others.length > 0) {
    notes.unmodelled(`${pointer}.action`, `Of ${ACTIONS.join(', ')} only `
      + `${READING_ACTIONS.join(' and ')} are modelled: reading; ${others.join(', ')} is not.`);
  }
  if (codes.some((code) => READING_ACTIONS.includes(code))) return;
  draft.isOfReading = false;
  notes.note(`${pointer} does not concern reading and is left out.`);
}

function readCodings(node: JsonNode, pointer: string, draft: Draft, notes: ConsentNotes): void {
  const coded = (name: string, take: (system: string, code: string, at: string) => boolean,
    ...lists: readonly List[]): void =>
    each(node, pointer, name, notes, (coding, at) => {
      const [system, code] = [stringOf(child(coding, 'system')), stringOf(child(coding, 'code'))];
      if (take(system ?? '', code ?? '', at)) return;
      unsure(draft, notes, at, `${code ?? 'A coding without a code'} of ${system ?? 'no code system'} `
        + 'is not known here.', ...lists);
    });
  coded('securityLabel', (system, code) => code !== ''
    && [SENSITIVITY_SYSTEM, CONFIDENTIALITY_SYSTEM].includes(system) && add(draft.labels, code));
  coded('purpose', (system, code, at) => {
    if (system !== PURPOSE_SYSTEM || code === '') return false;
    if (!isPurpose(code)) notes.note(`${at}: ${code} is no purpose that is known here; it covers itself.`);
    return add(draft.purposes, code);
  }, 'purposes');
  coded('class', (system, code) => (system === SECTION_SYSTEM && add(draft.sections, code))
    || (system === RESOURCE_TYPE_SYSTEM && R4_RESOURCE_TYPES.has(code)
      && add(draft.resourceTypes, code)), 'sections', 'resourceTypes');
}

function readData(node: JsonNode, pointer: string, draft: Draft, notes: ConsentNotes): void {
  notes.knowsAll(node, pointer, ['id', 'extension', 'modifierExtension', 'meaning', 'reference']);
  const meaning = stringOf(notes.required(node, pointer, 'meaning')) ?? '';
  const reference = stringOf(child(notes.required(node, pointer, 'reference'), 'reference'));
  if (reference === null || meaning === 'authoredby') {
    unsure(draft, notes, pointer, 'Records are not told by who wrote them, or without a reference.',
      'records');
    return;
  }
  add(draft.records, reference);
  if (meaning === 'instance') return;
  // To permit the record alone is less than is meant, and safe; to deny it alone would not be.
  notes.unmodelled(`${pointer}.meaning`, `${meaning}: what the record refers to, or what refers to `
    + 'it, is not followed.');
  if (draft.type === 'deny') draft.widened.add('records');
}

/** Lists name each thing once; a second mention adds nothing. */
function add(list: string[], item: string): boolean {
  if (!list.includes(item)) list.push(item);
  return true;
}

/** A denial is read without the condition that is not modelled, its widest meaning. */
function unsure(draft: Draft, notes: ConsentNotes, pointer: string, sentence: string,
  ...lists: readonly List[]): void {
  draft.isUnsure = true;
  for (const list of lists) draft.widened.add(list);
  notes.unmodelled(pointer, sentence);
}

function each(node: JsonNode, pointer: string, name: string, notes: ConsentNotes,
  read: (item: JsonNode, pointer: string) => void): void {
  const list = child(node, name);
  if (list === undefined) return;
  if (list.type !== 'array') {
    notes.problem(list, `${pointer}.${name}`, 'A list should stand here.');
    return;
  }
  items(list).forEach((item, index) => { read(item, `${pointer}.${name}[${index}]`); });
}
