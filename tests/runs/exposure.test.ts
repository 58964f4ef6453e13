/**
 * Who could read what is looked at again only where something it rests on changed. The twin here
 * forgets after every event and so looks at everything, always: same outcomes, more work.
 */
import { describe, expect, it } from 'vitest';
import { exposureClosed, exposureOpened } from '../../workers/access/entries.ts';
import { createSha256 } from '../../workers/crypto/hash.ts';
import { formatMoment } from '../../workers/kernel/micros.ts';
import type { Trace } from '../../workers/kernel/trace.ts';
import { OpenRun } from '../../workers/threads/open-run.ts';
import { openToEnd, textOf } from './open.ts';
import type { OpenOptions } from './open.ts';

const CAST = `scenario "What could change"
network
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
  lab      reno-labs      in us-west
people
  patient   ana       at boise-clinic, chart "synthea/Norma_Pagan"
  patient   ben       at tampa-general, chart "synthea/Asa_Hermiston"
  clinician dr-chen   physician at boise-clinic, on shift 08:00-18:00
  clinician dr-rivas  cardiologist at tampa-general, on shift 20:00-06:00
  clinician dr-vale   pathologist at reno-labs
  staff     porter    at tampa-general
story
`;

/** One story for each thing that an answer rests on: grants, clocks, copies, keys, places, needs. */
const STORIES: Readonly<Record<string, string>> = {
  'grants that begin, end and are withdrawn': `
  day 1 21:00  ana grants dr-rivas ana/allergies for 2h
  day 1 21:30  dr-rivas asks for ana/allergies
  day 2 09:00  ana grants dr-vale for 24h
  day 2 12:00  ana revokes dr-vale`,
  'denials, exceptions and grants to a place': `
  day 1 08:00  ana grants reno-labs ana/conditions for 24h except psychiatry
  day 1 09:00  ana denies dr-vale ana/conditions for 3h
  day 1 13:00  ana denies anyone about sexual-health, violence for 2h
  day 1 14:00  ana no longer denies anyone
  day 1 15:00  boise-clinic clock is 12h ahead
  day 1 16:00  ana revokes reno-labs`,
  'copies, erasure and moving': `
  day 1 21:00  ana grants dr-rivas for 48h
  day 1 21:30  dr-rivas asks for ana/allergies, ana/surveys
  day 2 09:00  ana asks boise-clinic to erase ana/surveys
  day 2 21:30  dr-rivas asks for ana/surveys
  day 3 09:00  ana moves to tampa-general`,
  'needs': `
  day 1 09:00  dr-vale needs ben/conditions for treatment within 15m
  day 1 09:30  dr-chen needs ana/claims for operations within 15m
  day 1 10:00  dr-chen asks for ana/claims`,
  'a patient treated by another, and asked for everything': `
  day 1 09:00  ben moves to boise-clinic
  day 1 10:00  dr-chen asks for ben/allergies, ben/conditions
  day 1 10:01  ben grants dr-chen for 30m
  day 1 10:40  dr-chen asks for ben/claims
  day 1 21:00  dr-rivas breaks the glass for ana/allergies because "unconscious"`,
  'records that are written, amended, copied and kept elsewhere': `
  day 1 08:10  ana denies dr-vale about psychiatry for 48h
  day 1 08:20  ana grants dr-vale ana/conditions for 48h
  day 1 09:00  dr-chen writes ana/conditions "Common cold"
  day 1 10:00  dr-chen amends ana/conditions "Common cold" to "Depression"
  day 1 11:00  dr-vale asks for ana/conditions
  day 1 12:00  dr-vale keeps copies of ana/conditions
  day 1 13:00  ana asks boise-clinic to erase ana/conditions
  day 1 14:00  dr-chen writes ana/conditions "Sprained ankle"
  day 1 15:00  ana asks boise-clinic to erase ana/conditions
  day 1 16:00  ana asks reno-labs to erase ana/conditions`,
  'a phone that is lost, and what is signed with it': `
  day 1 09:00  ana loses the phone
  day 1 09:30  dr-vale finds the phone of ana unlocked
  day 1 10:00  dr-vale uses the phone of ana to grant dr-vale ana/surveys for 72h
  day 1 12:00  ana gets a new phone
  day 1 14:00  ana revokes dr-vale`,
  'crashes, pauses and clocks': `
  day 1 09:00  ana grants dr-vale for 6h
  day 1 10:00  boise-clinic clock is 2h ahead
  day 1 12:00  boise-clinic crashes
  day 1 13:00  boise-clinic restarts
  day 1 14:30  boise-clinic clock is 3h behind
  day 1 15:00  tampa-general pauses for 30s`,
};

