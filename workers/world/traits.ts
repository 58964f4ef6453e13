import type { RecordTraits } from '../grants/deciding.ts';
import { tellsRecordsApart } from '../grants/provision.ts';
import { labelsOf } from '../health/labels.ts';
import { grantsOf } from '../ledger/contracts/grant.ts';
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
  const grants = grantsOf(node.replica.state, patient.name);
  if (!grants.some(({ provision }) => tellsRecordsApart(provision))) return [];
  return versionsAt(node, patient, section, custodian, Infinity).map((indexed) => {
    const copy = node.copies.get(versionedName(indexed));
    return {
      id: indexed.record, resourceType: indexed.resourceType,
      labels: custodian === node.name ? node.vault.labelsOf(indexed.record)
        : copy === undefined ? [] : labelsOf(copy),
    };
  });
}
