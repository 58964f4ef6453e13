/** Chart names from public/fhir/index.json: its paths without the ending. */
export function chartNamesIn(indexText: string): string[] {
  const index = JSON.parse(indexText) as { files: { path: string }[] };
  return index.files.map((file) => file.path.replace(/\.json$/, '')).sort(compare);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
