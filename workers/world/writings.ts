import type { Keyring } from '../crypto/keys.ts';
import { recordNotWritten, recordWritten } from '../health/entries.ts';
import { recordFrom } from '../health/record-from.ts';
import { isSection } from '../health/sections.ts';
import type { Section } from '../health/sections.ts';
import { amendResource, isAmendable, writeResource } from '../health/writing.ts';
import type { Authorship } from '../health/writing.ts';
import type { Knowledge } from '../access/knowledge.ts';
import { assert } from '../kernel/assert.ts';
import { instantAt } from '../kernel/calendar.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Row } from '../kernel/trace.ts';
import { liveRecords, versionedName } from '../ledger/contracts/record-index.ts';
import { createTransaction } from '../ledger/transaction.ts';
import type { SignedTransaction } from '../ledger/transaction.ts';
import type { Act } from '../script/scenario.ts';
import type { Patient, Person } from './cast.ts';
import type { Exposure } from './exposure.ts';
import type { Faults } from './faults.ts';
import { keepAlso } from './keepers.ts';
import type { MemberNode } from './node.ts';
import { placed } from './placement.ts';
import type { Placement } from './placement.ts';
import type { Viewing } from './viewing.ts';

export interface WritingsHost {
  readonly kernel: Kernel;
  readonly faults: Faults;
  readonly viewing: Viewing;
  readonly knowledge: Knowledge;
  readonly exposure: Exposure;
  /** What the clock's zero is on the calendar. */
  readonly starts: string;
  readonly placement: Placement;
  nodeOf(member: number): MemberNode;
  keyringOf(entity: string): Keyring;
  submitAt(node: MemberNode, transaction: SignedTransaction, row: Row): void;
}

export type WritingAct = Act & { readonly verb: 'writes' | 'amends' | 'copies' };

/** One version of one record that goes into a vault. */
interface Version {
  readonly name: string;
  readonly version: number;
  readonly section: Section;
  readonly bytes: Uint8Array;
  readonly how: 'new' | 'amended' | 'copied';
}

/**
 * Records change: a clinician writes a new one, amends one, or keeps copies of what she was served.
 * Each goes sealed into her own organisation's vault, and its entry to the ledger's index. What
 * others hold of an older version is stale from then on.
 */
export class Writings {
  private readonly host: WritingsHost;

  constructor(host: WritingsHost) {
    this.host = host;
  }

  play(act: WritingAct, person: Person, patient: Patient): void {
    const node = this.host.nodeOf(person.member);
    // Her own system is down with the node: what she types waits for it.
    this.host.faults.whenUp(node, () => {
      if (act.verb === 'writes') this.write(node, person, patient, act.section, act.words);
      else if (act.verb === 'amends') this.amend(node, person, patient, act);
      else for (const section of act.sections) this.copy(node, person, patient, section);
    });
  }

  private write(
    node: MemberNode, person: Person, patient: Patient, section: string, words: string,
  ): void {
    assert(isSection(section), 'the check knows every section');
    const type = recordFrom('', writeResource(section, '', words,
      this.authorship(node, person, patient))).resourceType;
    let count = 1;
    let name = this.nameAt(node, patient, `${type}/${node.name}.${count}`);
    while (node.vault.knows(name)) {
      count += 1;
      name = this.nameAt(node, patient, `${type}/${node.name}.${count}`);
    }
    const bytes = writeResource(section, `${node.name}.${count}`, words,
      this.authorship(node, person, patient));
    this.put(node, person, patient, { name, version: 1, section, bytes, how: 'new' });
  }

  /** The first of her organisation's own records, by name, whose line has these words in it. */
  private amend(node: MemberNode, person: Person, patient: Patient,
    { section, what, words }: WritingAct & { verb: 'amends' }): void {
    const wanted = what.toLowerCase();
    const found = patient.keepers.find(({ member }) => member === node.index)?.records
      .filter((record) => record.section === section && isAmendable(record.resourceType)
        && node.vault.has(record.id) && node.vault.versionOf(record.id) === record.version
        && record.display.toLowerCase().includes(wanted))
      .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))[0];
    if (found === undefined) {
      return this.cannot(person, patient, section,
        `${node.name} keeps no record there that says "${what}" and can be amended in a line`);
    }
    const version = found.version + 1;
    const bytes = amendResource(node.vault.read(found.id), version, words,
      this.authorship(node, person, patient));
    this.put(node, person, patient,
      { name: found.id, version, section: found.section, bytes, how: 'amended' });
  }

  /** Of what this organisation has opened of other custodians: the latest that its index lists. */
  private copy(node: MemberNode, person: Person, patient: Patient, section: string): void {
    const opened = liveRecords(node.replica.state, patient.name, section).flatMap((indexed) => {
      const bytes = indexed.custodian === node.name
        ? undefined : node.copies.get(versionedName(indexed));
      return bytes === undefined ? [] : [{ record: indexed.record, original: versionedName(indexed), bytes }];
    });
    if (opened.length === 0) {
      return this.cannot(person, patient, section,
        `${node.name} was served none of it in the version that its index lists`);
    }
    for (const { record, original, bytes } of opened) {
      const name = `${node.name}/copy/${record}`;
      if (node.vault.knows(name) && !node.vault.has(name)) continue;
      const before = node.vault.has(name) ? node.vault.versionOf(name) : 0;
      if (before > 0 && isSame(node.vault.read(name), bytes)) continue;
      assert(isSection(section), 'the check knows every section');
      const version = before + 1;
      this.host.knowledge.copied(versionedName({ record: name, version }), original);
      this.put(node, person, patient, { name, version, section, bytes, how: 'copied' });
    }
  }

  private put(node: MemberNode, person: Person, patient: Patient, made: Version): void {
    const { name: record, version, section, bytes, how } = made;
    node.vault.put({ id: record, bytes }, version);
    const kept = { ...recordFrom(record, bytes), section, version };
    keepAlso(patient.keepers, node.index, kept);
    const transaction = createTransaction(this.host.keyringOf(node.name), {
      contract: 'record-index', action: 'register', nonce: 0,
      body: {
        record, patient: patient.name, section, resourceType: kept.resourceType, version,
        custodian: node.name, commitment: node.vault.commitmentOf(record, version),
        ...placed(node.vault, record, this.host.placement),
      },
    });
    const row = this.host.kernel.record(recordWritten, node.name, {
      record, version, patient: patient.name, section, custodian: node.name,
      person: person.name, how, transaction: transaction.body.id,
    });
    // Filing what the organisation was served is not reading it.
    if (how !== 'copied') this.host.kernel.within(row, () => {
      this.host.viewing.author(person, patient, section, versionedName({ record, version }));
    });
    this.host.submitAt(node, transaction, row);
    this.host.exposure.refresh(row, node);
  }

  /** In her first chart a record has its FHIR name; elsewhere it is named after its custodian. */
  private nameAt(node: MemberNode, patient: Patient, id: string): string {
    return node.index === patient.home ? id : `${node.name}/${id}`;
  }

  private authorship(node: MemberNode, person: Person, patient: Patient): Authorship {
    return {
      author: person.name, organisation: node.name, patient: patient.chart.patientName,
      at: instantAt(this.host.starts, node.localNow),
    };
  }

  private cannot(person: Person, patient: Patient, section: string, why: string): void {
    this.host.kernel.record(recordNotWritten, person.name, {
      person: person.name, patient: patient.name, section, why,
    });
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
