import { accessShown } from '../../workers/access/entries.ts';
import type { Trace } from '../../workers/kernel/trace.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { cast } from './cast.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

const CAST = cast('Screens and who sits there', {
  shift: '08:00-18:00',
  people: ['patient   cy        at boise-clinic, chart "synthea/Louis_Maggio"',
    'clinician dr-chen   physician at boise-clinic', 'clinician dr-vale   pathologist at reno-labs',
    'staff     porter    at tampa-general', 'workstation ward-3  at tampa-general, locks after 10m',
    'workstation ward-4  at tampa-general, locks after 10m', 'workstation bench-2 at reno-labs'],
});

/** A story about who sits at which screen, played to its end. */
export async function play(story: string, settings: Record<string, string | number> = {}): Promise<OpenRun> {
  return openToEnd('sessions', { scenario: { text: CAST + story }, settings });
}

/** Who was shown something, in that order. */
export const readers = (trace: Trace): string[] => all(trace, accessShown).map(({ person }) => person);
