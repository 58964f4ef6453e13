import { isFrozenDeep } from '../crypto/freeze.ts';
import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import { executeAccessLog } from './contracts/access-log.ts';
import { executeGrant } from './contracts/grant.ts';
import { executeIdentity, keyProblem } from './contracts/identity.ts';
import { executeRecordIndex } from './contracts/record-index.ts';
import type { BlockContext, Contract, ContractOutcome, MoreContracts, StateView } from './contracts/contract.ts';
import { Overlay } from './overlay.ts';
import type { State } from './state.ts';
import { bytesMaxOf } from './transaction.ts';
import type { SignedTransaction, Transaction } from './transaction.ts';

const NO_MORE: MoreContracts = {};

/** What a list of transactions does to a state. */
export interface Execution {
  readonly state: State;
  /** For each transaction in order: null, or the sentence with which it was refused. */
  readonly refusals: readonly (string | null)[];
}

/**
 * Runs the transactions in order. A refused one stays in its block and writes nothing, as an
 * invalid transaction does in Hyperledger Fabric: everyone can see that it was tried.
 * A pure function of its arguments, all of them frozen; the same arguments give the same object.
 */
export function execute(
  state: State,
  transactions: readonly SignedTransaction[],
  height: number,
  timestampMicros: Micros,
  more: MoreContracts = NO_MORE,
): Execution {
  const known = RECENT.get(state)?.find((each) => each.transactions === transactions
    && each.more === more && each.height === height && each.timestampMicros === timestampMicros);
  if (known !== undefined) return known.execution;
  const execution = executeAnew(state, transactions, { height, timestampMicros }, more);
  if (isFrozenDeep(transactions)) {
    remember(state, { transactions, height, timestampMicros, more, execution });
  }
  return execution;
}

/** `execute` without its memory: the twin that tests and auditors use. */
export function executeAnew(
  state: State,
  transactions: readonly SignedTransaction[],
  context: BlockContext,
  more: MoreContracts = NO_MORE,
): Execution {
  const overlay = new Overlay(state);
  const refusals = transactions.map((signed) => {
    const revoked = keyProblem(signed, overlay);
    if (revoked !== null) return revoked;
    const outcome = run(signed.body, overlay, context, more);
    if ('refusal' in outcome) return outcome.refusal;
    for (const write of outcome.writes) overlay.write(write);
    return null;
  });
  return Object.freeze({ state: overlay.commit(), refusals: Object.freeze(refusals) });
}

function run(
  transaction: Transaction, view: StateView, context: BlockContext, more: MoreContracts,
): ContractOutcome {
  const bytesMax = bytesMaxOf(transaction);
  if (transaction.bytes > bytesMax) {
    return { refusal: `A transaction is at most ${bytesMax} bytes.` };
  }
  const { contract, action } = transaction;
  switch (`${contract}.${action}` as const) {
    case 'identity.register':
    case 'identity.enrol':
    case 'identity.rotate':
      return executeIdentity(transaction as never, view, context);
    case 'record-index.register':
      return executeRecordIndex(transaction as never, view, context);
    case 'grant.give':
    case 'grant.revoke':
      return executeGrant(transaction as never, view, context);
    case 'access-log.note':
      return executeAccessLog(transaction as never, view, context);
    case 'break-glass.declare':
    case 'do-nothing.run':
    case 'erasure.ask':
    case 'erasure.done':
    case 'proxy.appoint':
    case 'proxy.dismiss':
      return fetched(more, contract as keyof MoreContracts)(transaction as never, view, context);
    default:
      return unknown(transaction);
  }
}

/** Refused for want of it, a transaction would write nothing and nobody would know why. */
function fetched(more: MoreContracts, contract: keyof MoreContracts): Contract {
  const called = more[contract];
  assert(called !== undefined, 'a contract that a story calls is fetched before its run');
  return called;
}

function unknown({ contract, action }: Transaction): ContractOutcome {
  return { refusal: `There is no contract call ${contract}.${action}.` };
}

interface Remembered {
  readonly transactions: readonly SignedTransaction[];
  readonly height: number;
  readonly timestampMicros: Micros;
  readonly more: MoreContracts;
  readonly execution: Execution;
}

/**
 * Every node executes every block, on equal states, which here are the same object: one execution
 * a process then serves them all (each is charged for it in virtual time). Keyed by immutable
 * values, so it can never be wrong; a node whose state differs has another object and executes, and
 * so does one that comes late. Were nothing forgotten, each state would hold the next one, and the
 * empty state the whole history.
 */
const RECENT = new Map<State, readonly Remembered[]>();

/** Blocks that one node can be behind another and still be served by its work. */
const REMEMBERED_MAX = 64;

/** Blocks on the same one: where a chain forks, some nodes execute the one and some the other. */
const SIBLINGS_MAX = 4;

function remember(state: State, remembered: Remembered): void {
  const siblings = RECENT.get(state) ?? [];
  RECENT.delete(state);
  RECENT.set(state, [...siblings, remembered].slice(-SIBLINGS_MAX));
  for (const oldest of RECENT.keys()) {
    if (RECENT.size <= REMEMBERED_MAX) return;
    RECENT.delete(oldest);
  }
}
