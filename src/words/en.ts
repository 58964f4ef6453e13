/**
 * Every sentence of the screen, in English. Short, concrete, no blame. A translation is another
 * file of this shape. Notes to translators stand beside what needs them.
 */
import { count } from './count.ts';
import { galleryWords } from './en-gallery.ts';
import { linksWords } from './en-links.ts';
import { panelsWords } from './en-panels.ts';
import { picturesWords } from './en-pictures.ts';
import { sayMoment } from './moment.ts';

export const words = {
  name: 'Ledgerward',
  tagline: 'Who has her record, and who has seen too much?',
  /** Joins facts on one line. */
  dot: ' · ',
  count,

  page: {
    title: (scenario: string) => `${scenario} · Ledgerward`,
    skip: 'Skip to the picture',
    footer: 'Nothing leaves this browser. The people are synthetic; the records are generated, not anyone’s.',
    engine: (version: string) => `engine ${version}`,
    fingerprint: 'fingerprint',
    fingerprintHelp: 'The SHA-256 of everything that happened in this run. Same link, same fingerprint, on any machine.',
    share: 'The address bar holds this run, this moment and what you chose: copy it to show somebody the same thing.',
    theme: 'Colours',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark', projector: 'Projector' },
    coloursNow: (name: string) => `Colours: ${name}.`,
    motion: 'Movement',
    motions: { system: 'As the system', full: 'Full', gentle: 'Arrows, no travel' },
    singleKeys: 'Single-key shortcuts',
    quiet: 'Say less to screen readers',
    preferences: 'Preferences',
    keys: 'Keys',
    close: 'Close',
    missing: 'A part of this page could not be fetched. Load the page again to have it.',
  },

  opening: {
    starting: 'Starting the engine…',
    running: (share: string) => `Running the story: ${share}`,
    cancel: 'Cancel',
    cancelled: 'Cancelled. What you see is the run from before.',
    recorded: 'Recorded; live in a moment.',
    recordedOnly: 'Recorded, not live.',
    progress: 'How far the run has got',
    progressSaid: (at: number, events: number) =>
      `${sayMoment(at)}, ${count(events, 'event', 'events')}`,
  },

  fault: {
    noWorker: 'This browser did not start the background worker that runs the simulation. Other tabs may hold too much memory, or a policy may block workers. Reload the page, or try another browser.',
    crashed: 'The simulation stopped unexpectedly. Reload the page to run it again; the link still holds this run and this moment.',
    frame: 'The picture could not be read. Reload the page; if it happens again, please report this link.',
    retry: 'Try again',
    problems: 'This could not be run',
    problemAt: (place: string, line: number, column: number) =>
      line > 0 ? `${place}, line ${line}, column ${column}` : place,
    home: 'Open the story of Ana instead',
    kept: 'Below is the run from before, unchanged.',
    frail: (sentence: string) => `${sentence} A single failure stops this network; add validators to the script, or know that you are looking at a frail one.`,
  },

  levers: {
    heading: 'Change one thing',
    access: 'Access',
    accessNames: new Map([
      ['patient-grant', 'Only who she lets in (patient grants)'],
      ['single-ledger', 'Every member (single ledger)'],
    ]),
    accessHelp: 'Who may read across organisations.',
    seed: 'Seed',
    seedHelp: 'The run’s luck: delays, answering times. The same seed gives the same run.',
    badSeed: (most: number) => `A seed is a whole number from 0 to ${most}.`,
    newLuck: 'New luck',
    newLuckHelp: 'The same story with the next number: other delays, other answering times.',
  },

  keys: {
    heading: 'Keys',
    help: 'They work while the focus is inside the Stage; P, for the projector, on every page. Single keys can be switched off in the preferences.',
    nothingToUndo: 'Nothing to take back: this is the scenario as written.',
    nothingToRedo: 'Nothing that was taken back is left.',
    actOnWhat: 'Choose something first: then it can be acted on.',
    names: {
      playPause: 'play or pause', forward: 'next event', back: 'event before', nextBlock: 'next block',
      previousBlock: 'block before', first: 'first moment', last: 'last moment', faster: 'faster',
      slower: 'slower', nextLeak: 'next leak', previousLeak: 'leak before', nextGrant: 'next grant',
      previousGrant: 'grant before', nextBlockKey: 'next block', previousBlockKey: 'block before',
      nextVerdict: 'next verdict', previousVerdict: 'verdict before', bookmark: 'bookmark this moment',
      projector: 'colours for a projector, or back', act: 'act on what is chosen: make a branch',
      undo: 'back to what the branch was made from', redo: 'forward to the branch again',
      viewMap: 'the map', viewLanes: 'the lanes', viewChain: 'the chain', viewTable: 'the table',
      sheet: 'this list', nextPanel: 'next panel', previousPanel: 'panel before', close: 'close what is chosen',
    },
  },
  ...galleryWords,
  ...linksWords,
  ...panelsWords,
  ...picturesWords,
} as const;
