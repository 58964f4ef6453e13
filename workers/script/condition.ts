import type { Micros } from '../kernel/micros.ts';
import type { ActBody, Origin } from './scenario.ts';

/** What a line of the story may wait for instead of a moment; it comes true once (ADR 120). */
export type Condition = ConditionBody & {
  /** Not before this moment; null: from the beginning. */
  readonly from: Micros | null;
};

export type ConditionBody =
  /**
   * `leads`: its validator leads, as it sees it itself; `proposes`: it has just put a block to the
   * others; `down`: its node has crashed; `back`: it has restarted.
   */
  | { readonly what: 'leads' | 'proposes' | 'down' | 'back'; readonly node: string }
  /** `node` null: at whichever member has the block first. */
  | { readonly what: 'final'; readonly height: number; readonly node: string | null };

/** A fault or an attack that waits for a condition. */
export interface ConditionalAct extends Origin {
  readonly when: Condition;
  readonly act: ActBody;
  /** What it waits for and what then happens, each as its part of the line says it. */
  readonly saysWhen: string;
  readonly saysAct: string;
}
