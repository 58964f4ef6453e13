import type { Block } from '../ledger/block.ts';
import type { Payload } from '../consensus/protocol.ts';
import type { Parcel } from './parcel.ts';

/** What a node computes for one message. */
export interface Operations {
  readonly verifications: number;
  readonly signatures: number;
  readonly hashedBytes: number;
}

/** How many signatures its receiver checks and its sender makes; bytes are the network's to say. */
export function operationsOf(parcel: Parcel): Omit<Operations, 'hashedBytes'> {
  switch (parcel.topic) {
    case 'consensus': return consensusOperations(parcel.message);
    case 'transaction': return { verifications: 1, signatures: 0 };
    case 'block': return {
      verifications: parcel.certificate.signers.length + parcel.block.transactions.length,
      signatures: 0,
    };
    // The envelope of each carries one signature, of the member who sends it.
    default: return { verifications: 1, signatures: 1 };
  }
}

/** What messages of any protocol may carry, so that a new one is charged without a line here. */
interface Carried {
  readonly signed?: unknown;
  readonly payload?: Payload;
  readonly preparedPayload?: Payload | null;
  readonly roundChanges?: readonly unknown[];
  readonly prepares?: readonly unknown[];
  /** Signatures inside what is signed, or beside it, that a receiver checks too. */
  readonly evidence?: number;
  readonly decisions?: readonly {
    readonly payload: Payload; readonly certificate: { readonly signers: readonly number[] };
  }[];
}

function consensusOperations(message: object): Omit<Operations, 'hashedBytes'> {
  const { signed, payload, preparedPayload, roundChanges, prepares, evidence, decisions }: Carried
    = message;
  let verifications = signed === undefined ? 0 : 1;
  verifications += (roundChanges?.length ?? 0) + (prepares?.length ?? 0) + (evidence ?? 0);
  verifications += transactionsOf(payload) + transactionsOf(preparedPayload);
  for (const each of decisions ?? []) {
    verifications += each.certificate.signers.length + transactionsOf(each.payload);
  }
  return { verifications, signatures: signed === undefined ? 0 : 1 };
}

/** Each transaction of a block carries its author's signature. */
function transactionsOf(payload: Payload | null | undefined): number {
  const block = payload?.body as Partial<Block> | undefined;
  return block?.transactions?.length ?? 0;
}
