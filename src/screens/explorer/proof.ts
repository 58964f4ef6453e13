/**
 * What a page checks for itself, with the browser's own WebCrypto and nothing of the engine: hashes
 * (FIPS 180-4), Merkle trees and audit paths (RFC 6962 §2.1), signatures (RFC 8032).
 */
import type { Inclusion, SignatureFacts } from '../../../workers/contract.ts';

/** Browsers keep WebCrypto from pages that are not served securely. */
export function canHash(): boolean {
  return (globalThis.crypto as Crypto | undefined)?.subtle !== undefined;
}

export async function sha256(...parts: readonly Uint8Array[]): Promise<string> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

export function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Pairs of lower-case digits; whatever else there is becomes no byte. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from((text.match(/[0-9a-f]{2}/g) ?? []).map((pair) => Number.parseInt(pair, 16)));
}

/** SHA-256(0x00 ‖ entry): a leaf of the tree. */
export function leafHash(entry: Uint8Array): Promise<string> {
  return sha256(Uint8Array.of(0), entry);
}

/** SHA-256(0x01 ‖ left ‖ right): a node over two. */
export function nodeHash(left: string, right: string): Promise<string> {
  return sha256(Uint8Array.of(1), fromHex(left), fromHex(right));
}

/** The root over leaf hashes; the left part is as large a power of two as is smaller than all. */
export async function rootOf(leaves: readonly string[]): Promise<string> {
  const [first] = leaves;
  if (first === undefined) return sha256();
  if (leaves.length === 1) return first;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(await rootOf(leaves.slice(0, split)), await rootOf(leaves.slice(split)));
}

/** One step of an audit path: the hash so far is joined with its sibling, which stands at `side`. */
export interface ProofStep {
  readonly side: 'left' | 'right';
  readonly sibling: string;
  readonly hash: string;
}

export interface WalkedProof {
  readonly leaf: string;
  readonly steps: readonly ProofStep[];
  /** Where the path ends, and whether that is the root that the header names. */
  readonly root: string;
  readonly reaches: boolean;
}

/** Walks an audit path from an entry up to the root (RFC 9162 §2.1.3.2), keeping every step. */
export async function walkProof(
  entry: Uint8Array, { index, size, path, root }: Pick<Inclusion, 'index' | 'size' | 'path' | 'root'>,
): Promise<WalkedProof> {
  const leaf = await leafHash(entry);
  const steps: ProofStep[] = [];
  let [node, last, hash] = [index, size - 1, leaf];
  let isPath = index < size;
  for (const sibling of path) {
    if (last === 0) isPath = false;
    const side = node % 2 === 1 || node === last ? 'left' : 'right';
    hash = side === 'left' ? await nodeHash(sibling, hash) : await nodeHash(hash, sibling);
    steps.push({ side, sibling, hash });
    while (side === 'left' && node % 2 === 0 && node !== 0) {
      node /= 2;
      last = Math.floor(last / 2);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return { leaf, steps, root: hash, reaches: isPath && last === 0 && hash === root };
}

export interface Checked {
  readonly holds: boolean;
  /** Who has checked it: this browser, or the library that the engine has. */
  readonly by: 'browser' | 'library';
}

/** By the browser's Ed25519 where it has one; else by the library, in the worker. */
export async function checkSignature(
  facts: SignatureFacts, byLibrary: (facts: SignatureFacts) => Promise<boolean>,
): Promise<Checked> {
  try {
    const key = await crypto.subtle.importKey('raw', fromHex(facts.publicKey), 'Ed25519', false, ['verify']);
    const holds = await crypto.subtle.verify('Ed25519', key, fromHex(facts.signature), utf8(facts.preimage));
    return { holds, by: 'browser' };
  } catch {
    return { holds: await byLibrary(facts), by: 'library' };
  }
}
