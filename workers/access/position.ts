/** A place in a text: both 1-based, the column in UTF-16 code units, as editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Of a UTF-16 offset. A line ends at LF, CR LF or a lone CR. */
export function positionAt(text: string, offset: number): Position {
  let line = 1;
  let lineStart = 0;
  for (let index = 0; index < offset && index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const ends = unit === LF || (unit === CR && text.charCodeAt(index + 1) !== LF);
    if (!ends) continue;
    line += 1;
    lineStart = index + 1;
  }
  return { line, column: Math.min(offset, text.length) - lineStart + 1 };
}

/**
 * The UTF-16 offset at which `bytes` bytes of the text's UTF-8 have gone by. Cedar is written in
 * Rust and counts bytes; anything beyond ASCII would shift every place after it.
 */
export function offsetOfByte(text: string, bytes: number): number {
  let seen = 0;
  let index = 0;
  while (index < text.length && seen < bytes) {
    const point = text.codePointAt(index) ?? 0;
    seen += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    index += point < 0x10000 ? 1 : 2;
  }
  return index;
}

const LF = 10;
const CR = 13;