async function twins(name: string, options: OpenOptions): Promise<{ quick: OpenRun; dumb: OpenRun }> {
  const quick = await openToEnd(name, options);
  const dumb = new OpenRun(quick.input);
  do dumb.run.world.exposure.forget(); while (dumb.run.advance(1) === 'going');
  return { quick, dumb };
}

function fingerprint(open: OpenRun): string {
  return open.run.trace.fingerprint(createSha256());
}

function changes({ run }: OpenRun): number {
  let count = 0;
  for (let row = 0; row < run.trace.outcomeCount; row += 1) {
    if (run.trace.is(row, exposureOpened) || run.trace.is(row, exposureClosed)) count += 1;
  }
  return count;
}

describe('looking only where something changed', () => {
  it.each(Object.entries(STORIES))('comes to the same as looking always: %s', async (_name, story) => {
    for (const access of ['patient-grant', 'single-ledger']) {
      for (const breakGlassReach of ['member', 'treating']) {
        const { quick, dumb } = await twins('exposure', {
          scenario: { text: CAST + story },
          settings: { 'network.access': access, 'access.breakGlassReach': breakGlassReach },
        });
        expect(fingerprint(dumb)).toBe(fingerprint(quick));
        expect(changes(quick)).toBeGreaterThan(1);
      }
    }
  });

  it('comes to the same in a whole week, with a small part of the work', async () => {
    const asked = ({ input }: OpenRun): number => input.access.work.hits + input.access.work.misses;
    const quick = await openToEnd('patient-relocation', { scenario: { text: await textOf('patient-relocation') } });
    const few = asked(quick);
    const dumb = new OpenRun(quick.input);
    do dumb.run.world.exposure.forget(); while (dumb.run.advance(1) === 'going');
    expect(fingerprint(dumb)).toBe(fingerprint(quick));
    expect(asked(dumb) - few).toBeGreaterThan(2 * few);
  });
});

describe('who could read what', () => {
  it('begins and ends with a shift by the clock of the person\'s own node', async () => {
    const { run } = await openToEnd('exposure', { scenario: { text: `${CAST}
  day 1 11:00  tampa-general clock is 3h behind
  day 1 12:00  ana grants dr-rivas ana/allergies for 36h
  day 2 12:00  tampa-general clock is 10h ahead
  day 3 12:00  ben moves to boise-clinic` } });
    expect(stretches(run.trace, 'dr-rivas', 'ana'))
      .toEqual(['1 23:00 opened', '2 09:00 closed', '2 12:00 opened', '2 20:00 closed']);
  });

  it('ends where keys are destroyed, and begins again with what is written afterwards', async () => {
    const { run } = await openToEnd('exposure', { scenario: { text: `${CAST}
  day 1 08:00  ana grants dr-vale ana/allergies for 48h
  day 1 09:00  ana asks boise-clinic to erase ana/allergies
  day 1 10:00  dr-chen writes ana/allergies "Latex"
  day 1 11:00  ana asks boise-clinic to erase ana/allergies` } });
    expect(stretches(run.trace, 'dr-vale', 'ana')).toEqual(
      ['1 08:00 opened', '1 09:00 closed', '1 10:00 opened', '1 11:00 closed']);
  });
});

/** When a pair opened and closed, to the minute. */
function stretches(trace: Trace, person: string, patient: string): string[] {
  const found: string[] = [];
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    for (const kind of [exposureOpened, exposureClosed]) {
      if (!trace.is(row, kind)) continue;
      const pair = trace.get(row, kind);
      if (pair.person !== person || pair.patient !== patient) continue;
      const [, day, hour] = /^day (\d+) (\d\d:\d\d)/.exec(formatMoment(trace.at(row))) ?? [];
      found.push(`${day} ${hour} ${kind === exposureOpened ? 'opened' : 'closed'}`);
    }
  }
  return found;
}
