import type { Plain } from '../../crypto/canonical.ts';
import type { Micros } from '../../kernel/micros.ts';
import type { Entry } from '../state.ts';

/** What a contract can read: the state as the transactions before it in the block left it. */
export interface StateView {
  get(key: string): Plain | undefined;
  /** Entries whose key begins with `prefix`, by key. */
  entries(prefix: string): readonly Entry[];
}

/** All a contract knows of when it runs: the same at every node. */
export interface BlockContext {
  readonly height: number;
  readonly timestampMicros: Micros;
}

export interface Write {
  readonly key: string;
  readonly value: Plain;
}

/** Writes, all applied together; or a plain sentence saying why nothing is written. */
export type ContractOutcome =
  | { readonly writes: readonly Write[] }
  | { readonly refusal: string };

export type Contract = (transaction: never, state: StateView, context: BlockContext) => ContractOutcome;

/**
 * By name, those that a ledger has beyond what every ledger has. They are fetched for a run whose
 * story calls one (ADR 109); a chain that is verified has them all.
 */
export type MoreContracts = {
  readonly [Name in 'break-glass' | 'do-nothing' | 'erasure' | 'proxy']?: Contract;
};

export function refuse(refusal: string): ContractOutcome {
  return { refusal };
}
