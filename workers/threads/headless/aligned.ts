/** Rows of text in columns: the first `left` of them to the left, figures to the right. */
export function aligned(rows: readonly (readonly string[])[], left: number): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => {
    const width = widths[column] ?? 0;
    return column < left ? cell.padEnd(width) : cell.padStart(width);
  }).join('  ').trimEnd());
}
