import type { Knowledge } from '../access/knowledge.ts';
import { tellsRecordsApart, turningPoints } from '../grants/provision.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Grant } from '../ledger/contracts/grant.ts';
import { liveRecords } from '../ledger/contracts/record-index.ts';
import type { Patient, Person } from './cast.ts';
import { isOnShift } from './clock.ts';
import { rightsOf } from './deciding.ts';
import type { Extras } from './extras.ts';
import type { MemberNode } from './node.ts';

/**
 * All that decides whether a person could read a chart. A pair whose parts are the very same as at
 * the last look has the same answer, so it need not be asked of the policies again: whatever comes
 * to matter to that answer belongs here (tests/runs/exposure.test.ts looks at everything, always).
 */
export interface Basis {
  /** What its custodians know of the chart, the same for everybody who asks. */
  readonly chart: Parts;
  readonly person: Parts;
}

export type Parts = readonly unknown[];

export interface BasisHost {
  readonly knowledge: Knowledge;
  readonly extras: Pick<Extras, 'erasures'>;
  nodeOf(member: number): MemberNode;
}

export function chartParts(host: BasisHost, patient: Patient): Parts {
  return [host.extras.erasures?.carriedOut ?? 0, ...patient.keepers.flatMap(({ member, sections }) =>
    [sections, sections.length, ...standing(host.nodeOf(member), patient)])];
}

/** What she needs a chart for is a part too: it changes only where her needs do. */
export function personParts(host: BasisHost, person: Person, patient: Patient): Parts {
  const own = host.nodeOf(person.member);
  const isOn = isOnShift(person.shift, own.localNow);
  const needs = host.knowledge.needChanges(person.name);
  // Only over copies does her own node decide: of what its index lists, erased or not.
  return own.copies.size === 0 ? [own.isUp, isOn, needs] : [
    own.isUp, isOn, needs, own.copies.size, liveRecords(own.replica.state, patient.name),
    ...standing(own, patient)];
}

export function isSame(one: Parts, other: Parts): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) return false;
  return true;
}

/** What a node that decides knows of the chart; a grant begins and ends by that node's clock. */
function standing(node: MemberNode, patient: Patient): Parts {
  const rights = rightsOf(node.replica.state, patient.name);
  const { localNow } = node;
  const { turns, tellsApart } = termsOf(rights.grants);
  const turned = turns.findIndex((at) => at > localNow);
  // Which records there are matters only where a grant tells them apart.
  const records = tellsApart ? liveRecords(node.replica.state, patient.name) : null;
  return [node.isUp, rights, turned, records];
}

/** When what the grants say changes by itself, in order, and whether it differs by record. */
function termsOf(grants: readonly Grant[]): Terms {
  let terms = TERMS.get(grants);
  if (terms === undefined) {
    terms = {
      turns: grants.flatMap(({ provision }) => turningPoints(provision)).sort((a, b) => a - b),
      tellsApart: grants.some(({ provision }) => tellsRecordsApart(provision)),
    };
    TERMS.set(grants, terms);
  }
  return terms;
}

interface Terms {
  readonly turns: readonly Micros[];
  readonly tellsApart: boolean;
}

/** By the list of grants, as rightsOf. */
const TERMS = new WeakMap<readonly Grant[], Terms>();
