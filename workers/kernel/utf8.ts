/**
 * UTF-8 (RFC 3629) of a string; an unpaired surrogate becomes U+FFFD, as in the Encoding
 * standard. Written out because ECMAScript alone has no encoder and all hashes rest on it.
 */
export function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const point = codePointAt(text, index);
    if (point > 0xffff) index += 1;
    length = encode(point, bytes, length);
  }
  return bytes.slice(0, length);
}

function codePointAt(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  if (unit < 0xd800 || unit > 0xdfff) return unit;
  const next = index + 1 < text.length ? text.charCodeAt(index + 1) : 0;
  const paired = unit < 0xdc00 && next >= 0xdc00 && next <= 0xdfff;
  return paired ? 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00) : 0xfffd;
}

function encode(point: number, bytes: Uint8Array, start: number): number {
  let length = start;
  if (point < 0x80) {
    bytes[length++] = point;
  } else if (point < 0x800) {
    bytes[length++] = 0xc0 | (point >> 6);
    bytes[length++] = 0x80 | (point & 0x3f);
  } else if (point < 0x10000) {
    bytes[length++] = 0xe0 | (point >> 12);
    bytes[length++] = 0x80 | ((point >> 6) & 0x3f);
    bytes[length++] = 0x80 | (point & 0x3f);
  } else {
    bytes[length++] = 0xf0 | (point >> 18);
    bytes[length++] = 0x80 | ((point >> 12) & 0x3f);
    bytes[length++] = 0x80 | ((point >> 6) & 0x3f);
    bytes[length++] = 0x80 | (point & 0x3f);
  }
  return length;
}
