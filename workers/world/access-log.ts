import { accessLogged } from '../access/entries.ts';
import type { Decision } from '../access/model.ts';
import type { Keyring } from '../crypto/keys.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Row } from '../kernel/trace.ts';
import { createTransaction } from '../ledger/transaction.ts';
import type { SignedTransaction } from '../ledger/transaction.ts';
import { EVENT } from './event-kinds.ts';
import type { MemberNode } from './node.ts';
import type { RecordRequest } from './parcel.ts';

export interface AccessLogHost {
  readonly kernel: Kernel;
  /** The setting records.accessLog. */
  readonly logsAccess: boolean;
  keyringOf(entity: string): Keyring;
  /** Takes the transaction at its node and tells the validators. */
  submitAt(node: MemberNode, transaction: SignedTransaction, row: Row): void;
}

/** One section of one request, decided. */
export interface Attempt {
  readonly section: string;
  readonly custodian: string;
  readonly decision: Decision;
  readonly row: Row;
}

interface Note {
  readonly node: MemberNode;
  readonly request: RecordRequest;
  readonly custodian: string;
  readonly attempts: Attempt[];
}

/**
 * Each node notes on the ledger what it decided (ADR 0030): one transaction for all that it decides
 * of one request in one moment. Noting decides nothing and is noted nowhere, so it cannot feed on
 * itself, and a network without requests has nothing to note.
 */
export class AccessLog {
  /** Of this moment, until the event that follows at once. */
  private readonly open = new Map<string, Note>();
  private readonly entries = new Map<string, number>();
  private readonly host: AccessLogHost;

  constructor(host: AccessLogHost) {
    this.host = host;
    host.kernel.on(EVENT.accessNote, (_target, _a, ref) => this.submit(ref as string));
  }

  note(node: MemberNode, request: RecordRequest, attempt: Attempt): void {
    const { kernel, logsAccess } = this.host;
    if (!logsAccess) return;
    const key = `${node.name}/${attempt.custodian}/${request.id}`;
    const note = this.open.get(key);
    if (note !== undefined) {
      note.attempts.push(attempt);
      return;
    }
    this.open.set(key, { node, request, custodian: attempt.custodian, attempts: [attempt] });
    kernel.schedule(kernel.now, EVENT.accessNote, node.index, 0, key, attempt.row);
  }

  private submit(key: string): void {
    const note = this.open.get(key);
    if (note === undefined) return;
    this.open.delete(key);
    const { node, request, custodian, attempts } = note;
    const { patient, person, purpose } = request;
    const count = (this.entries.get(key) ?? 0) + 1;
    this.entries.set(key, count);
    // A request that is sent again after a refusal is another attempt, with a number of its own.
    const entry = `${request.id}/${custodian}/${count}`;
    const sections = (permit: boolean): string[] => attempts
      .filter(({ decision }) => decision.permit === permit).map(({ section }) => section);
    const permitted = sections(true);
    const refused = sections(false);
    const transaction = createTransaction(this.host.keyringOf(node.name), {
      contract: 'access-log', action: 'note', nonce: 0,
      body: {
        entry, patient, person, purpose, custodian, permitted, refused,
        policies: policiesOf(attempts),
      },
    });
    const row = this.host.kernel.record(accessLogged, node.name, {
      entry, decider: node.name, patient, person, purpose, permitted: permitted.join(', '),
      refused: refused.join(', '), transaction: transaction.body.id,
    });
    this.host.submitAt(node, transaction, row);
  }
}

function policiesOf(attempts: readonly Attempt[]): string[] {
  return [...new Set(attempts.flatMap(({ decision }) => decision.policies))]
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
