import { grantAsked, grantSubmitted, leakHappened } from '../access/entries.ts';
import type { Cast, Life, Subject } from '../contract.ts';
import { needBegan } from '../health/entries.ts';
import { formatDuration, formatMoment } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { blockAppended } from '../ledger/entries.ts';
import { hasSentence, sentenceOf } from './sentence.ts';

/** More than anyone reads in a panel; the newest are kept. */
const LIFE_EVENTS_MAX = 200;

/** What one thing is, and what happened to it up to a moment; null where the run has no such thing. */
export function lifeOf(
  trace: Trace, subject: Subject, at: Micros, parties: readonly string[], cast: Cast,
): Life | null {
  if (!isThere(trace, subject, cast)) return null;
  if (subject.kind === 'message') return messageLife(trace, subject.row, at, parties);
  if ('name' in subject) return namedLife(trace, subject.kind, subject.name, at);
  return outcomeLife(trace, subject.row, at);
}

/** A link names whatever its maker likes; a row is of the kind that its entry begins with. */
function isThere(trace: Trace, subject: Subject, { members, patients, people, workstations }: Cast): boolean {
  switch (subject.kind) {
    case 'member': return members.some(({ name }) => name === subject.name);
    case 'patient': return patients.some(({ name }) => name === subject.name);
    case 'person': return people.some(({ name }) => name === subject.name);
    case 'workstation': return workstations.some(({ name }) => name === subject.name);
    case 'message': return subject.row < trace.messages.count;
    case 'block': case 'grant': case 'leak': case 'need': case 'outcome': {
      if (subject.row >= trace.outcomeCount) return false;
      const [kind] = trace.kind(subject.row).name.split('.');
      // A consent that was brought from elsewhere is a grant too.
      return subject.kind === 'outcome' || kind === subject.kind || (subject.kind === 'grant' && kind === 'consent');
    }
  }
}

function namedLife(trace: Trace, kind: string, name: string, at: Micros): Life {
  const events = eventsOf(trace, at, (row) => trace.entity(row) === name || mentions(trace, row, name));
  const last = events[events.length - 1];
  return {
    title: name,
    state: last === undefined ? `A ${kind} to whom nothing has happened yet.` : last.sentence,
    facts: [{ label: 'is a', value: kind }],
    events,
  };
}

function outcomeLife(trace: Trace, row: Row, at: Micros): Life {
  const facts = factsOf(trace, row);
  return {
    title: titleOf(trace, row),
    state: sentenceOf(trace, row),
    facts: [{ label: 'at', value: formatMoment(trace.at(row)) }, ...facts],
    events: eventsOf(trace, at, relatedTo(trace, row)),
  };
}

function messageLife(
  trace: Trace, row: Row, at: Micros, parties: readonly string[],
): Life {
  const { messages } = trace;
  const sentAt = messages.sentAt(row);
  const from = parties[messages.from(row)] ?? '';
  const to = parties[messages.to(row)] ?? '';
  const cause = messages.cause(row);
  return {
    title: `${messages.kind(row)} message`,
    state: `From ${from} to ${to}, ${fateOf(trace, row, at)}.`,
    facts: [
      { label: 'from', value: from }, { label: 'to', value: to },
      { label: 'sent', value: formatMoment(sentAt) },
      { label: 'bytes', value: String(messages.bytes(row)) },
    ],
    events: cause === NONE ? [] : [eventOf(trace, cause)],
  };
}

/** How a message stands at a moment, by what was known of it then. */
function fateOf({ messages }: Trace, row: Row, at: Micros): string {
  const sentAt = messages.sentAt(row);
  if (at < sentAt) return 'not sent yet at this moment';
  const lostAt = messages.lostAt(row);
  if (at >= lostAt) return `lost on its way after ${formatDuration(lostAt - sentAt)}`;
  const { arrivesAt } = messages.passageAt(row, at);
  if (arrivesAt === Infinity) return `held on its way; sent ${formatDuration(at - sentAt)} ago`;
  return at >= arrivesAt ? `arrived after ${formatDuration(arrivesAt - sentAt)}`
    : `under way for ${formatDuration(at - sentAt)} so far`;
}

/** Which other outcomes belong to the same thing: the same block, grant, need or record. */
function relatedTo(trace: Trace, row: Row): (other: Row) => boolean {
  if (trace.is(row, blockAppended)) {
    const height = trace.integer(row, blockAppended, 'height');
    return (other) => trace.is(other, blockAppended)
      && trace.integer(other, blockAppended, 'height') === height;
  }
  const key = keyOf(trace, row);
  return (other) => other === row || (key !== '' && mentions(trace, other, key));
}

function keyOf(trace: Trace, row: Row): string {
  if (trace.is(row, grantSubmitted)) return trace.text(row, grantSubmitted, 'grant');
  if (trace.is(row, grantAsked)) return trace.text(row, grantAsked, 'request');
  if (trace.is(row, needBegan)) return trace.text(row, needBegan, 'need');
  if (trace.is(row, leakHappened)) return trace.text(row, leakHappened, 'record');
  return '';
}

function titleOf(trace: Trace, row: Row): string {
  if (trace.is(row, blockAppended)) return `Block ${trace.integer(row, blockAppended, 'height')}`;
  if (trace.is(row, leakHappened)) return `Leak: ${trace.text(row, leakHappened, 'kind')}`;
  const key = keyOf(trace, row);
  return key === '' ? trace.label(row) : key;
}

function factsOf(trace: Trace, row: Row): Life['facts'] {
  return trace.kind(row).fieldNames.flatMap((field, index) => {
    const value = trace.value(row, index);
    if (field === 'enabledBy' || field === 'names') return [];
    const shown = /At$/.test(field) ? formatMoment(Number(value))
      : /Micros$/.test(field) ? formatDuration(Number(value)) : String(value);
    return [{ label: field.replace(/Micros$/, ''), value: shown }];
  });
}

function eventsOf(trace: Trace, at: Micros, isPart: (row: Row) => boolean): Life['events'] {
  const events: Life['events'][number][] = [];
  for (let row = 0; row < trace.outcomeCount && trace.at(row) <= at; row += 1) {
    if (hasSentence(trace, row) && isPart(row)) events.push(eventOf(trace, row));
  }
  return events.slice(-LIFE_EVENTS_MAX);
}

function eventOf(trace: Trace, row: Row): Life['events'][number] {
  return { row, at: trace.at(row), sentence: sentenceOf(trace, row) };
}

function mentions(trace: Trace, row: Row, name: string): boolean {
  return trace.kind(row).fieldNames.some((_field, index) => trace.value(row, index) === name);
}
