/** Runs the benchmarks. `--only NAME` picks a file or a result; `--format json` is for machines. */
import { parseArgs } from 'node:util';
import type { Measure, Result } from './measure.ts';

const files = import.meta.glob<{ measure: Measure }>('./*.bench.ts');
const names = Object.keys(files).map((path) => path.replace(/^\.\/|\.bench\.ts$/g, '')).sort();

try {
  const values = readArguments();
  const format = values.format ?? 'text';
  if (format !== 'text' && format !== 'json') throw new TypeError('--format takes text or json.');
  const results = await run(values.only);
  print(results, format);
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function readArguments(): { only?: string; format?: string } {
  try {
    return parseArgs({ options: { only: { type: 'string' }, format: { type: 'string' } } }).values;
  } catch {
    throw new TypeError('Usage: npm run -s bench -- [--only NAME] [--format text|json]\n'
      + `The benchmarks: ${names.join(', ')}.`);
  }
}

async function run(only: string | undefined): Promise<Result[]> {
  const results: Result[] = [];
  for (const name of names) {
    if (only !== undefined && only.split('.')[0] !== name) continue;
    const file = await files[`./${name}.bench.ts`]?.();
    results.push(...(await file?.measure()) ?? []);
  }
  const chosen = results.filter((result) =>
    only === undefined || result.name.startsWith(only) || names.includes(only));
  if (chosen.length === 0) {
    throw new TypeError(`No benchmark is called "${only ?? ''}". There are: ${names.join(', ')}.`);
  }
  return chosen;
}

function print(results: readonly Result[], format: 'text' | 'json'): void {
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
    return;
  }
  const rows = results.map((result) => [
    result.name,
    `${result.value.toLocaleString('en', { maximumSignificantDigits: 6 })} ${result.unit}`,
    result.rival === null ? '' : `${result.rival} ${(result.rivalValue ?? 0).toLocaleString('en')}`,
    result.ratio === null ? '' : `× ${result.ratio.toFixed(2)}`,
  ]);
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    process.stdout.write(`${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ').trimEnd()}\n`);
  }
}
