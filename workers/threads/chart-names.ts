/**
 * The names of the charts that come with the app, from public/fhir/index.json, where each file
 * that is a chart has one. Two files under one name would make a scenario mean either: refused.
 */
export function chartNamesIn(indexText: string): string[] {
  const index = JSON.parse(indexText) as { files: { path: string; chart?: string }[] };
  const owners = new Map<string, string>();
  for (const { path, chart } of index.files) {
    if (chart === undefined) continue;
    if (path !== `${chart}.json`) {
      throw new Error(`public/fhir/index.json calls ${path} "${chart}"; its name is its path.`);
    }
    // Some disks keep no two names apart that differ in case alone.
    const key = chart.toLowerCase();
    const other = owners.get(key);
    if (other !== undefined) {
      throw new Error(`public/fhir/index.json gives ${other} and ${path} one name.`);
    }
    owners.set(key, path);
  }
  return [...owners.values()].map((path) => path.replace(/\.json$/, '')).sort(compare);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
