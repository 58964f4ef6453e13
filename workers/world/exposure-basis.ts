import type { Knowledge } from '../access/knowledge.ts';
import { liveRecords } from '../ledger/contracts/record-index.ts';
import type { Patient, Person } from './cast.ts';
import { isOnShift } from './clock.ts';
import { rightsOf } from './deciding.ts';
import type { Erasures } from './erasures.ts';
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
  readonly erasures: Erasures;
  nodeOf(member: number): MemberNode;
}

export function chartParts(host: BasisHost, patient: Patient): Parts {
  return [host.erasures.sectionsErased, ...patient.keepers.flatMap(({ member, sections }) =>
    [sections, sections.length, ...standing(host.nodeOf(member), patient)])];
}

/** What she needs a chart for is a part too: it changes only where her needs do. */
export function personParts(host: BasisHost, person: Person, patient: Patient): Parts {
  const own = host.nodeOf(person.member);
  const isOn = isOnShift(person.shift, own.localNow);
  const needs = host.knowledge.needChanges(person.name);
  // Only over copies does her own node decide: of what its index lists, erased or not.
  return own.copies.size === 0 ? [isOn, needs] : [
    isOn, needs, own.copies.size, liveRecords(own.replica.state, patient.name),
    ...standing(own, patient)];
}

export function isSame(one: Parts, other: Parts): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) return false;
  return true;
}

/** What a node that decides knows of the chart; a grant ends by that node's clock. */
function standing(node: MemberNode, patient: Patient): Parts {
  const rights = rightsOf(node.replica.state, patient.name);
  const { localNow } = node;
  let ended = 0;
  for (const grant of rights.grants) if (grant.endsAtMicros <= localNow) ended += 1;
  return [node.isUp, rights, ended];
}
