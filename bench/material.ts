import { prepare } from '../workers/threads/prepare.ts';
import { headlessFiles } from '../workers/threads/headless-files.ts';
import type { RunInput } from '../workers/world/input.ts';

/** Two for each of these regions: a clinic or hospital that keeps charts, and one that asks. */
const REGIONS = ['us-west', 'us-east', 'eu-west', 'eu-central'];
const CHARTS = ['Asa_Hermiston', 'Ima_Reinger', 'Jordon_Weimann', 'Louis_Maggio', 'Norma_Pagan',
  'Sofia_Koepp'];
const SECTIONS = ['allergies', 'medications', 'conditions', 'immunizations', 'procedures', 'claims'];

/**
 * A story as long as the language allows and as mixed as a hospital's: needs, asks, grants and
 * withdrawals, screens left open and sat down at, moves. One act every `everyMinutes`, on fourteen
 * members that all validate. Nothing in it is repeated from a shorter run.
 */
export function busyStory(acts: number, everyMinutes: number, pairs = 7): string {
  const places = Array.from({ length: pairs }, (_, index) => {
    const region = REGIONS[index % REGIONS.length]!;
    return [{ name: `clinic-${index}`, kind: 'clinic', region },
      { name: `ward-${index}`, kind: 'hospital', region }];
  }).flat();
  const patients = CHARTS.map((chart, index) => ({ name: `patient-${index}`, chart, at: `clinic-${index}` }));
  const people = places.map((place, index) => ({ name: `dr-${index}`, desk: `desk-${index}`, at: place.name }));
  const lines = [
    'scenario "A busy month"', 'seed 7', 'network', '  consensus qbft, block every 2s',
    '  access patient-grant',
    ...places.map(({ kind, name, region }) => `  ${kind} ${name} in ${region}`), 'people',
    ...patients.map(({ name, chart, at }) => `  patient ${name} at ${at}, chart "synthea/${chart}"`),
    ...people.map(({ name, at }) => `  clinician ${name} physician at ${at}`),
    ...people.map(({ desk, at }) => `  workstation ${desk} at ${at}, locks after 10m`), 'story',
  ];
  let state = 0x9e3779b9;
  const below = (count: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % count;
  };
  for (let act = 0; act < acts; act += 1) {
    const patient = patients[below(patients.length)]!.name;
    const person = people[below(people.length)]!;
    const topics = Array.from({ length: 1 + below(3) }, (_, index) =>
      `${patient}/${SECTIONS[(below(2) + 2 * index) % SECTIONS.length]!}`).join(', ');
    lines.push(`  ${moment(act * everyMinutes)} ${actOf(below(10), patient, person, topics)}`);
  }
  return `${lines.join('\n')}\n`;
}

function actOf(
  draw: number, patient: string, { name, desk }: { name: string; desk: string }, topics: string,
): string {
  if (draw < 4) return `${name} asks for ${topics} at ${desk}`;
  if (draw < 6) return `${name} needs ${topics} for treatment within 30m`;
  if (draw < 8) return `${patient} grants ${name} ${topics} for 12h`;
  if (draw === 8) return `${patient} revokes ${name}`;
  return `${name} leaves ${desk} unlocked`;
}

function moment(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const ofDay = minutes % 1_440;
  return `day ${Math.floor(minutes / 1_440) + 1} ${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
}

/** What a text or a scenario's name comes to, ready to run. */
export async function inputOf(
  scenario: { name: string } | { text: string }, seed: number | null, keepMessages: boolean,
): Promise<RunInput> {
  const prepared = await prepare({ scenario, seed, settings: {} }, headlessFiles('.'),
    { keepMessages, place: 'bench' });
  if (prepared.ok) return prepared.input;
  throw new Error(prepared.problems.map(({ line, sentence }) => `${line}: ${sentence}`).slice(0, 5).join('\n'));
}
