/** A place in a file's text: both 1-based, the column in UTF-16 code units, as editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Of a UTF-16 offset. A line ends at LF, CR LF or a lone CR. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lines = before.split(/\r\n|\n|\r(?!$)/);
  return { line: lines.length, column: (lines[lines.length - 1] ?? '').length + 1 };
}
