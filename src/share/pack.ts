/**
 * A script's text as a part of an address: UTF-8, raw DEFLATE (RFC 1951), base64url (RFC 4648 §5),
 * with the codec's version in front: `1.` and the characters. Every version is read for ever.
 * What comes in is anybody's: nothing of it is run, and nothing makes the page hang or grow.
 */
import { words } from '../words/en.ts';

/** As workers/kernel/limits.ts: a megabyte is 20,000 acts. Inflating stops there. */
export const TEXT_BYTES_MAX = 1_000_000;
/** Addresses beyond this are refused by some browsers; a script of 10,000 acts packs to half of it. */
export const PACKED_LENGTH_MAX = 250_000;
/** Mail and chat programs cut longer links; beyond it the page offers a file. */
export const COMFORTABLE_LINK_LENGTH = 8_000;

export type Unpacked =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly sentence: string };

/** What an address may hold in a script's place: a version, a dot, base64url. */
export function isPacked(text: string): boolean {
  return text.length <= PACKED_LENGTH_MAX && /^\d{1,3}\.[A-Za-z0-9_-]+$/.test(text);
}

/** Null where the script is too long for an address. */
export async function pack(text: string): Promise<string | null> {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > TEXT_BYTES_MAX) return null;
  const packed = `1.${base64url(await deflate(bytes))}`;
  return packed.length > PACKED_LENGTH_MAX ? null : packed;
}

export async function unpack(packed: string): Promise<Unpacked> {
  const refused = (sentence: string): Unpacked => ({ ok: false, sentence });
  if (packed.length > PACKED_LENGTH_MAX) return refused(words.packed.tooLong(packed.length));
  if (!isPacked(packed)) return refused(words.packed.notOurs);
  const dot = packed.indexOf('.');
  if (packed.slice(0, dot) !== '1') return refused(words.packed.newer(packed.slice(0, dot)));
  const bytes = bytesOf(packed.slice(dot + 1));
  if (bytes === null) return refused(words.packed.cutShort);
  const inflated = await inflate(bytes);
  if (inflated === 'too big') return refused(words.packed.tooBig(TEXT_BYTES_MAX));
  if (inflated === 'broken') return refused(words.packed.cutShort);
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(inflated) };
  } catch {
    return refused(words.packed.notText);
  }
}

function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Response(stream).arrayBuffer().then((buffer) => new Uint8Array(buffer));
}

/** A few bytes can unfold to gigabytes: chunk by chunk, and no further than a script may be long. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array | 'too big' | 'broken'> {
  const reader = new Blob([bytes]).stream()
    .pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > TEXT_BYTES_MAX) {
        void reader.cancel().catch(() => undefined);
        return 'too big';
      }
      chunks.push(value);
    }
  } catch {
    return 'broken';
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function base64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
