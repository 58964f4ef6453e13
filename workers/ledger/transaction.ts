import { canonical, type Plain } from '../crypto/canonical.ts';
import { freezeDeep } from '../crypto/freeze.ts';
import { sha256, type Digest } from '../crypto/hash.ts';
import { leafHash } from '../crypto/merkle.ts';
import { SIGNATURE_BYTES, type Keyring, type Signed } from '../crypto/keys.ts';
import { RECORD_TRANSACTION_BYTES_MAX, TRANSACTION_BYTES_MAX } from './limits.ts';
import type { AccessLogCall } from './contracts/access-log.ts';
import type { BreakGlassCall } from './contracts/break-glass.ts';
import type { DoNothingCall } from './contracts/do-nothing.ts';
import type { ErasureCall } from './contracts/erasure.ts';
import type { GrantCall } from './contracts/grant.ts';
import type { IdentityCall } from './contracts/identity.ts';
import type { ProxyCall } from './contracts/proxy.ts';
import type { RecordIndexCall } from './contracts/record-index.ts';

/** What a sender asks a contract to do. A contract adds its own calls here. */
export type Call =
  | IdentityCall | RecordIndexCall | GrantCall | AccessLogCall | BreakGlassCall
  | ErasureCall | ProxyCall | DoNothingCall;

/**
 * One call by one sender. It travels and is kept as `Signed<Transaction>`.
 * `nonce` is any safe integer; it sets two otherwise equal calls apart, and the id (the SHA-256 of
 * the canonical bytes) is what guards against replay.
 */
export type Transaction = Call & {
  readonly id: Digest;
  readonly sender: string;
  readonly nonce: number;
  /** Size on the wire: canonical bytes and signature. */
  readonly bytes: number;
};

export type SignedTransaction = Signed<Transaction>;

/** Composes a call and signs it as the keyring's holder. */
export function createTransaction(
  keyring: Keyring,
  call: Call & { readonly nonce: number },
): SignedTransaction {
  return keyring.sign(composeTransaction(keyring.holder, call));
}

/** A transaction without a signature: what a stored block holds, and what a forger can make. */
export function composeTransaction(
  sender: string,
  call: Call & { readonly nonce: number },
): Transaction {
  const { contract, action, body, nonce } = call;
  const content = { contract, action, sender, body, nonce } as Content;
  const bytes = encode(content);
  const transaction = freezeDeep({
    ...content,
    id: sha256(bytes),
    bytes: bytes.length + SIGNATURE_BYTES,
  }) as Transaction;
  LEAVES.set(transaction, leafHash(bytes));
  return transaction;
}

/** The canonical bytes: an entry of its block's Merkle tree, and the preimage of the id. */
export function transactionBytes(transaction: Transaction): Uint8Array {
  return encode(transaction);
}

/** The hash of those bytes as a leaf of its block's Merkle tree (RFC 6962 §2.1). */
export function transactionLeaf(transaction: Transaction): Uint8Array {
  return LEAVES.get(transaction) ?? leafHash(encode(transaction));
}

/** The most that a transaction of its kind may have. */
export function bytesMaxOf(transaction: Transaction): number {
  return transaction.contract === 'record-index'
    ? RECORD_TRANSACTION_BYTES_MAX : TRANSACTION_BYTES_MAX;
}

/** The parts of a transaction that are hashed and stored; the others follow from them. */
export type Content = Call & { readonly sender: string; readonly nonce: number };

export function contentOf(transaction: Transaction): Content {
  const { contract, action, sender, body, nonce } = transaction;
  return { contract, action, sender, body, nonce } as Content;
}

/** Why its own parts contradict the transaction, or null. Its signer is the registry's matter. */
export function transactionProblem(signed: SignedTransaction): string | null {
  const { signer, body: transaction } = signed;
  if (signer !== transaction.sender) {
    return `${signer} signed a transaction that says it is from ${transaction.sender}.`;
  }
  if (LEAVES.has(transaction)) return null;
  const bytes = encode(transaction);
  if (sha256(bytes) !== transaction.id) {
    return `Transaction ${transaction.id.slice(0, 8)} is not named by the hash of its content.`;
  }
  if (bytes.length + SIGNATURE_BYTES !== transaction.bytes) {
    return `Transaction ${transaction.id.slice(0, 8)} misstates its size.`;
  }
  return null;
}

/**
 * Encoded and hashed once per process, not once per node: only objects frozen above are ever keys,
 * so a hash cannot go stale, and an altered transaction is another object and is hashed anew. The
 * bytes themselves are not kept: nobody needs them again but an exporter.
 */
const LEAVES = new WeakMap<Transaction, Uint8Array>();

function encode(content: Content): Uint8Array {
  const { contract, action, sender, body, nonce } = content;
  return canonical({ contract, action, sender, body: body as Plain, nonce });
}
