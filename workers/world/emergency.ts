import { glassBroken, glassTold } from '../access/entries.ts';
import { canonical, utf8 } from '../crypto/canonical.ts';
import { sha256Bytes } from '../crypto/hash.ts';
import type { Keyring } from '../crypto/keys.ts';
import { commitment } from '../health/vault.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Row } from '../kernel/trace.ts';
import { createTransaction } from '../ledger/transaction.ts';
import type { SignedTransaction, Transaction } from '../ledger/transaction.ts';
import type { Cast, Patient, Person } from './cast.ts';
import type { Desk } from './desk.ts';
import type { MemberNode } from './node.ts';
import { envelopeBytes } from './parcel.ts';
import type { Parcel } from './parcel.ts';
import type { Requests } from './requests.ts';

export interface EmergencyHost {
  readonly kernel: Kernel;
  readonly cast: Cast;
  readonly requests: Requests;
  nodeOf(member: number): MemberNode;
  keyringOf(entity: string): Keyring;
  submitAt(node: MemberNode, transaction: SignedTransaction, row: Row): void;
  send(from: number, to: number, kind: string, bytes: number, occasion: string, parcel: Parcel): void;
}

/** What the patient's phone is told once the declaration is final where it was made. */
export interface GlassNotice {
  readonly glass: string;
  readonly patient: string;
  readonly person: string;
  readonly sections: readonly string[];
  readonly reason: string;
}

/**
 * Breaking the glass: the request goes out at once, because waiting is what an emergency cannot do;
 * the person's organisation declares it on the ledger, and tells the patient when it is final.
 */
export class Emergency {
  /** By transaction id. */
  private readonly declared = new Map<string, GlassNotice>();
  private readonly host: EmergencyHost;

  constructor(host: EmergencyHost) {
    this.host = host;
  }

  /** `at` is when she set about it, which signing in may have delayed. */
  begin(person: Person, desk: Desk, patient: Patient, sections: readonly string[],
    reason: string, at: Micros): void {
    const { kernel, requests } = this.host;
    const node = this.host.nodeOf(person.member);
    const glass = requests.nameOf(person, patient, at);
    const row = kernel.record(glassBroken, person.name, {
      request: glass, person: person.name, patient: patient.name,
      sections: sections.join(', '), reason,
    });
    kernel.within(row, () => requests.breakGlass(desk, patient, sections, at));
    const keyring = this.host.keyringOf(node.name);
    const transaction = createTransaction(keyring, {
      contract: 'break-glass', action: 'declare', nonce: 0,
      body: {
        glass, patient: patient.name, person: person.name, sections: [...sections],
        reasonCommitment: commitment(saltOf(keyring, glass), utf8(reason)),
      },
    });
    this.declared.set(transaction.body.id,
      { glass, patient: patient.name, person: person.name, sections, reason });
    this.host.submitAt(node, transaction, row);
  }

  /** The declaration is final at a node; the one that made it tells the patient. */
  declarationFinal(node: MemberNode, transaction: Transaction, row: Row): void {
    const notice = this.declared.get(transaction.id);
    if (notice === undefined || transaction.sender !== node.name) return;
    const { wallet } = this.host.cast.patient(notice.patient);
    this.host.kernel.within(row, () => this.host.send(node.index, wallet, 'glass-notice',
      envelopeBytes(notice.glass, notice.person, notice.reason, ...notice.sections),
      `glass-notice/${notice.glass}`, { topic: 'glass-notice', notice }));
  }

  /** On her phone. */
  tell({ glass, patient, person, sections, reason }: GlassNotice): void {
    this.host.kernel.record(glassTold, patient, {
      request: glass, patient, person, sections: sections.join(', '), reason,
    });
  }
}

/** Without it, a likely reason could be tried against the commitment on the ledger. */
function saltOf(keyring: Keyring, glass: string): Uint8Array {
  return sha256Bytes(canonical(['ledgerward glass salt', keyring.secret, glass]));
}
