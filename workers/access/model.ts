import type { Digest } from '../crypto/hash.ts';
import type { Facts } from './facts.ts';

/** A way of deciding who may read what. Pure: the same facts always get the same decision. */
export interface AccessModel {
  readonly name: string;
  /** SHA-256 of the schema's and the policies' text: part of what a run is. */
  readonly digest: Digest;
  /** How decisions were come by so far; never part of an outcome. */
  readonly work: DecisionWork;
  decide(facts: Facts): Decision;
}

export interface Decision {
  readonly permit: boolean;
  /** Ids of the policies that determined it, sorted; none where nothing permitted. */
  readonly policies: readonly string[];
  /** One plain sentence or more: why. */
  readonly explanation: string;
}

export interface DecisionWork {
  /** Answered from memory. */
  readonly hits: number;
  /** Worked out by the engine. */
  readonly misses: number;
}
