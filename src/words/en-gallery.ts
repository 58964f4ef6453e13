/** The sentences of the gallery, in English; part of en.ts. */
import { count } from './count.ts';
import { glossary } from './glossary.ts';
import { sayDuration } from './moment.ts';

export const galleryWords = {
  gallery: {
    title: 'Ledgerward: who has her record, and who has seen too much?',
    back: 'All stories',
    lead: 'Hospitals, clinics, payers and patients share records over a ledger that runs in this tab. Watch what happens, change one thing, and see what it costs.',
    skip: 'Skip to the stories',
    watch: 'Watch it on the Stage',
    change: 'Change its script',
    moving: 'What is running',
    now: {
      waiting: (n: number) => count(n, 'person waits', 'people wait'),
      couldRead: (n: number) => count(n, 'pair could read', 'pairs could read'),
      leaked: (n: number) => count(n, 'leak', 'leaks'),
    },
    couldReadHelp: glossary.couldRead,
    still: 'Still, as your system asks.',
    doors: {
      heading: 'I want to',
      learn: {
        name: 'Learn it',
        /** `lasts`: of the story behind the door; null until its card has come. */
        text: (lasts: string | null) =>
          `Watch where a patient’s records go${lasts === null ? '' : `, in a story of ${lasts}`}. Play, go back, and ask of anything why it happened, down to the line of the script.`,
        go: 'Start with Ana’s story',
        soon: 'Lessons that lead step by step are not here yet.',
      },
      decide: {
        name: 'Decide',
        text: 'The same people, the same days and the same luck under other rules of access: who waits, and who can read.',
        strict: 'Only who she lets in',
        open: 'Every member may read',
        soon: 'On the Stage, choosing another Access makes a branch: both side by side, with what it costs in waiting and leaks. A price in money is not here yet.',
      },
      measure: {
        name: 'Measure it',
        text: 'Each run comes out the same on every machine, to the byte, and every number of it has a formula and a unit.',
        go: 'See this browser prove it',
        soon: 'Sweeps over settings are not here yet; the command line runs and varies scenarios, reruns published figures and benchmarks.',
      },
    },
    stories: 'Stories',
    card: {
      facts: (members: number, patients: number, seconds: number, lasts: string) =>
        `${count(members, 'organisation', 'organisations')}, ${count(patients, 'patient', 'patients')}; ${lasts} that play in ${sayDuration(Math.round(seconds / 5) * 5_000_000)}`,
      picture: (grants: number, leaked: number, blocks: number, waiting: number, couldRead: number) =>
        `The whole run: ${count(grants, 'grant', 'grants')}, ${count(leaked, 'leak', 'leaks')}, ${count(blocks, 'block', 'blocks')}; at most ${count(waiting, 'person', 'people')} waiting at once; at most ${count(couldRead, 'pair', 'pairs')} of a person and a chart could read.`,
      most: (n: number) => (n === 0 ? 'nobody waits' : `up to ${n} waiting`),
      lanes: { leak: 'leaks', grant: 'grants', block: 'blocks' },
      verdicts: 'What its script expects',
      onPurpose: 'broken, as its author meant it',
      seed: (seed: number) => `seed ${seed}`,
    },
  },
} as const;
