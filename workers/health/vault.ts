import { assert } from '../kernel/assert.ts';
import { canonical } from '../crypto/canonical.ts';
import { sha256, sha256Bytes, type Digest } from '../crypto/hash.ts';
import type { Keyring } from '../crypto/keys.ts';
import { open, recordKey, recordNonce, seal, wrapNonce } from '../crypto/seal.ts';
import { labelsOf } from './labels.ts';

/** A record on its way to one organisation: opaque to everyone else. Never changed once made. */
export interface SealedRecord {
  readonly record: string;
  readonly version: number;
  /** For whom the key is wrapped. */
  readonly holder: string;
  /** How many of the first plaintext bytes are salt: 32, or 0 where commitments are unsalted. */
  readonly saltBytes: number;
  /** Salt and record, sealed under the record's own key; the same for every holder. */
  readonly bytes: Uint8Array;
  /** That key, sealed under the key that custodian and holder share. */
  readonly wrappedKey: Uint8Array;
}

/** What unwrapping gives: check `commitment(salt, bytes)` against the ledger's record index. */
export interface OpenedRecord {
  readonly bytes: Uint8Array;
  readonly salt: Uint8Array;
}

export const SALT_BYTES = 32;

/**
 * What one custodian keeps: its records sealed, each under a key of its own, and the keys. The
 * salt is sealed in with the record, so that whoever may read it can check the commitment and
 * whoever may not cannot try likely records against it.
 */
export class Vault {
  readonly custodian: string;
  private readonly keyring: Keyring;
  private readonly salted: boolean;
  /** The versions of each record, oldest first. */
  private readonly kept = new Map<string, Kept[]>();

  private readonly labels = new Map<string, readonly string[]>();

  constructor(keyring: Keyring, options: { readonly salted: boolean } = { salted: true }) {
    this.keyring = keyring;
    this.custodian = keyring.holder;
    this.salted = options.salted;
  }

  /** Keeps a record's bytes; earlier versions stay for whoever has not heard of this. */
  put(record: { readonly id: string; readonly bytes: Uint8Array }, version = 1): void {
    const { id, bytes } = record;
    assert(id.length > 0, 'a record has an id');
    const versions = this.kept.get(id) ?? [];
    assert(version > (versions.at(-1)?.version ?? 0), 'versions of a record go up');
    assert(versions.every((kept) => kept.plain !== null), 'an erased record gets no new version');
    const salt = this.newSalt(id, version);
    versions.push({
      version, commitment: commitment(salt, bytes), plain: { salt, bytes }, sealed: null });
    this.kept.set(id, versions);
  }

  /** Whether the name is taken, be it by a record that was erased. */
  knows(record: string): boolean {
    return this.kept.has(record);
  }

  has(record: string): boolean {
    return this.kept.get(record)?.every((kept) => kept.plain !== null) ?? false;
  }

  /**
   * Destroys keys and salts of every version: the sealed bytes stay and nobody opens them again.
   * In a run keys derive from the seed so that it repeats; they stand for random bytes that the
   * custodian could not make a second time (ADR 0031).
   */
  erase(record: string): void {
    const versions = this.kept.get(record);
    assert(versions !== undefined, 'the vault erases only what it keeps');
    this.kept.set(record, versions.map((kept) => ({
      ...kept, plain: null, sealed: { ...this.sealedAs(record, kept), key: null } })));
  }

  /** The sealed bytes as they lie on disc, erased or not; without a key they are noise. */
  sealedOf(record: string): Uint8Array {
    const versions = this.kept.get(record);
    const latest = versions?.at(-1);
    assert(latest !== undefined, 'the vault is asked only for records it keeps');
    return this.sealedAs(record, latest).bytes.slice();
  }

  /** What the ledger's record index is to say of the record. */
  commitmentOf(record: string, version?: number): Digest {
    return this.keptOf(record, version).commitment;
  }

  saltOf(record: string, version?: number): Uint8Array {
    return this.openOf(record, version).salt.slice();
  }

  /** Seals the record's key for another organisation; the same bytes each time. */
  serve(record: string, holder: string, asked?: number): SealedRecord {
    const { version, key, salt, sealed } = this.openOf(record, asked);
    const { custodian } = this;
    const wrappedKey = seal(this.keyring.pairKey(holder),
      wrapNonce(custodian, holder, record, version), key,
      wrapName(custodian, holder, record, version));
    return Object.freeze(
      { record, version, holder, saltBytes: salt.length, bytes: sealed, wrappedKey });
  }

