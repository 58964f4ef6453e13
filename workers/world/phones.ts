import { grantForged } from '../access/entries.ts';
import { keyName } from '../crypto/keys.ts';
import type { Keyring, KeyRegistry } from '../crypto/keys.ts';
import { phoneFound, phoneLost, phoneMissed, phoneReady, phoneRekeyed } from '../health/entries.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import { enrolments, readIdentity } from '../ledger/contracts/identity.ts';
import { keyReplaced, keyReverted } from '../ledger/entries.ts';
import { createTransaction } from '../ledger/transaction.ts';
import type { SignedTransaction, Transaction } from '../ledger/transaction.ts';
import type { Part } from './ask.ts';
import type { Patient, Person } from './cast.ts';
import type { Consent } from './consent.ts';
import type { Faults } from './faults.ts';
import type { MemberNode } from './node.ts';

export interface PhonesHost {
  readonly kernel: Kernel;
  readonly keys: KeyRegistry;
  readonly faults: Faults;
  readonly consent: Consent;
  /** Ed25519, in hex, by the key's own name. */
  readonly publicKeys: ReadonlyMap<string, string>;
  /** Under this model it is a grant that opens a chart. */
  readonly asksPatients: boolean;
  readonly proofingMicros: Micros;
  /** The row at which a grant came into force at a node; NONE where it never did. */
  grantRow(node: string, grant: string): Row;
  nodeOf(member: number): MemberNode;
  memberName(index: number): string;
  keyringOf(entity: string): Keyring;
  /** The patient signs with this key from now on. */
  takeKey(patient: string, keyring: Keyring): void;
  submitAt(node: MemberNode, transaction: SignedTransaction, row: Row): void;
}

/** What somebody else has signed with her key. */
export interface Forgery {
  readonly grant: string;
  readonly grantee: string;
  readonly sections: readonly string[];
  readonly endsAt: Micros;
  readonly transaction: string;
}

interface LostPhone {
  readonly keyring: Keyring;
  finder: Person | null;
  unlocked: boolean;
}

interface Phone {
  /** She has one to read and sign with. */
  isAtHand: boolean;
  /** Those that she has lost, oldest first; each has its key on it for good. */
  readonly lost: LostPhone[];
  /** A key that was made for her and is not on the ledger yet. */
  next: Keyring | null;
}

/**
 * A patient's key is on her phone, and whoever holds it unlocked signs as she would: the ledger
 * cannot tell. A new phone has a new key, for which the place where she is treated vouches; the old
 * one signs nothing more wherever that is final (threat 20).
 */
export class Phones {
  private readonly phones = new Map<Patient, Phone>();
  private readonly forgeries: (Forgery & { readonly patient: Patient; readonly row: Row })[] = [];
  /** What a place vouched for and is not final there yet, by transaction. */
  private readonly vouched = new Map<string, { patient: Patient; keyring: Keyring }>();
  private readonly proofed: number;
  private readonly host: PhonesHost;

  constructor(host: PhonesHost) {
    this.host = host;
    this.proofed = host.kernel.register((place, _a, ref) => {
      const node = host.nodeOf(place);
      host.faults.whenUp(node, () => this.vouch(ref as Patient, node));
    });
  }

  isAtHand(patient: Patient): boolean {
    return this.of(patient).isAtHand;
  }

  /** What somebody would do with her phone cannot be done; nothing is sent. */
  miss(patient: Patient, person: string, what: string, why: string): void {
    this.host.kernel.record(phoneMissed, patient.name,
      { patient: patient.name, person, what, why });
  }

  lose(patient: Patient): void {
    const phone = this.of(patient);
    if (!phone.isAtHand) {
      return this.miss(patient, patient.name, 'lose the phone', 'it is lost already');
    }
    const keyring = this.host.keyringOf(patient.name);
    this.host.kernel.record(phoneLost, patient.name, { patient: patient.name, key: keyring.key });
    phone.isAtHand = false;
    phone.lost.push({ keyring, finder: null, unlocked: false });
  }

  find(patient: Patient, person: Person, unlocked: boolean): void {
    const all = this.of(patient).lost;
    const lost = all.find(({ finder }) => finder === null);
    if (lost === undefined) {
      return this.miss(patient, person.name, 'find the phone',
        all.length === 0 ? 'it is not lost' : 'somebody has found it before');
    }
    this.host.kernel.record(phoneFound, patient.name,
      { patient: patient.name, person: person.name, unlocked: unlocked ? 1 : 0 });
    lost.finder = person;
    lost.unlocked = unlocked;
  }

