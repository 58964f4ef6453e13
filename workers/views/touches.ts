import type { Cast, Touch, TouchSubject } from '../contract.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { actsAfter } from './acts-after.ts';
import type { Standing } from './standing.ts';
import { answerActs, grantActs, granteeActs, patientActs } from './touch-consents.ts';
import { messageActs, requestActs } from './touch-messages.ts';
import { blockActs, linkActs, memberActs } from './touch-network.ts';
import { emergencyActs, personActs, workstationActs } from './touch-people.ts';
import { isThere, touchOf } from './touching.ts';
import type { Offer, Touching } from './touching.ts';

/** What can be chosen from at a glance. */
const TOUCHES_MAX = 24;

export interface TouchSources {
  readonly trace: Trace;
  readonly cast: Cast;
  readonly standing: Standing;
  readonly parties: readonly string[];
}

/**
 * The acts that can be said of a thing at a moment, each as a line of the story: only those that
 * make sense by how things stand there, as the trace tells it. Empty where there is none.
 */
export function touchesOf(sources: TouchSources, subject: TouchSubject, at: Micros): Touch[] {
  const { messages } = sources.trace;
  // What is sent in a moment may be sent after its acts.
  const isSentNow = subject.kind === 'message' && Number.isInteger(subject.row) && subject.row >= 0
    && subject.row < messages.keptCount && messages.sentAt(subject.row) === at;
  const actsAt = isSentNow ? at + 1 : actsAfter(sources.trace, at);
  const found = new Map<string, Offer>();
  for (const offer of offersOf({ ...sources, at, actsAt }, subject)) {
    if (!found.has(offer.act)) found.set(offer.act, offer);
  }
  return [...found.values()].slice(0, TOUCHES_MAX).map((offer) => touchOf(offer, actsAt));
}

function offersOf(touching: Touching, subject: TouchSubject): Offer[] {
  switch (subject.kind) {
    case 'link': return linkActs(touching, subject.a, subject.b);
    case 'message': return messageActs(touching, subject.row);
    case 'member':
    case 'patient':
    case 'person':
    case 'workstation': return namedActs(touching, subject.name);
    case 'block': return [...blockActs(touching, subject.row), ...outcomeActs(touching, subject.row)];
    case 'request':
    case 'grant':
    case 'leak':
    case 'need':
    case 'outcome': return outcomeActs(touching, subject.row);
  }
}

/** Names are of one space: a name is a member's, a patient's, a person's or a workstation's. */
function namedActs(touching: Touching, name: string): Offer[] {
  return [
    ...memberActs(touching, name), ...workstationActs(touching, name), ...personActs(touching, name),
    ...patientActs(touching, name), ...granteeActs(touching, name), ...emergencyActs(touching, name),
  ];
}

/** Of everybody and everything that an outcome names: first what it is about, then the others. */
function outcomeActs(touching: Touching, row: Row): Offer[] {
  const { trace } = touching;
  if (!isThere(touching, row)) return [];
  const fields = trace.kind(row).fieldNames;
  const texts = fields.flatMap((field, index) => {
    const value = trace.value(row, index);
    return typeof value === 'string' ? [[field, value] as const] : [];
  });
  const said = new Map(texts);
  const offers: Offer[] = [];
  const grant = said.get('grant');
  if (grant !== undefined) offers.push(...grantActs(touching, grant));
  const request = said.get('request');
  if (request !== undefined) {
    offers.push(...answerActs(touching, request), ...requestActs(touching, request));
  }
  const [a, b] = [said.get('a'), said.get('b')];
  if (a !== undefined && b !== undefined) offers.push(...linkActs(touching, a, b));
  const names = new Set([...texts.map(([, value]) => value), trace.entity(row)]);
  for (const name of names) offers.push(...namedActs(touching, name));
  return offers;
}
