import { canonical, parseCanonical, type Plain } from '../crypto/canonical.ts';
import { freezeDeep } from '../crypto/freeze.ts';
import { isDigest, sha256, type Digest } from '../crypto/hash.ts';
import type { Signed } from '../crypto/keys.ts';
import {
  createBlock, hashOfHeader, type Block, type BlockHeader, type CommitCertificate,
} from './block.ts';
import type { Chain } from './chain.ts';
import { composeTransaction, contentOf, type Content, type Transaction } from './transaction.ts';

/** A block as it was read back, with what made it final (the genesis block has no certificate). */
export interface StoredBlock {
  readonly block: Block;
  readonly certificate: CommitCertificate | null;
}

export type ReadBlock = ({ readonly ok: true } & StoredBlock) | {
  readonly ok: false;
  /** What does not match, as a sentence's end: "its …". */
  readonly sentence: string;
};

/**
 * The bytes in which a node keeps a block: canonical JSON of header, hash, transactions,
 * certificate, and a checksum over these. The hash chain protects header and transactions from
 * anybody; the certificate is no part of it (each node may hold other signers), so the checksum
 * tells when its bytes rot, and its signatures, once materialised, when somebody forged it.
 */
export function storeBlock(block: Block, certificate: CommitCertificate | null): Uint8Array {
  const kept: Plain = {
    header: block.header,
    hash: block.hash,
    transactions: block.transactions.map(contentOfSigned),
    certificate: certificate === null ? null : contentOfCertificate(certificate),
  };
  return canonical({ ...kept, checksum: sha256(canonical(kept)) });
}

/** The bytes a node keeps of its chain, oldest first: what `verifyChain` checks. */
export function storeChain(chain: Chain): Uint8Array[] {
  return Array.from({ length: chain.height + 1 }, (_, height) =>
    storeBlock(chain.blockAt(height), chain.certificateAt(height)));
}

/** The block in these bytes, or the first thing about them that does not match. */
export function readBlock(bytes: Uint8Array): ReadBlock {
  const stored = parseCanonical(bytes);
  if (stored === null) return refused('its bytes are not canonical JSON');
  if (!isObject(stored)) return refused('its bytes hold no block');
  const { header, hash, transactions, certificate, checksum } = stored;
  if (!isHeader(header)) return refused('its header lacks a part or has one too many');
  if (hashOfHeader(header) !== hash) return refused('its hash is not the hash of its header');
  if (!Array.isArray(transactions) || !transactions.every(isContent)) {
    return refused('its transactions are not complete');
  }
  const block = createBlock(header, transactions.map(unsigned));
  if (block.header.transactionsRoot !== header.transactionsRoot) {
    return refused('its transactions do not have the Merkle root that its header names');
  }
  if (certificate !== null && !isCertificate(certificate)) {
    return refused('its certificate is not complete');
  }
  if (certificate && (certificate.digest !== hash || certificate.height !== header.height)) {
    return refused('its certificate is for another block');
  }
  const kept = { header, hash, transactions, certificate: certificate ?? null };
  if (checksum !== sha256(canonical(kept))) {
    return refused('its checksum does not match its bytes');
  }
  if (Object.keys(stored).length !== 5) return refused('it holds something no block has');
  return { ok: true, block, certificate: certificate ?? null };
}

/** The header in parsed bytes and the hash that stands beside it; null where there is no header. */
export function headerIn(stored: Plain | null): { value: BlockHeader; says: Digest | null } | null {
  if (stored === null || !isObject(stored) || !isHeader(stored.header)) return null;
  return { value: stored.header, says: isDigest(stored.hash) ? stored.hash : null };
}

function refused(sentence: string): ReadBlock {
  return { ok: false, sentence };
}

/**
 * A later key of the sender is named, because what a key may sign is decided by the contracts. It
 * is no part of the transaction's hash: altered, it executes to another state, or fails its
 * signature once that is materialised.
 */
function contentOfSigned({ body, key }: Signed<Transaction>): Plain {
  const content = contentOf(body) as Plain & object;
  return key === undefined ? content : { ...content, key };
}

/** Signatures are not stored: what is read back is honestly unsigned and does not verify. */
function unsigned({ sender, key, ...call }: StoredContent): Signed<Transaction> {
  return freezeDeep({
    signer: sender, body: composeTransaction(sender, call), ...key === undefined ? {} : { key },
  });
}

function contentOfCertificate(certificate: CommitCertificate): Plain {
  const { height, round, digest, signers } = certificate;
  return { height, round, digest, signers };
}

type Members = { readonly [key: string]: Plain };

function isObject(value: Plain | undefined): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasOnly(value: Members, names: readonly string[]): boolean {
  return Object.keys(value).length === names.length && names.every((name) => name in value);
}

function isHeader(value: Plain | undefined): value is BlockHeader {
  return isObject(value)
    && hasOnly(value, ['height', 'parent', 'proposer', 'timestampMicros', 'transactionsRoot',
      'stateDigest'])
    && [value.height, value.timestampMicros].every(isCount)
    && [value.parent, value.transactionsRoot, value.stateDigest].every(isDigest)
    && typeof value.proposer === 'string';
}

type StoredContent = Content & { readonly key?: number };

function isContent(value: Plain): value is StoredContent & Members {
  const parts = ['contract', 'action', 'sender', 'body', 'nonce'];
  return isObject(value)
    && ('key' in value
      ? hasOnly(value, [...parts, 'key']) && Number.isSafeInteger(value.key) && Number(value.key) > 1
      : hasOnly(value, parts))
    && [value.contract, value.action, value.sender].every((text) => typeof text === 'string')
    && Number.isSafeInteger(value.nonce);
}

function isCertificate(value: Plain | undefined): value is Members & {
  readonly height: number; readonly round: number; readonly digest: Digest;
  readonly signers: readonly number[];
} {
  return isObject(value)
    && hasOnly(value, ['height', 'round', 'digest', 'signers'])
    && [value.height, value.round].every(isCount)
    && isDigest(value.digest)
    && Array.isArray(value.signers) && value.signers.every(isCount);
}

function isCount(value: Plain | undefined): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
