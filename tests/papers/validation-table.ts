/** The rows of the validation as docs/VALIDATION.md lists them. */
import type { ExpectedRow } from '../../workers/threads/headless/validation/expected-row.ts';
import { toleranceText } from '../../workers/threads/headless/validation/expected-row.ts';

export function validationTable(rows: readonly ExpectedRow[], causes: ReadonlyMap<string, string>): string {
  const protocols = [...new Set(rows.map(({ protocol }) => protocol))];
  const lines = protocols.flatMap((protocol) => {
    const own = rows.filter((row) => row.protocol === protocol);
    const sources = [...new Set(own.map(({ source }) => source))];
    return ['', `**${protocol}**`, '', '| row | what | expected | tolerance | source |', '|---|---|---|---|---|',
      ...own.map(({ id, what, expected, unit, tolerance, source }) =>
        `| \`${id}\` | ${what} | ${expected} ${unit} | ${toleranceText(tolerance)} | ${sources.indexOf(source) + 1} |`),
      '', ...sources.map((source, index) => `${index + 1}. ${source}`)];
  });
  const failing = [...causes].map(([id, cause]) => `- \`${id}\`: ${cause}`);
  const known = failing.length === 0 ? ['Rows that do not come out: none that we know of.']
    : ['Rows that do not come out:', '', ...failing];
  return [`${rows.length} rows.`, ...lines, '', ...known, ''].join('\n');
}
