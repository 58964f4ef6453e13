/** A stretch of one line, 1-based; columns in UTF-16 code units; `endColumn` is one past it. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

export function placeOf({ line, column, endColumn }: Place): Place {
  return { line, column, endColumn };
}

/** From the start of the first to the end of the last; both on one line. */
export function placeFrom(first: Place, last: Place): Place {
  return { line: first.line, column: first.column, endColumn: last.endColumn };
}
