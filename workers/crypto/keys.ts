import { assert, fail } from '../kernel/assert.ts';
import { canonical } from './canonical.ts';
import { freezeDeep } from './freeze.ts';
import { fromHex, sha256Bytes } from './hash.ts';

/**
 * Something a key holder has signed. **Ideal**: it stands for an Ed25519 signature (64 bytes on the
 * wire) without computing one. It travels by reference; a copy, altered or not, is another object
 * and does not verify. Real bytes are made on demand outside the loop from `pkcs8(secretOf(…))`:
 * Ed25519 is deterministic (RFC 8032 §5.1.6), so they are the same whenever they are made.
 */
export interface Signed<T> {
  readonly signer: string;
  readonly body: T;
  /** Which of the signer's keys it was, counted from 1; absent: the first. */
  readonly key?: number;
}

/** A key's own name: its holder's for the first, `ana#2` for the second (names have no #). */
export function keyName(holder: string, key = 1): string {
  return key === 1 ? holder : `${holder}#${key}`;
}

/** An Ed25519 signature's size on the wire (RFC 8032 §5.1.6). */
export const SIGNATURE_BYTES = 64;

/**
 * Who holds which key: the ideal signature functionality of Canetti (2004, "Universally composable
 * signature, certification and authentication", F_SIG) kept by the simulation itself. It remembers
 * what was signed by whom; nothing else verifies, so a forger without the key fails with certainty
 * and not with overwhelming probability.
 */
export class KeyRegistry {
  readonly #seed: number;
  readonly #holders = new Set<string>();

  constructor(seed: number) {
    assert(Number.isSafeInteger(seed), 'a seed is a safe integer');
    this.#seed = seed;
  }

  /**
   * Hands out the only keyring of a holder's key; a second one would be a stolen key, so it throws.
   * A later key of the same holder is another key.
   */
  issue(holder: string, key = 1): Keyring {
    assert(holder.length > 0, 'a key holder has a name');
    assert(Number.isSafeInteger(key) && key >= 1, 'keys are counted from 1');
    const name = keyName(holder, key);
    if (this.#holders.has(name)) fail(`the key of ${name} is issued once`);
    this.#holders.add(name);
    return new Keyring(holder, this.#seed, (signed) => { new Seal(signed, this); }, key);
  }

  /** True only for the very object that the named signer's keyring returned. */
  verify(signed: Signed<unknown>): boolean {
    return Seal.isOf(this, signed);
  }
}

/** Returns what it is given, so that a subclass puts its private field on that. */
class Given {
  constructor(object: object) {
    return object;
  }
}

/**
 * Which registry a signature is known to, in a private field of the very object: no copy has it,
 * and nobody else can put it there. A WeakSet says the same, but each look into it misses the
 * processor's cache, and a run of 512 validators looks half a million times a block.
 */
class Seal extends Given {
  readonly #registry: KeyRegistry;

  constructor(signed: object, registry: KeyRegistry) {
    super(signed);
    this.#registry = registry;
  }

  static isOf(registry: KeyRegistry, signed: object): boolean {
    return #registry in signed && signed.#registry === registry;
  }
}

/** One holder's keys. Whoever has this object can sign as its holder: give it to nobody else. */
export class Keyring {
  readonly holder: string;
  /** Which of the holder's keys this is. */
  readonly key: number;
  readonly #seed: number;
  readonly #secret: Uint8Array;
  readonly #mint: (signed: Signed<unknown>) => void;
  readonly #pairKeys = new Map<string, Uint8Array>();

  constructor(holder: string, seed: number, mint: (signed: Signed<unknown>) => void, key = 1) {
    this.holder = holder;
    this.key = key;
    this.#seed = seed;
    this.#secret = secretOf(seed, keyName(holder, key));
    this.#mint = mint;
  }

  /** The holder's 32-byte secret: an Ed25519 seed, and the root of its record keys. */
  get secret(): Uint8Array {
    return this.#secret.slice();
  }

  /** Freezes the body through and through: what is signed can no longer change. */
  sign<T>(body: T): Signed<T> {
    const { holder: signer, key } = this;
    freezeDeep(body);
    const signed: Signed<T> = key === 1 ? { signer, body } : { signer, body, key };
    this.#mint(signed);
    return Object.freeze(signed);
  }

  /**
   * The 32-byte key shared with one other holder, the same at both ends. **Ideal** key agreement:
   * it stands for X25519 (RFC 7748) between the two, and only they can ask for it.
   */
  pairKey(other: string): Uint8Array {
    assert(other !== this.holder, 'a pair key joins two holders');
    let key = this.#pairKeys.get(other);
    if (key === undefined) {
      const names = this.holder < other ? [this.holder, other] : [other, this.holder];
      const secrets = names.map((name) => secretOf(this.#seed, name));
      key = sha256Bytes(canonical(['ledgerward pair key', ...names, ...secrets]));
      this.#pairKeys.set(other, key);
    }
    return key.slice();
  }
}

/** 32 secret bytes of an entity, a function of the run's seed and its name alone. */
export function secretOf(seed: number, entity: string): Uint8Array {
  return sha256Bytes(canonical(['ledgerward secret', seed, entity]));
}

/**
 * An Ed25519 private key as WebCrypto and OpenSSL import it: OneAsymmetricKey of RFC 8410 §7, whose
 * first 16 bytes are the same for every key (version, algorithm 1.3.101.112, octet string).
 */
export function pkcs8(secret: Uint8Array): Uint8Array {
  assert(secret.length === 32, 'an Ed25519 secret is 32 bytes');
  const encoded = new Uint8Array(48);
  encoded.set(fromHex('302e020100300506032b657004220420'));
  encoded.set(secret, 16);
  return encoded;
}
