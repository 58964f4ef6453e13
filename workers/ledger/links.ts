import { parseCanonical } from '../crypto/canonical.ts';
import type { Digest } from '../crypto/hash.ts';
import { hashOfHeader } from './block.ts';
import { headerIn, readBlock } from './stored.ts';

/** One stored block as it stands in its chain, whatever has been done to its bytes. */
export interface Link {
  readonly height: number;
  /** What it says its hash is, and what its header hashes to now; null where neither can be read. */
  readonly says: Digest | null;
  readonly is: Digest | null;
  /** The hash of the block that it names as the one before it. */
  readonly parent: Digest | null;
  /** Why its own bytes do not match one another; null where they do. */
  readonly problem: string | null;
  /** Whether it names the block before it by the hash which that one has now. */
  readonly joined: boolean;
}

/** Every block of a stored chain with its own problem and its link, oldest first. */
export function linksOf(stored: readonly Uint8Array[]): Link[] {
  const links: Link[] = [];
  for (const [height, bytes] of stored.entries()) {
    const read = readBlock(bytes);
    const names = namesIn(bytes);
    const before = links.at(-1);
    const joined = names !== null && (before === undefined || before.is === names.parent);
    links.push({
      height, says: names?.says ?? null, is: names?.is ?? null, parent: names?.parent ?? null,
      problem: read.ok ? null : read.sentence, joined,
    });
  }
  return links;
}

function namesIn(bytes: Uint8Array): { says: Digest | null; is: Digest; parent: Digest } | null {
  const header = headerIn(parseCanonical(bytes));
  if (header === null) return null;
  const { value, says } = header;
  return { says, is: hashOfHeader(value), parent: value.parent };
}

/** A part of a stored block by its name in the canonical JSON; `to` is past its last byte. */
export interface Part {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const [QUOTE, BACKSLASH, COLON, COMMA] = [34, 92, 58, 44];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [123, 125, 91, 93];

/** Where the values of a stored block's parts lie among its bytes. */
export function partsOf(bytes: Uint8Array): Part[] {
  const parts: Part[] = [];
  let depth = 0;
  let inText = false;
  let textFrom = 0;
  let name = '';
  let from = -1;
  bytes.forEach((byte, at) => {
    if (inText) {
      if (byte === QUOTE && bytes[at - 1] !== BACKSLASH) {
        inText = false;
        if (depth === 1 && from < 0) name = asciiOf(bytes.subarray(textFrom, at));
      }
      return;
    }
    if (byte === QUOTE) [inText, textFrom] = [true, at + 1];
    else if (byte === COLON && depth === 1 && from < 0) from = at + 1;
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) depth -= 1;
    const ends = (byte === COMMA && depth === 1) || depth === 0;
    if (ends && from >= 0) {
      parts.push({ name, from, to: at });
      from = -1;
    }
  });
  return parts;
}

function asciiOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => String.fromCharCode(byte)).join('');
}
