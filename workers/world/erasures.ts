import type { Keyring } from '../crypto/keys.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { formatMoment } from '../kernel/micros.ts';
import type { Row } from '../kernel/trace.ts';
import { readErasure, recordsToErase } from '../ledger/contracts/erasure.ts';
import type { Erasure, ErasureCall } from '../ledger/contracts/erasure.ts';
import { erasureAsked, erasureFinal, erasureReverted, keysDestroyed } from '../ledger/entries.ts';
import { residualFacts } from '../ledger/residue.ts';
import { createTransaction } from '../ledger/transaction.ts';
import type { SignedTransaction, Transaction } from '../ledger/transaction.ts';
import type { Patient } from './cast.ts';
import type { Consent } from './consent.ts';
import type { MemberNode } from './node.ts';
import { OccasionNames } from './occasion-names.ts';

export interface ErasuresHost {
  readonly kernel: Kernel;
  readonly consent: Consent;
  readonly saltsCommitments: boolean;
  keyringOf(entity: string): Keyring;
  submitAt(node: MemberNode, transaction: SignedTransaction, row: Row): void;
}

/** A patient asks to have records erased; the custodian destroys their keys and says so. */
export class Erasures {
  private readonly names = new OccasionNames('erasure');
  /** Custodian, patient, section: where keys were destroyed. */
  private readonly erased = new Set<string>();
  private count = 0;
  /** Custodian, erasure: keys are destroyed once, however often a chain says so. */
  private readonly done = new Set<string>();
  private readonly host: ErasuresHost;

  constructor(host: ErasuresHost) {
    this.host = host;
  }

  /** Nothing is left to read there; what was written since can be read again. */
  isErased(custodian: MemberNode, { name, keepers }: Patient, section: string): boolean {
    if (!this.erased.has(`${custodian.name}/${name}/${section}`)) return false;
    const kept = keepers.find(({ member }) => member === custodian.index)?.records ?? [];
    return !kept.some((record) => record.section === section && custodian.vault.has(record.id));
  }

  /** How many erasures have been carried out. */
  get carriedOut(): number {
    return this.count;
  }

  ask(patient: Patient, custodian: string, sections: readonly string[]): void {
    const { now } = this.host.kernel;
    const erasure = this.names.next(patient.name, custodian, formatMoment(now));
    const transaction = createTransaction(this.host.keyringOf(patient.name), {
      contract: 'erasure', action: 'ask', nonce: 0,
      body: { erasure, patient: patient.name, custodian, sections: [...sections] },
    });
    const row = this.host.kernel.record(erasureAsked, patient.name, {
      erasure, patient: patient.name, custodian, sections: sections.join(', '),
      transaction: transaction.body.id,
    });
    this.host.consent.dispatch(patient, transaction, row, erasure);
  }

  /** A call of the contract is final at a node: the custodian acts on what it is asked. */
  final(node: MemberNode, transaction: Transaction & ErasureCall): void {
    const { patient, erasure: id } = transaction.body;
    const { state } = node.replica;
    const erasure = readErasure(state, patient, id);
    if (erasure?.custodian !== node.name) return;
    if (transaction.action === 'done') {
      this.host.kernel.record(erasureFinal, node.name, {
        erasure: id, patient, custodian: node.name,
        residualFacts: this.residualCount(node, erasure),
      });
      return;
    }
    if (this.done.has(`${node.name}/${id}`)) return;
    this.done.add(`${node.name}/${id}`);
    const records = recordsToErase(state, erasure).filter((record) => node.vault.has(record));
    for (const record of records) node.vault.erase(record);
    this.count += 1;
    for (const section of erasure.sections) this.erased.add(`${node.name}/${patient}/${section}`);
    const row = this.host.kernel.record(keysDestroyed, node.name, {
      erasure: id, patient, custodian: node.name, records: records.length,
    });
    this.host.submitAt(node, createTransaction(this.host.keyringOf(node.name), {
      contract: 'erasure', action: 'done', nonce: 0, body: { erasure: id, patient },
    }), row);
  }

  /** A key that is destroyed cannot be made again, whatever becomes of the block that asked for it. */
  reverted(node: MemberNode, transaction: Transaction & ErasureCall, row: Row): void {
    const { patient, erasure } = transaction.body;
    if (transaction.action !== 'ask' || !this.done.has(`${node.name}/${erasure}`)) return;
    this.host.kernel.record(erasureReverted, node.name, { erasure, patient, custodian: node.name }, row);
  }

  private residualCount(node: MemberNode, { patient }: Erasure): number {
    return residualFacts(node.replica.state, patient, this.host.saltsCommitments)
      .reduce((sum, { count }) => sum + count, 0);
  }
}
