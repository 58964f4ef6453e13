import type { ChainReport, Tamper } from '../contract.ts';
import { linksOf, partsOf } from '../ledger/links.ts';

/** Shown on either side of a changed byte. */
const EXCERPT_BYTES = 28;

/** A stored chain link by link, oldest first, after one byte of a copy is changed. */
export function inspected(stored: readonly Uint8Array[], tamper: Tamper): ChainReport {
  const bytes = stored[tamper.height] ?? new Uint8Array();
  const [from, to] = [Math.max(0, tamper.byte - EXCERPT_BYTES), tamper.byte + EXCERPT_BYTES + 1];
  const before = asciiText(bytes.subarray(from, to));
  const parts = partsOf(bytes);
  const changed = bytes.slice();
  if (tamper.byte < changed.length) changed[tamper.byte] = (changed[tamper.byte] ?? 0) ^ 1;
  const links = linksOf(stored.map((block, height) => (height === tamper.height ? changed : block)));
  return {
    parts, length: bytes.length, before, after: asciiText(changed.subarray(from, to)),
    place: tamper.byte - from,
    links: links.map(({ height, says, is, parent, problem, joined }) => ({
      height, says: bitsOf(says), is: bitsOf(is), parent: bitsOf(parent), problem, joined,
    })),
  };
}

/** The first 32 bits of a digest, as frames hold them; -1 for none. */
function bitsOf(digest: string | null): number {
  return digest === null ? -1 : Number.parseInt(digest.slice(0, 8), 16);
}

/** Stored blocks are canonical JSON, mostly ASCII; whatever is not printable is a dot. */
function asciiText(bytes: Uint8Array): string {
  return [...bytes].map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '·')).join('');
}
