import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../workers/threads/root.ts';

const REGIONS = [
  'us-east', 'us-west', 'us-california', 'eu-west', 'eu-central',
  'ap-tokyo', 'ap-singapore', 'ap-sydney', 'ap-seoul', 'sa-east',
];
const MEMBERS = 50;
const ASKS = 60;
const ASK_EVERY_SECONDS = 20;

/** The same with so much load before it that the run keeps more than a million rows, most of them votes. */
export function millionRows(): string {
  return fiftyPlaces().replace('\n  day 1', '\n  day 1 00:00:00 clients send 10 tx/s for 6m\n  day 1');
}

/** Fifty validators all over the world, a patient for each chart there is, and an ask every 20 s. */
export function fiftyPlaces(): string {
  const charts = readdirSync(join(repositoryRoot(), 'public/fhir/synthea'))
    .filter((name) => name.endsWith('.json')).map((name) => name.replace(/\.json$/, '')).sort();
  const members = Array.from({ length: MEMBERS }, (_, index) =>
    `  ${index % 2 === 0 ? 'hospital' : 'clinic'} place-${index} in ${REGIONS[index % REGIONS.length]}`);
  const patients = charts.map((chart, index) =>
    `  patient pat-${index} at place-${index}, chart "synthea/${chart}"`);
  const clinicians = members.map((_, index) => `  clinician doc-${index} at place-${index}`);
  const answers = charts.map((_, index) => `  when asked pat-${index} grants anyone for 24h`);
  const asks = Array.from({ length: ASKS }, (_, index) => {
    const second = 9 * 3600 + (index + 1) * ASK_EVERY_SECONDS;
    return `  day 1 ${clock(second)} doc-${(index * 7 + 13) % MEMBERS} asks for pat-${index % charts.length}/allergies`;
  });
  return [
    'scenario "Fifty places"', 'seed 7', 'network', '  consensus pbft, block every 2s',
    '  access patient-grant', ...members, 'people', ...patients, ...clinicians, 'story', ...answers,
    ...asks, '',
  ].join('\n');
}

function clock(second: number): string {
  return [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60]
    .map((part) => String(part).padStart(2, '0')).join(':');
}
