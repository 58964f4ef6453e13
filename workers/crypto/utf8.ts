import { utf8 as encode } from '../kernel/utf8.ts';
import { assert } from '../kernel/assert.ts';

/**
 * UTF-8 (RFC 3629) of what is to be hashed. The trace replaces a lone surrogate; here it throws,
 * because RFC 8785 §3.2.2.2 demands it and because two different texts must not share their bytes.
 */
export function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) return beyondAscii(text);
    bytes[index] = unit;
  }
  return bytes; // Nearly all that is hashed is ASCII, for which this is twice as fast.
}

function beyondAscii(text: string): Uint8Array {
  assert(!/\p{Surrogate}/u.test(text), 'text to hash has no lone surrogate');
  return encode(text);
}

/** Null when the bytes are not strict UTF-8: overlong forms and surrogates are refused. */
export function fromUtf8(bytes: Uint8Array): string | null {
  const units: string[] = [];
  let index = 0;
  while (index < bytes.length) {
    const lead = bytes[index] ?? 0;
    const size = sizeOf(lead);
    if (size === 0 || index + size > bytes.length) return null;
    let point = size === 1 ? lead : lead & (0x7f >> size);
    for (let next = index + 1; next < index + size; next += 1) {
      const byte = bytes[next] ?? 0;
      if ((byte & 0xc0) !== 0x80) return null;
      point = (point << 6) | (byte & 0x3f);
    }
    if (point < (SMALLEST_POINT[size - 1] ?? 0) || point > 0x10ffff) return null;
    if (point >= 0xd800 && point <= 0xdfff) return null;
    units.push(String.fromCodePoint(point));
    index += size;
  }
  return units.join('');
}

/** The smallest code point that needs 1, 2, 3, 4 bytes: anything below is an overlong form. */
const SMALLEST_POINT = [0, 0x80, 0x800, 0x10000] as const;

/** Bytes of the character that begins so, or 0 when none does (RFC 3629 §4). */
function sizeOf(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}
