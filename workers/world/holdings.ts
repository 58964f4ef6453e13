import { liveRecords, recordsAt, versionedName } from '../ledger/contracts/record-index.ts';
import type { IndexedRecord } from '../ledger/contracts/record-index.ts';
import type { Patient } from './cast.ts';
import type { MemberNode } from './node.ts';

/** The sections that the ledger's index lists for a patient, as this node knows it. */
export function knownSections(node: MemberNode, patient: Patient): string[] {
  return distinct(liveRecords(node.replica.state, patient.name)
    .map((indexed) => indexed.section));
}

/** Who holds the section; a section without records is asked of all who hold any of the chart. */
export function custodiansOf(node: MemberNode, patient: Patient, section: string): string[] {
  const { state } = node.replica;
  const holding = liveRecords(state, patient.name, section);
  const all = holding.length > 0 ? holding : liveRecords(state, patient.name);
  return distinct(all.map((indexed) => indexed.custodian));
}

/**
 * One custodian's latest records of a section, as this node's index has them at a height; of its
 * own, without those whose keys the node has destroyed.
 */
export function versionsAt(
  node: MemberNode, patient: Patient, section: string, custodian: string, height: number,
): IndexedRecord[] {
  return recordsAt(node.replica.state, patient.name, section, height)
    .filter((indexed) => indexed.custodian === custodian
      && (custodian !== node.name || node.vault.has(indexed.record)));
}

/** Whether this node keeps copies of all that the custodian has of the section. */
export function isCopied(
  node: MemberNode, patient: Patient, section: string, custodian: string,
): boolean {
  // Most nodes keep no copy of anything; asking the index is the costly part.
  if (node.copies.size === 0 || custodian === node.name) return false;
  const records = liveRecords(node.replica.state, patient.name, section)
    .filter((indexed) => indexed.custodian === custodian);
  return records.length > 0 && records.every((indexed) => node.copies.has(versionedName(indexed)));
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
