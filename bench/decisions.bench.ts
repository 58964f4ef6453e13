/**
 * Access decisions as runs ask for them, beside Cedar asked anew each time: the facts are those of
 * every person, chart, section and purpose at every node of a played week, and the share answered
 * from memory is that of the run itself.
 */
import { verdictOf } from '../workers/access/cedar.ts';
import type { Facts } from '../workers/access/facts.ts';
import { cedarEngine } from '../workers/threads/cedar-engine.ts';
import { headlessFiles } from '../workers/threads/headless-files.ts';
import { OpenRun } from '../workers/threads/open-run.ts';
import { factsAt } from '../workers/world/deciding.ts';
import { cpuSeconds, median } from './cpu.ts';
import { busyStory, inputOf } from './material.ts';
import { compared, type Measure } from './measure.ts';

const ROUNDS = 5;
const PASSES = 20;
const PURPOSES = ['treatment', 'payment', 'emergency'];

export const measure: Measure = async () => {
  const input = await inputOf({ text: busyStory(1_000, 5) }, null, false);
  const { access } = input;
  const open = new OpenRun(input);
  open.run.finish();
  const { hits, misses } = access.work;
  const facts = factsOf(open);
  const cedar = await cedarEngine(headlessFiles('.'));
  const ours = rate(() => {
    for (let pass = 0; pass < PASSES; pass += 1) for (const one of facts) access.decide(one);
    return PASSES * facts.length;
  });
  const anew = rate(() => {
    for (const one of facts) verdictOf(cedar, access.digest, one);
    return facts.length;
  });
  return [
    compared('decisions.asked', 'decisions per CPU-second', ours, 'Cedar 4.13 asked each time', anew),
    compared('decisions.remembered', '% of a run\'s decisions', 100 * hits / (hits + misses)),
  ];
};

function factsOf({ run: { world } }: OpenRun): Facts[] {
  return world.cast.people.flatMap((person) => world.cast.patients.flatMap((patient) =>
    patient.keepers.flatMap(({ sections }) => sections.flatMap((section) => PURPOSES.map((purpose) => {
      const node = world.nodeOf(patient.home);
      return factsAt(node, world.models,
        { person, patient, section, custodian: node.name, purpose, onShift: true, glass: false });
    })))));
}

function rate(work: () => number): number {
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const started = cpuSeconds();
    const done = work();
    if (round > 0) rates.push(done / (cpuSeconds() - started));
  }
  return Math.round(median(rates));
}
