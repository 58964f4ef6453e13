/** The sentences of the lists and panels of the Stage, in English; part of en.ts. */
import { readingSaid, tallySaid, type LeakTally } from '../../workers/contract.ts';
import { count } from './count.ts';
import { glossary } from './glossary.ts';
import { sayMoment } from './moment.ts';

export const panelsWords = {
  grants: {
    heading: 'Grants',
    empty: 'Nobody has been let in.',
    emptyOpen: 'Nobody is asked under these access rules.',
    /** By state of the frame: 0 asked, 1 submitted, 2 in force, 3 expired, 4 revoked, 5 withdrawn. */
    states: ['asked', 'given, not yet in a block', 'in force', 'ended', 'taken back',
      'withdrawn, and still open where that is not final'] as readonly string[],
    /** By what the frame says that the name is of: a person, a place, a role, anyone, several. */
    whom: [(name) => name, (name) => `anyone at ${name}`, (name) => `any ${name}`, () => 'anyone',
      (name) => name] as readonly ((name: string) => string)[],
    /** Before the name of whom it is for; a patient who never said it stands in quotation marks. */
    line: (patient: string, denies: boolean, forged: boolean) =>
      `${forged ? `“${patient}”` : patient} ${denies ? 'denies' : 'lets in'}`,
    forged: (forger: string) => `forged: signed by ${forger}`,
    said: (patient: string, denies: boolean, whom: string, state: string, more: readonly string[]) =>
      [`${denies ? 'Denial' : 'Grant'}: ${patient} ${denies ? 'denies' : 'lets in'} ${whom}`, state, ...more].join(', '),
    left: (time: string) => `${time} left`,
  },

  leaks: {
    heading: 'Leaks',
    empty: 'No leaks: nobody has read a record without need.',
    /** How many there are, and of how many people and records. */
    tally: (tally: LeakTally) => `${tallySaid(tally)}.`,
    /** One reading, each record of which leaked. */
    line: readingSaid,
    kinds: new Map([
      ['misdelivered', 'sent to the wrong place'],
      ['inferred', 'worked out from what was visible'],
      ['cached', 'left behind on a screen'],
      ['unauthorised', 'against the rules'],
      ['stale', 'after the right to it had ended'],
      ['over-privileged', 'allowed, but not needed'],
    ]),
    more: (leaks: number, kind: string) => `${count(leaks, 'leak', 'leaks')}, ${kind}`,
    said: (line: string, leaks: number, kind: string, at: number) =>
      `${line}: ${count(leaks, 'leak', 'leaks')}, ${kind}, ${sayMoment(at)}`,
    state: (leaks: number, meaning: string, kind: string) =>
      `${count(leaks, 'leak', 'leaks')}, one for each record: ${meaning} (${kind}).`,
    records: (n: number, patient: string) => `${count(n, 'record', 'records')} of ${patient}'s chart`,
    section: (section: string, n: number) => `${section}: ${count(n, 'record', 'records')}`,
    follow: (patient: string, section: string) => `Follow ${patient}'s ${section}`,
  },

  ownChart: {
    heading: 'A chart of your own',
    ask: 'Drop a FHIR file here, or choose one, and it stands in for the chart of a patient. Use synthetic or de-identified data. The file never leaves this tab: a link carries its SHA-256 and its name, not what is in it.',
    patient: 'In the place of the chart of',
    file: 'FHIR R4 Bundle, JSON, up to 10 MiB',
    accepted: 'Taken is a Bundle of any type in FHIR R4 JSON with one Patient and the records about that patient. What is wrong in it is told with its path and line; nothing is mended.',
    absent: (patient: string, name: string) =>
      `This link uses a file as the chart of ${patient} that is not here: ${name}. Drop it to go on. Its SHA-256 is`,
    found: (name: string) => `${name} is the file that was asked for.`,
    another: (name: string, sha256: string) =>
      `${name} is another file than is asked for: its SHA-256 is ${sha256}.`,
    reading: (name: string, patient: string) => `${name} is being read as the chart of ${patient}.`,
    taken: (name: string, patient: string) => `${name} is the chart of ${patient} now.`,
    notTaken: (place: string, sentence: string) =>
      `Not taken. ${place === '' ? '' : `${place}: `}${sentence}`,
    inUse: (patient: string, name: string) => `${patient}: ${name}`,
    back: 'Use the scenario’s own charts again',
    refused: {
      size: 'This file is larger than 10 MiB, the most that one chart may have.',
      unreadable: 'This file cannot be read.',
    },
  },
  snapshot: {
    gap: new Map([['missing', 'missing'], ['withheld', 'withheld']]),
    mark: new Map([
      ['stale', 'stale'], ['duplicated', 'told twice'], ['erased', 'erased since'],
      ['untranslated', 'not translated'],
    ]),
    section: (name: string, n: number) => `${name}: ${count(n, 'record', 'records')}`,
    origin: (custodian: string, version: number, height: number | null) =>
      `${custodian}, version ${version}${height === null ? '' : `, final since block ${height}`}`,
    recordedBy: (who: string | null) => who ?? 'the record does not say who recorded it',
    nothing: 'Nothing of this section has been shown.',
  },
  inspector: {
    act: 'Act on this',
    actHelp: 'What can be done to it at this moment; each makes a branch.',
    page: 'Open its page',
    allPages: 'All pages of this run',
    pageHelp: 'A page of its own: its whole life, its exact bytes and their signatures, with a link to pass on.',
    heading: 'Inspector',
    empty: 'Choose anything in the picture, the chain or the lists to see what happened to it and why.',
    recent: 'What just happened',
    recentEmpty: 'Nothing yet.',
    tryLeak: 'The first leak',
    try: 'Start with',
    why: 'Why',
    facts: 'Facts',
    whyEmpty: 'Nothing led to it yet at this moment.',
    whyLead: 'What it came from, latest first, down to the lines of the script.',
    whyOf: (sentence: string) => `Why: ${sentence}`,
    life: 'What happened to it',
    lifeEmpty: 'Nothing yet at this moment.',
    earlier: (n: number) => `${count(n, 'earlier event', 'earlier events')} not shown`,
    line: (n: number) => `line ${n}`,
    toScript: (n: number) => `Show line ${n} in the script`,
    close: 'Close',
    loading: 'Looking it up…',
    goTo: (at: number) => `Go to ${sayMoment(at)}`,
    gone: 'This is not part of this run.',
  },

  script: {
    heading: 'Script',
    help: 'Choose a line to go to its moment.',
    goTo: (line: number, at: number) => `Line ${line}: go to ${sayMoment(at)}`,
    lit: 'playing now',
    write: 'Edit',
    drafts: (n: number) => count(n, 'draft', 'drafts'),
    loading: 'Opening the editor…',
    notLoaded: 'The editor could not be loaded. Check the connection, then close it and open it again; your drafts are kept.',
  },

  verdicts: {
    heading: 'What the script expects',
    empty: 'This script expects nothing.',
    names: { holds: 'holds', broken: 'broken', undecided: 'undecided' },
    glyphs: { holds: '✓', broken: '✗', undecided: '–' },
    at: (at: number) => `decided ${sayMoment(at)}`,
    notYet: 'not decided yet at this moment',
    onPurpose: (why: string) => `The script means it to break: ${why}.`,
  },

  card: {
    heading: 'Run card',
    rows: {
      scenario: 'scenario', seed: 'seed', engine: 'engine', fingerprint: 'fingerprint', starts: 'clock starts at',
      lasts: 'lasts', events: 'events', outcomes: 'outcomes', messages: 'messages', wall: 'computed in',
      changed: 'settings changed', tolerance: 'withstands',
    },
    none: 'none',
    seconds: (s: number) => `${s.toFixed(2)} s here`,
    metrics: 'Numbers of the whole run',
    censored: 'not reached',
  },

  settings: {
    heading: 'Assumptions and settings',
    summary: (n: number, changed: number) =>
      `${count(n, 'setting', 'settings')}, ${changed === 0 ? 'all as they come' : `${changed} changed`}`,
    columns: {
      path: 'setting', value: 'value', usual: 'default', certainty: 'certainty', source: 'source',
    },
    changed: 'changed',
    year: (year: number | undefined) => (year === undefined ? '' : ` (${year})`),
    wrong: (text: string) => `If it is wrong: ${text}`,
    unit: (value: string, unit: string) => (unit === '' ? value : `${value} ${unit}`),
  },

  glossary: {
    heading: 'Words',
    entries: [
      ['grant', glossary.grant], ['leak', glossary.leak], ['could read', glossary.couldRead],
      ['finality', glossary.finality], ['round', glossary.round], ['block', glossary.block],
      ['need', glossary.need],
    ] as readonly (readonly [string, string])[],
  },

  selfTest: {
    heading: 'Self-test',
    help: 'Runs the scenarios below in this browser’s worker and prints the fingerprint of each run. They are the same on every machine.',
    running: (scenario: string, consensus: string, access: string) => `Running ${scenario}, consensus ${consensus}, access ${access}…`,
    done: 'All runs are done.',
    failed: (sentence: string) => `It failed: ${sentence}`,
    columns: {
      scenario: 'scenario', seed: 'seed', access: 'access', consensus: 'consensus', fingerprint: 'fingerprint',
    },
    asWritten: 'as the script says',
    back: 'To the Stage',
  },
} as const;
