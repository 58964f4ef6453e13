import type { Micros } from '../kernel/micros.ts';
import type { Actor, Provision } from './provision.ts';
import { covers } from './purposes.ts';

/** Somebody wants to read one record (or, with nothing said of it, a section) at a moment. */
export interface Reading {
  readonly person: string;
  readonly role: string;
  /** Where the person works; '' for nowhere. */
  readonly organisation: string;
  /** A code of v3-ActReason. */
  readonly purpose: string;
  /** Who keeps the record. */
  readonly custodian: string;
  readonly section: string;
  /** Null where the section is asked for and no record in it is known. */
  readonly record: RecordTraits | null;
  /** By the clock of whoever decides. */
  readonly at: Micros;
}

/** What a rule can tell a record by. */
export interface RecordTraits {
  /** Type/id. */
  readonly id: string;
  readonly resourceType: string;
  readonly labels: readonly string[];
}

/**
 * What one grant says of a reading; null where it says nothing. The innermost rule that matches
 * decides; where several exceptions of one rule match, a denial among what they say decides.
 */
export function decisionOf(provision: Provision, reading: Reading): Provision['type'] | null {
  if (!matches(provision, reading)) return null;
  let inner: Provision['type'] | null = null;
  for (const exception of provision.exceptions) {
    const said = decisionOf(exception, reading);
    if (said === 'deny') return 'deny';
    inner = said ?? inner;
  }
  return inner ?? provision.type;
}

function matches(provision: Provision, reading: Reading): boolean {
  const { startsAtMicros, endsAtMicros } = provision;
  return (startsAtMicros === null || reading.at >= startsAtMicros)
    && (endsAtMicros === null || reading.at < endsAtMicros)
    && anyOf(provision.actors, (actor) => isActor(actor, reading))
    && anyOf(provision.custodians, (custodian) => custodian === reading.custodian)
    && anyOf(provision.purposes, (purpose) => covers(purpose, reading.purpose))
    && concerns(provision, reading)
    && provision.labels.every((label) => reading.record?.labels.includes(label) ?? false);
}

/** An empty list asks for nothing. */
function anyOf<T>(list: readonly T[], fits: (item: T) => boolean): boolean {
  return list.length === 0 || list.some(fits);
}

function isActor({ kind, name }: Actor, reading: Reading): boolean {
  switch (kind) {
    case 'person': return name === reading.person;
    case 'organisation': return name === reading.organisation;
    case 'role': return name === reading.role;
  }
}

/** Sections and types are one list of classes; records by name are another, as FHIR has it. */
function concerns({ sections, resourceTypes, records }: Provision, reading: Reading): boolean {
  const { record } = reading;
  const isOfClass = sections.length + resourceTypes.length === 0
    || sections.includes(reading.section)
    || (record !== null && resourceTypes.includes(record.resourceType));
  return isOfClass && anyOf(records, (id) => id === record?.id);
}

/** A grant as a deciding node knows it. */
export interface GivenProvision {
  readonly provision: Provision;
  readonly isRevoked: boolean;
}

/** `denied` by her own word; else the best of what she gave, or how the last of it ended. */
export const STANDINGS = ['in-force', 'denied', 'expired', 'revoked', 'none'] as const;
export type Standing = (typeof STANDINGS)[number];

/**
 * What all that a patient gave says together: a denial in one grant outweighs permission in
 * another; one permission suffices; else it is said how the last that would have permitted ended.
 */
export function standingOf(given: readonly GivenProvision[], reading: Reading): Standing {
  let isPermitted = false;
  let ended: Standing = 'none';
  for (const { provision, isRevoked } of given) {
    if (isRevoked) {
      if (permittedOnce(provision, reading)) ended = 'revoked';
      continue;
    }
    const said = decisionOf(provision, reading);
    if (said === 'deny') return 'denied';
    if (said === 'permit') isPermitted = true;
    else if (permittedOnce(provision, reading) && isOver(provision, reading.at)) ended = 'expired';
  }
  return isPermitted ? 'in-force' : ended;
}

function isOver({ endsAtMicros }: Provision, at: Micros): boolean {
  return endsAtMicros !== null && at >= endsAtMicros;
}

/** Now, or at the last moment of its time. */
function permittedOnce(provision: Provision, reading: Reading): boolean {
  const { endsAtMicros } = provision;
  const at = isOver(provision, reading.at) && endsAtMicros !== null
    ? endsAtMicros - 1 : reading.at;
  return decisionOf(provision, { ...reading, at }) === 'permit';
}
