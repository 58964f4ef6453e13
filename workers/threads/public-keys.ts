import { toHex } from '../crypto/hash.ts';
import { secretOf } from '../crypto/keys.ts';

/** PKCS #8 of an Ed25519 seed (RFC 8410 §7), up to the seed itself. */
const PKCS8_HEAD = Uint8Array.of(
  0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);

/**
 * Ed25519 public keys (RFC 8032) of a run's key holders, in lower-case hex, before the run. By the
 * platform, where it can say them; else by a library that is loaded only then (ADR 0040).
 */
export async function publicKeysFor(
  seed: number, holders: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await byPlatform(seed, holders).catch(() => null);
  if (found !== null) return found;
  const { publicKeysOf } = await import('../crypto/public-keys.ts');
  return publicKeysOf(seed, holders);
}

/** Null or rejected where there is no WebCrypto, no Ed25519 in it, or no way to the public half. */
export async function byPlatform(
  seed: number, holders: readonly string[],
): Promise<Map<string, string> | null> {
  // A page that is not served over https has none.
  const { subtle } = globalThis.crypto as { readonly subtle?: SubtleCrypto };
  if (subtle === undefined) return null;
  const keys = new Map<string, string>();
  for (const holder of holders) {
    const secret = Uint8Array.of(...PKCS8_HEAD, ...secretOf(seed, holder));
    const key = await subtle.importKey('pkcs8', secret, 'Ed25519', true, ['sign']);
    const { x } = await subtle.exportKey('jwk', key);
    if (x === undefined) return null;
    keys.set(holder, toHex(fromBase64Url(x)));
  }
  return keys;
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (unit) => unit.charCodeAt(0));
}
