import type { Knowledge } from '../access/knowledge.ts';
import { indexParts } from '../ledger/contracts/record-index.ts';
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
export type Basis = readonly unknown[];

export interface BasisHost {
  readonly knowledge: Knowledge;
  readonly erasures: Erasures;
  nodeOf(member: number): MemberNode;
  purposeOf(person: Person, patient: Patient): string;
}

export function basisOf(host: BasisHost, person: Person, patient: Patient): Basis {
  const own = host.nodeOf(person.member);
  const basis: unknown[] = [
    isOnShift(person.shift, own.localNow),
    host.purposeOf(person, patient), host.knowledge.needChanges(person.name),
    host.erasures.sectionsErased,
  ];
  for (const { member, sections } of patient.keepers) {
    basis.push(sections, sections.length, ...standing(host.nodeOf(member), patient));
  }
  // Only over copies does her own node decide.
  if (own.copies.size > 0) {
    basis.push(own.copies.size, ...indexParts(own.replica.state, patient.name),
      ...standing(own, patient));
  }
  return basis;
}

export function isSameBasis(one: Basis, other: Basis): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}

/** What a node that decides knows of the chart; a grant ends by that node's clock. */
function standing(node: MemberNode, patient: Patient): Basis {
  const rights = rightsOf(node.replica.state, patient.name);
  const { localNow } = node;
  let ended = 0;
  for (const grant of rights.grants) if (grant.endsAtMicros <= localNow) ended += 1;
  return [node.isUp, rights, ended];
}