  /**
   * Opens what another custodian served to this organisation. Null where it was served to somebody
   * else, by somebody else, or a bit of the key or the seal is not what the custodian made.
   */
  unwrap(served: SealedRecord, custodian: string): OpenedRecord | null {
    const { record, version, holder, saltBytes } = served;
    if (holder !== this.custodian || custodian === holder) return null;
    const key = open(this.keyring.pairKey(custodian),
      wrapNonce(custodian, holder, record, version), served.wrappedKey,
      wrapName(custodian, holder, record, version));
    if (key === null) return null;
    const plain = open(key, recordNonce(record, version), served.bytes,
      recordName(custodian, record, version, saltBytes));
    if (plain === null) return null;
    return { salt: plain.slice(0, saltBytes), bytes: plain.slice(saltBytes) };
  }

  /** The latest version's number. */
  versionOf(record: string): number {
    return this.keptOf(record).version;
  }

  /** The custodian reads its own. */
  read(record: string): Uint8Array {
    const { version, key, salt, sealed } = this.openOf(record);
    const plain = open(key, recordNonce(record, version), sealed,
      recordName(this.custodian, record, version, salt.length));
    assert(plain !== null, 'a vault opens what it sealed');
    return plain.slice(salt.length);
  }

  /** The custodian's own labelling of what it keeps; of the latest version. */
  labelsOf(record: string): readonly string[] {
    const { version } = this.keptOf(record);
    const name = `${record}/${version}`;
    const labels = this.labels.get(name) ?? labelsOf(this.read(record));
    this.labels.set(name, labels);
    return labels;
  }

  /** The latest version, or the one asked for. */
  private keptOf(record: string, version?: number): Kept {
    const versions = this.kept.get(record);
    const kept = version === undefined
      ? versions?.at(-1) : versions?.find((each) => each.version === version);
    assert(kept !== undefined, 'the vault is asked only for records it keeps');
    assert(kept.plain !== null, 'an erased record is asked of nobody');
    return kept;
  }

  private openOf(record: string, version?: number): Open {
    const kept = this.keptOf(record, version);
    const { key, bytes } = this.sealedAs(record, kept);
    assert(key !== null && kept.plain !== null, 'what is not erased has its key');
    return { version: kept.version, key, salt: kept.plain.salt, sealed: bytes };
  }

  /** Sealed when first looked at: most records of a chart never leave it, and the bytes are the same. */
  private sealedAs(record: string, kept: Kept): Sealed {
    const { version, plain } = kept;
    if (kept.sealed !== null) return kept.sealed;
    assert(plain !== null, 'what was erased had been sealed');
    const key = recordKey(this.keyring.secret, record, version);
    const bytes = seal(key, recordNonce(record, version), joined(plain.salt, plain.bytes),
      recordName(this.custodian, record, version, plain.salt.length));
    kept.sealed = { key, bytes };
    return kept.sealed;
  }

  /** Derived, so that a run repeats; to everyone without the secret it is random. */
  private newSalt(record: string, version: number): Uint8Array {
    return this.salted
      ? sha256Bytes(canonical(['ledgerward record salt', this.keyring.secret, record, version]))
      : new Uint8Array(0);
  }
}

/** SHA-256(salt ‖ bytes). Without a salt, a likely record can be guessed and checked against it. */
export function commitment(salt: Uint8Array, bytes: Uint8Array): Digest {
  assert(salt.length === SALT_BYTES || salt.length === 0, 'a salt is 32 bytes, or none');
  return sha256(joined(salt, bytes));
}

interface Open {
  readonly version: number;
  readonly key: Uint8Array;
  readonly salt: Uint8Array;
  readonly sealed: Uint8Array;
}

interface Kept {
  readonly version: number;
  readonly commitment: Digest;
  /** Null once erased: then only the sealed bytes are left, and no key. */
  readonly plain: { readonly salt: Uint8Array; readonly bytes: Uint8Array } | null;
  sealed: Sealed | null;
}

interface Sealed {
  /** Null once destroyed. */
  readonly key: Uint8Array | null;
  readonly bytes: Uint8Array;
}

/** Bound to the seal, so that a record cannot be passed off as another, nor salt as record. */
function recordName(
  custodian: string, record: string, version: number, saltBytes: number,
): Uint8Array {
  return canonical(['ledgerward record', custodian, record, version, saltBytes]);
}

function wrapName(
  custodian: string, holder: string, record: string, version: number,
): Uint8Array {
  return canonical(['ledgerward record key', custodian, holder, record, version]);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}