  /** The key on a phone that the person has found; null, and said, where he cannot use it. */
  stolenKey(patient: Patient, person: Person): Keyring | null {
    const found = this.of(patient).lost.filter(({ finder }) => finder === person);
    const usable = found.find(({ unlocked }) => unlocked);
    if (usable !== undefined) return usable.keyring;
    this.miss(patient, person.name, 'sign with the phone',
      found.length === 0 ? `${person.name} does not have it` : 'it is locked');
    return null;
  }

  forged(patient: Patient, person: Person, forgery: Forgery): void {
    const { grant, grantee, sections, transaction } = forgery;
    const row = this.host.kernel.record(grantForged, patient.name, {
      grant, patient: patient.name, person: person.name, grantee, sections: sections.join(', '),
      transaction,
    });
    this.forgeries.push({ ...forgery, patient, row });
  }

  /** The forged grant by which a person may read this; what is her own place's needs none. */
  forgeryFor(person: Person, patient: Patient, { section, custodian }: Part): Row {
    if (!this.host.asksPatients || this.host.memberName(person.member) === custodian) return NONE;
    const { now } = this.host.kernel;
    // Of a copy the reader's own node decides, of everything else its custodian's.
    const deciders = [custodian, this.host.memberName(person.member)];
    return this.forgeries.find((forgery) => forgery.patient === patient
      && forgery.grantee === person.name && forgery.sections.includes(section)
      && now < forgery.endsAt
      && deciders.some((node) => this.host.grantRow(node, forgery.grant) !== NONE))?.row ?? NONE;
  }

  /** She goes to a place in person, which makes sure that it is she; that takes its time. */
  replace(patient: Patient, place: number): void {
    const { kernel, proofingMicros } = this.host;
    kernel.schedule(kernel.now + proofingMicros, this.proofed, place, 0, patient);
  }

  /** A rotation is final at a node; the one that vouched for the key hands it over. */
  final(node: MemberNode, transaction: Transaction, height: number): void {
    if (transaction.contract !== 'identity' || transaction.action !== 'rotate') return;
    const { patient, key } = transaction.body;
    const row = this.host.kernel.record(
      keyReplaced, node.name, { node: node.name, patient, key, height });
    const vouched = this.vouched.get(transaction.id);
    if (vouched === undefined || transaction.sender !== node.name) return;
    this.vouched.delete(transaction.id);
    this.host.kernel.within(row, () => this.handOver(vouched.patient, vouched.keyring, node));
  }

  /** The key that was replaced signs at this node again; the phone in her hand is the new one all the same. */
  reverted(node: MemberNode, transaction: Transaction, row: Row): void {
    if (transaction.contract !== 'identity' || transaction.action !== 'rotate') return;
    const { patient, key } = transaction.body;
    this.host.kernel.record(keyReverted, node.name, { node: node.name, patient, key }, row);
  }

  private vouch(patient: Patient, node: MemberNode): void {
    const { host } = this;
    const phone = this.of(patient);
    const key = (readIdentity(node.replica.state, patient.name)?.key ?? 1) + 1;
    // Where another place was refused, the same key is vouched for here.
    const keyring = phone.next?.key === key ? phone.next : host.keys.issue(patient.name, key);
    phone.next = keyring;
    const transaction = createTransaction(host.keyringOf(node.name), {
      contract: 'identity', action: 'rotate', nonce: host.kernel.now,
      body: {
        patient: patient.name, key,
        publicKey: host.publicKeys.get(keyName(patient.name, key)) ?? '',
      },
    });
    const row = host.kernel.record(phoneRekeyed, patient.name,
      { patient: patient.name, place: node.name, key, transaction: transaction.body.id });
    this.vouched.set(transaction.body.id, { patient, keyring });
    host.submitAt(node, transaction, row);
  }

  private handOver(patient: Patient, keyring: Keyring, node: MemberNode): void {
    const { host } = this;
    const phone = this.of(patient);
    phone.isAtHand = true;
    phone.next = null;
    host.takeKey(patient.name, keyring);
    const row = host.kernel.record(phoneReady, patient.name,
      { patient: patient.name, place: node.name, key: keyring.key });
    // She may have moved while she could sign nothing. This place knows her new key already.
    const place = host.memberName(patient.treatedAt);
    const last = enrolments(node.replica.state, patient.name).at(-1)?.organisation;
    if (last !== place) host.kernel.within(row, () => host.consent.enrol(patient, place, node.index));
  }

  private of(patient: Patient): Phone {
    let phone = this.phones.get(patient);
    if (phone === undefined) {
      phone = { isAtHand: true, lost: [], next: null };
      this.phones.set(patient, phone);
    }
    return phone;
  }
}
