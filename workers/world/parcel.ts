import type { Signed } from '../crypto/keys.ts';
import type { Block } from '../ledger/block.ts';
import type { Certificate, Wire } from '../consensus/protocol.ts';
import type { Transaction } from '../ledger/transaction.ts';
import type { SealedRecord } from '../health/vault.ts';
import type { GlassNotice } from './emergency.ts';

/** Of whatever protocol: only its validators know what is in it. */
export type ConsensusMessage = Wire;

/** What the members and wallets send one another: nothing else is shared between them. */
export type Parcel =
  | { readonly topic: 'consensus'; readonly message: ConsensusMessage }
  | { readonly topic: 'transaction'; readonly transaction: Signed<Transaction> }
  | { readonly topic: 'block'; readonly block: Block; readonly certificate: Certificate }
  /** A client that has missed blocks asks for those from `first` to `last`. */
  | { readonly topic: 'block-request'; readonly first: number; readonly last: number }
  | { readonly topic: 'record-request'; readonly request: RecordRequest }
  | { readonly topic: 'records'; readonly request: string; readonly served: ServedSection }
  | { readonly topic: 'refusal'; readonly request: string; readonly refused: readonly RefusedSection[] }
  | { readonly topic: 'glass-notice'; readonly notice: GlassNotice }
  /** A member turns a phone's transaction away, with the sentence that says why. */
  | { readonly topic: 'turned-away'; readonly transaction: string; readonly why: string }
  | {
      readonly topic: 'consent-request'; readonly request: string; readonly person: string;
      readonly patient: string; readonly sections: readonly string[]; readonly purpose: string;
    };

/** One ask for sections of a chart, as its custodian receives it. */
export interface RecordRequest {
  readonly id: string;
  readonly person: string;
  readonly patient: string;
  readonly sections: readonly string[];
  readonly purpose: string;
  /** Asserted by the asking member about its own person (IHE XUA carries such an assertion). */
  readonly onShift: boolean;
  /** On which state the asker can check what it is served. */
  readonly height: number;
  /** In an emergency, without consent. */
  readonly glass: boolean;
}

export interface ServedSection {
  readonly section: string;
  readonly records: readonly SealedRecord[];
  /**
   * How many are kept back. The ledger's index lists them anyway; whether the person at the screen
   * is told is the setting access.tellsWithheld.
   */
  readonly withheld: number;
}

export interface RefusedSection {
  readonly section: string;
  readonly reason: string;
}

/**
 * Bytes on the wire of what is not consensus and not a record: headers, a signature (64 bytes,
 * RFC 8032) and the names it carries. An approximation: no wire format is fixed here.
 */
export function envelopeBytes(...texts: readonly string[]): number {
  return 160 + texts.reduce((sum, text) => sum + text.length + 4, 0);
}
