/**
 * Commands that check a hash or a signature with standard tools and none of our code. For any POSIX
 * shell: `printf %b` writes bytes from octal escapes, as every one of them reads alike.
 */
import type { SignatureFacts } from '../../../workers/contract.ts';
import { fromHex } from './proof.ts';

/** A SubjectPublicKeyInfo for Ed25519 (RFC 8410 section 4) up to the key itself. */
const KEY_PREFIX = '302a300506032b6570032100';

/** That each signer signed the message, by OpenSSL. */
export function signatureCommands(signatures: readonly SignatureFacts[]): string {
  const [first] = signatures;
  if (first === undefined) return '';
  return [
    `printf '%s' ${quoted(first.preimage)} >message`,
    ...signatures.flatMap(({ signer, publicKey, signature }) => [
      `# ${signer}`,
      `printf '%b' '${octal(KEY_PREFIX + publicKey)}' >key.der`,
      `printf '%b' '${octal(signature)}' >signature`,
      'openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in message -sigfile signature',
    ]),
    '',
  ].join('\n');
}

/** That a text has the hash; `salt`, in hex, stands before it. */
export function hashCommands(text: string, hash: string, salt = ''): string {
  const before = salt === '' ? '' : `printf '%b' '${octal(salt)}'; `;
  return [
    `{ ${before}printf '%s' ${quoted(text)}; } | sha256sum`,
    `# must say ${hash}`,
    '',
  ].join('\n');
}

function octal(hex: string): string {
  return [...fromHex(hex)].map((byte) => `\\0${byte.toString(8).padStart(3, '0')}`).join('');
}

/** A word of the shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}
