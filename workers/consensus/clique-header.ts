import { canonical } from '../crypto/canonical.ts';
import { sha256 } from '../crypto/hash.ts';
import type { Signed } from '../crypto/keys.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Payload } from './protocol.ts';

/** `DIFF_INTURN` and `DIFF_NOTURN` of EIP-225: a slight preference for whose turn it is. */
export const DIFFICULTY_IN_TURN = 2;
export const DIFFICULTY_OUT_OF_TURN = 1;

/** `NONCE_AUTH` and `NONCE_DROP`: the second is all zeros, and so is that of a block without vote. */
export type Nonce = 'auth' | 'drop';

/**
 * The header of a block as EIP-225 repurposes Ethereum's. Left out are the fields that never vary
 * (`mixHash`, `ommersHash`) and those that the payload stands for; addresses are validator numbers.
 */
export type CliqueHeader = {
  readonly number: number;
  /** The hash of the block before. */
  readonly parent: string;
  /** The signer's local clock. */
  readonly timestampMicros: Micros;
  readonly difficulty: number;
  /** Whom to add to the signers or to drop from them; null (zeros): nobody. */
  readonly beneficiary: number | null;
  readonly nonce: Nonce;
  /** First part of the extra-data: free for the signer, who says here why there is a block. */
  readonly vanity: Vanity;
  /** Middle part of the extra-data: all signers, ascending, on checkpoints and nowhere else. */
  readonly signers: readonly number[] | null;
  readonly payload: string;
};

/** `new`: it carries something; `confirming`: it is there for the sake of one below. */
export type Vanity = 'new' | 'confirming';

/** A sealed block: whoever has its parent can judge it, and needs no word from anyone. */
export interface CliqueBlock {
  /** SHA-256 over the header, everything but the seal. */
  readonly hash: string;
  /** The header, and last part of the extra-data: the signature over it. */
  readonly seal: Signed<CliqueHeader>;
  readonly payload: Payload;
}

export const GENESIS_HASH = 'genesis';

/** Sealed by its signer and by nobody else. */
export function sealBlock(
  header: CliqueHeader, payload: Payload, sign: (header: CliqueHeader) => Signed<CliqueHeader>,
): CliqueBlock {
  const frozen = Object.freeze({ ...header });
  const block = Object.freeze({ hash: hashOf(frozen), seal: sign(frozen), payload });
  GENUINE.add(block);
  return block;
}

/** Whether the hash is that of the header, and the payload the one it names. */
export function isGenuine(block: CliqueBlock): boolean {
  if (GENUINE.has(block)) return true;
  const { hash, seal: { body }, payload } = block;
  return hash === hashOf(body) && payload.digest === body.payload;
}

function hashOf(header: CliqueHeader): string {
  return sha256(canonical(header));
}

/** Hashed once a process: an altered block is another object. */
const GENUINE = new WeakSet<CliqueBlock>();
