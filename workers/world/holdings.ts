import { indexedRecords } from '../ledger/contracts/record-index.ts';
import type { Patient } from './cast.ts';
import type { MemberNode } from './node.ts';

/** The sections that the ledger's index lists for a patient, as this node knows it. */
export function knownSections(node: MemberNode, patient: Patient): string[] {
  return distinct(indexedRecords(node.replica.state, patient.name)
    .map((indexed) => indexed.section));
}

/** Who holds the section; a section without records is asked of all who hold any of the chart. */
export function custodiansOf(node: MemberNode, patient: Patient, section: string): string[] {
  const { state } = node.replica;
  const holding = indexedRecords(state, patient.name, section);
  const all = holding.length > 0 ? holding : indexedRecords(state, patient.name);
  return distinct(all.map((indexed) => indexed.custodian));
}

/** Ids of one custodian's records of a section, as this node's index has them. */
export function recordsAt(
  node: MemberNode, patient: Patient, section: string, custodian: string,
): string[] {
  return indexedRecords(node.replica.state, patient.name, section)
    .filter((indexed) => indexed.custodian === custodian).map((indexed) => indexed.record);
}

/** Whether this node keeps copies of all that the custodian has of the section. */
export function isCopied(
  node: MemberNode, patient: Patient, section: string, custodian: string,
): boolean {
  const records = recordsAt(node, patient, section, custodian);
  return records.length > 0 && records.every((record) => node.copies.has(record));
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
