import type { OwnChart, RunProblem } from '../contract.ts';
import { sha256 } from '../crypto/hash.ts';
import { readBundle } from '../health/bundle.ts';
import type { BundleReading, Chart } from '../health/bundle.ts';
import { FHIR_FILE_BYTES_MAX } from '../kernel/limits.ts';
import type { Scenario } from '../script/scenario.ts';
import type { AppFiles } from './files.ts';

export type ChartsReading =
  | { readonly ok: true; readonly charts: Map<string, Chart>; readonly digests: [string, string][] }
  | { readonly ok: false; readonly problems: readonly RunProblem[] };

/** Every chart that the scenario names; `own` are files that stand in for charts of patients. */
export async function readCharts(
  scenario: Scenario, files: AppFiles, own: readonly OwnChart[],
): Promise<ChartsReading> {
  const charts = new Map<string, Chart>();
  const digests: [string, string][] = [];
  const found = own.filter(({ patient }) => !scenario.patients.some(({ name }) => name === patient))
    .map(({ patient, name }) => problem(name, `${patient} is no patient of this scenario. There `
      + `${scenario.patients.length === 0 ? 'are none' : `are ${namesOf(scenario)}`}.`));
  const named = await Promise.all(chartsNamed(scenario).map(async ({ chart, line, patient }) => {
    const mine = own.find((each) => each.patient === patient);
    return { chart, line, mine, bytes: mine === undefined ? await files.chart(chart) : mine.bytes };
  }));
  for (const { chart, line, mine, bytes } of named) {
    const name = mine?.name ?? chart;
    if (bytes === null) {
      found.push(problem(name, absence(mine, line)));
      continue;
    }
    const digest = sha256(bytes);
    if (mine?.sha256 !== undefined && mine.sha256 !== null && mine.sha256 !== digest) {
      found.push(problem(name, `This is another file than is asked for: its SHA-256 is ${digest}.`));
      continue;
    }
    const text = textOf(bytes);
    if (typeof text !== 'string') {
      found.push(problem(name, text.sentence));
      continue;
    }
    const reading = await bundleOf(text, name);
    if (reading.ok) {
      charts.set(chart, reading.chart);
      digests.push([name, digest]);
    } else {
      found.push(...reading.problems.map(({ path, pointer, line: at, column, sentence }) => ({
        place: path, line: at, column, endColumn: column,
        sentence: pointer === '' ? sentence : `Bundle.${pointer}: ${sentence}`,
      })));
    }
  }
  return found.length > 0 ? { ok: false, problems: found } : { ok: true, charts, digests };
}

interface Named {
  readonly chart: string;
  readonly line: number;
  /** Whose own chart it is; null for a further chart about somebody. */
  readonly patient: string | null;
}

/** Every chart file that the scenario names, those of the patients' own lines first. */
function chartsNamed({ patients, holdings }: Scenario): Named[] {
  return [
    ...patients.map(({ chart, line, name }) => ({ chart, line, patient: name })),
    ...holdings.flatMap((holding) => (holding.what === 'chart'
      ? [{ chart: holding.chart, line: holding.line, patient: null }] : [])),
  ];
}

function absence(own: OwnChart | undefined, line: number): string {
  if (own === undefined) return `There is no such file, or it cannot be read (line ${line}).`;
  return own.sha256 === null ? 'There is no such file, or it cannot be read.'
    : `This run has a file of somebody\u2019s own as the chart of ${own.patient}, and it is not `
      + `here: files never leave the tab they were dropped in. Its SHA-256 is ${own.sha256}.`;
}

/** What says exactly where a file is wrong is fetched where one is. */
async function bundleOf(text: string, name: string): Promise<BundleReading> {
  const reading = readBundle(text, name);
  if (reading.ok) return reading;
  const { readJson } = await import('../health/json-reading.ts');
  return readBundle(text, name, readJson);
}

/** What the first bytes of other kinds of file are, for those who meant another one. */
const SIGNATURES: readonly (readonly [readonly number[], string])[] = [
  [[0x1f, 0x8b], 'This file is compressed with gzip; unpack it, and give the JSON that is in it.'],
  [[0x50, 0x4b, 0x03, 0x04],
    'This is a zip archive (or an office document); unpack it, and give the JSON that is in it.'],
  [[0x28, 0xb5, 0x2f, 0xfd],
    'This file is compressed with zstd; unpack it, and give the JSON that is in it.'],
  [[0x25, 0x50, 0x44, 0x46], 'This is a PDF; a chart is a FHIR Bundle in JSON.'],
  [[0xff, 0xfe], 'This text is in UTF-16; save it as UTF-8.'],
  [[0xfe, 0xff], 'This text is in UTF-16; save it as UTF-8.'],
];

/** The text of a file, or why it has none. */
function textOf(bytes: Uint8Array): string | { readonly sentence: string } {
  if (bytes.length > FHIR_FILE_BYTES_MAX) {
    return { sentence: `This file has ${bytes.length} bytes; a chart has at most `
      + `${FHIR_FILE_BYTES_MAX}, the size of the largest that Synthea makes.` };
  }
  const known = SIGNATURES.find(([mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (known !== undefined) return { sentence: known[1] };
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { sentence: 'This is not a text file in UTF-8, so it is no FHIR JSON.' };
  }
}

function namesOf({ patients }: Scenario): string {
  return patients.map(({ name }) => name).join(', ');
}

function problem(place: string, sentence: string): RunProblem {
  return { place, line: 0, column: 0, endColumn: 0, sentence };
}
