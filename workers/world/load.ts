import type { Keyring } from '../crypto/keys.ts';
import { assert } from '../kernel/assert.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { log } from '../kernel/mathematics.ts';
import { MICROS_PER_MINUTE } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import { createTransaction } from '../ledger/transaction.ts';
import type { SignedTransaction, Transaction } from '../ledger/transaction.ts';
import type { Act } from '../script/scenario.ts';
import { loadFinal, loadRefused, loadSubmitted } from './entries.ts';
import type { MemberNode } from './node.ts';

export type LoadAct = Extract<Act, { readonly verb: 'loads' }>;

export interface LoadHost {
  readonly kernel: Kernel;
  readonly validators: readonly number[];
  readonly faults: { whenUp(node: MemberNode, run: () => void): void };
  nodeOf(member: number): MemberNode;
  keyringOf(entity: string): Keyring;
  /** Takes the transaction at its node and tells the validators. */
  submitAt(node: MemberNode, transaction: SignedTransaction, row: Row): void;
}

interface Load {
  readonly act: LoadAct;
  /** Its number among the loads of the story, from 1. */
  readonly load: number;
  /** Its transactions so far. */
  number: number;
  /** When the clients stop; the moment of the next one is kept exactly, the queue's is rounded. */
  readonly endsAt: Micros;
  dueAt: number;
  readonly cause: Row;
}

/**
 * Clients that send transactions whatever the network does, as an open-loop load generator: when
 * and where each is sent is drawn from its own name alone, so that every arm of a comparison is
 * offered the same. A client stands beside the validator that it sends to and is told by it.
 */
export class LoadClients {
  private readonly submitted = new Map<string, Row>();
  private loads = 0;
  private readonly arrival: number;
  private readonly host: LoadHost;

  constructor(host: LoadHost) {
    this.host = host;
    this.arrival = host.kernel.register((_target, _a, ref) => { this.arrive(ref as Load); });
  }

  begin(act: LoadAct): void {
    const { kernel } = this.host;
    this.loads += 1;
    this.next({
      act, load: this.loads, number: 0, endsAt: act.at + act.forMicros, dueAt: act.at,
      cause: kernel.cause,
    });
  }

  /** A block is final at a node: the clients that sent to it learn that theirs is in it. */
  final(node: MemberNode, transaction: Transaction, height: number): void {
    if (transaction.contract !== 'do-nothing' || transaction.sender !== node.name) return;
    const { load, number } = transaction.body;
    const submitted = this.submitted.get(transaction.id) ?? NONE;
    this.host.kernel.record(loadFinal, node.name, { load, number, height }, submitted);
  }

  private next(load: Load): void {
    const { kernel } = this.host;
    const { act, number } = load;
    const mean = MICROS_PER_MINUTE / act.perMinute;
    // 1 − u is never zero, so the logarithm is finite.
    load.dueAt += act.evenly ? mean : -mean * log(1 - kernel.draws.unit(nameOf(load), 'gap', `${number}`));
    const at = Math.round(load.dueAt);
    if (at >= load.endsAt) return;
    kernel.schedule(Math.max(at, kernel.now), this.arrival, 0, 0, load, load.cause);
  }

  private arrive(load: Load): void {
    const { kernel, validators } = this.host;
    load.number += 1;
    const place = kernel.draws.below(validators.length, nameOf(load), 'place', `${load.number}`);
    const index = validators[place];
    assert(index !== undefined, 'a client sends to a validator');
    this.submit(load, this.host.nodeOf(index));
    this.next(load);
  }

  private submit({ load, number, act, cause }: Load, node: MemberNode): void {
    const { kernel } = this.host;
    const row = kernel.record(loadSubmitted, node.name, { load, number }, cause);
    if (node.isDown) return this.refuse(node, load, number, 'It is down.', row);
    const keyring = this.host.keyringOf(node.name);
    const make = (padding: string): SignedTransaction => createTransaction(keyring,
      { contract: 'do-nothing', action: 'run', nonce: 0, body: { load, number, padding } });
    const small = make('');
    const transaction = act.bytes === null ? small
      : make('.'.repeat(Math.max(0, act.bytes - small.body.bytes)));
    this.host.faults.whenUp(node, () => {
      const why = node.replica.submissionRefusal(transaction);
      if (why !== null) return this.refuse(node, load, number, why, row);
      this.submitted.set(transaction.body.id, row);
      this.host.submitAt(node, transaction, row);
    });
  }

  private refuse(node: MemberNode, load: number, number: number, why: string, row: Row): void {
    this.host.kernel.record(loadRefused, node.name, { load, number, why }, row);
  }
}

function nameOf({ load }: Load): string {
  // No script can give anyone a name with a space in it, so this one meets no other.
  return `load ${load}`;
}
