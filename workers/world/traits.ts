import type { RecordTraits } from '../grants/deciding.ts';
import { tellsRecordsApart } from '../grants/provision.ts';
import { labelsOf } from '../health/labels.ts';
import { grantsOf } from '../ledger/contracts/grant.ts';
import type { Grant } from '../ledger/contracts/grant.ts';
import { versionedName } from '../ledger/contracts/record-index.ts';
import type { Patient } from './cast.ts';
import { versionsAt } from './holdings.ts';
import type { MemberNode } from './node.ts';

/**
 * The records of a section as a deciding node can tell them apart: what the ledger's index says of
 * each, and the labels that it reads off the records it keeps or has a copy of. Labels are nowhere
 * on the ledger, where they would give away what the records are about (ADR 0042). None where no
 * grant of the patient's tells records apart, and the section is decided as one.
 */
export function traitsAt(
  node: MemberNode, patient: Patient, section: string, custodian: string,
): readonly RecordTraits[] {
  if (!areToldApart(grantsOf(node.replica.state, patient.name))) return [];
  return versionsAt(node, patient, section, custodian, Infinity).map((indexed) => {
    const copy = node.copies.get(versionedName(indexed));
    return {
      id: indexed.record, resourceType: indexed.resourceType,
      labels: custodian === node.name ? node.vault.labelsOf(indexed.record)
        : copy === undefined ? [] : labelsOf(copy),
    };
  });
}

function areToldApart(grants: readonly Grant[]): boolean {
  let apart = APART.get(grants);
  if (apart === undefined) {
    apart = grants.some(({ provision }) => tellsRecordsApart(provision));
    APART.set(grants, apart);
  }
  return apart;
}

/** Of each list of grants: a state hands out the same list as long as no grant changes. */
const APART = new WeakMap<readonly Grant[], boolean>();
