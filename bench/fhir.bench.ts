import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBundle } from '../workers/health/bundle.ts';
import { FHIR_FILE_BYTES_MAX } from '../workers/kernel/limits.ts';
import { repositoryRoot } from '../workers/threads/root.ts';
import { compared, type Measure } from './measure.ts';

const TIMES = 5;

/** Reading a chart of the largest size there may be, with every place kept; JSON.parse keeps none. */
export const measure: Measure = () => {
  const text = largestChart();
  const ours = median(() => {
    const reading = readBundle(text, 'bench');
    if (!reading.ok) throw new Error(reading.problems[0]?.sentence);
  });
  const rival = median(() => { JSON.parse(text); });
  // Of 10.49 MB, so 5.25 MB/s is two seconds.
  const megabytes = text.length / 1e6;
  return [compared('fhir.read.10MB', 'MB/s', round(megabytes / ours),
    'JSON.parse', round(megabytes / rival))];
};

/** The sample bundles' own records under one patient, again and again under new ids. */
function largestChart(): string {
  const folder = join(repositoryRoot(), 'public', 'fhir', 'synthea');
  const entries = readdirSync(folder).sort().flatMap((file) =>
    (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { entry: Entry[] }).entry);
  const patient = entries.find(({ resource }) => resource.resourceType === 'Patient');
  if (patient === undefined) throw new Error('The samples hold no patient.');
  const others = entries.filter(({ resource }) => resource.resourceType !== 'Patient');
  const texts = [JSON.stringify(patient)];
  let size = texts[0]?.length ?? 0;
  for (let count = 0; ; count += 1) {
    const { resource } = others[count % others.length] as Entry;
    const id = `bench-${count}`;
    const about = { reference: patient.fullUrl };
    const renamed = { ...resource, id, ...'subject' in resource ? { subject: about } : {},
      ...'patient' in resource ? { patient: about } : {} };
    const text = JSON.stringify({ fullUrl: `urn:uuid:${id}`, resource: renamed });
    if (size + text.length + 100 > FHIR_FILE_BYTES_MAX) break;
    size += text.length + 1;
    texts.push(text);
  }
  return `{"resourceType":"Bundle","type":"collection","entry":[${texts.join(',')}]}`;
}

interface Entry {
  readonly fullUrl: string;
  readonly resource: Readonly<Record<string, unknown>>;
}

function median(run: () => void): number {
  const seconds: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const started = performance.now();
    run();
    seconds.push((performance.now() - started) / 1_000);
  }
  return seconds.sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
