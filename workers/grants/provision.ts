import type { Micros } from '../kernel/micros.ts';

/**
 * One rule of a grant: whom it concerns, which records, what for, from when to when, and whether
 * it permits or denies reading them. Its exceptions are rules of the same kind, for a part of what
 * it concerns. The shape is FHIR R4's Consent.provision, so that either can be written as the other
 * (docs/CONSENT.md). An empty list says nothing: any reader, any record, any purpose.
 */
export type Provision = {
  readonly type: 'permit' | 'deny';
  /** Who reads; any of them. */
  readonly actors: readonly Actor[];
  /** Organisations that keep the record; any of them. */
  readonly custodians: readonly string[];
  /** Which records: in one of these sections or of one of these FHIR resource types, … */
  readonly sections: readonly string[];
  readonly resourceTypes: readonly string[];
  /** … and one of these, each as Type/id, … */
  readonly records: readonly string[];
  /** … that bears all of these security labels (codes of v3-ActCode and v3-Confidentiality). */
  readonly labels: readonly string[];
  /** Codes of v3-ActReason, any of them; each covers what the code system has below it. */
  readonly purposes: readonly string[];
  /** By the deciding node's clock: from the one moment on and until just before the other. */
  readonly startsAtMicros: Micros | null;
  readonly endsAtMicros: Micros | null;
  readonly exceptions: readonly Provision[];
};

/** A person or an organisation (with everybody who works there) by name, or everybody of a role. */
export type Actor = { readonly kind: ActorKind; readonly name: string };

export const ACTOR_KINDS = ['person', 'organisation', 'role'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

export const PROVISION_TYPES = ['permit', 'deny'] as const;

/** Permits everything to everybody for ever: the start of a rule that says less. */
export const UNLIMITED: Provision = {
  type: 'permit', actors: [], custodians: [], sections: [], resourceTypes: [], records: [],
  labels: [], purposes: [], startsAtMicros: null, endsAtMicros: null, exceptions: [],
};

/** Exceptions of exceptions … : nobody reads a rule aloud that is nested deeper. */
export const PROVISION_DEPTH_MAX = 8;
/** Rules in one grant, all depths together. */
export const PROVISIONS_MAX = 64;
/** Entries of one list of one rule; a chart has about fifteen sections. */
export const PROVISION_LIST_MAX = 100;

/** The rule and all below it, outermost first. */
export function provisionsIn(provision: Provision): Provision[] {
  return [provision, ...provision.exceptions.flatMap(provisionsIn)];
}

/** Whether some rule tells records of one section apart, so that they are decided one by one. */
export function tellsRecordsApart(provision: Provision): boolean {
  return provisionsIn(provision).some(({ labels, resourceTypes, records }) =>
    labels.length > 0 || resourceTypes.length > 0 || records.length > 0);
}

/** The moments at which what the grant says changes by itself, in order. */
export function turningPoints(provision: Provision): Micros[] {
  const moments = provisionsIn(provision)
    .flatMap(({ startsAtMicros, endsAtMicros }) => [startsAtMicros, endsAtMicros])
    .filter((moment) => moment !== null);
  return [...new Set(moments)].sort((a, b) => a - b);
}
