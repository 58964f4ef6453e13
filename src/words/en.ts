/**
 * Every sentence of the screen, in English. Short, concrete, no blame. A translation is another
 * file of this shape. Notes to translators stand beside what needs them.
 */
import { glossary } from './glossary.ts';
import { sayDuration, sayMoment } from './moment.ts';

const count = (n: number, one: string, many: string): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

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
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
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

  link: {
    heading: 'Part of this link was ignored',
    tooLong: (length: number, most: number) =>
      `The link is ${count(length, 'character', 'characters')} long; at most ${most.toLocaleString('en')} are read. The usual story is open instead.`,
    badScenario: (text: string) => `“${text}” is not the name of a scenario. The usual story is open instead.`,
    noSuchPage: (text: string) => `There is no page “${text}”. The usual story is open instead.`,
    badPage: (text: string) => `“${text}” is no page of the explorer; its search is open instead.`,
    unreadable: (text: string) => `“${text}” is not written as links are, so it was ignored.`,
    badSeed: (text: string, most: number) =>
      `“${text}” is not a seed. A seed is a whole number from 0 to ${most}; the scenario’s own is used.`,
    badMoment: (text: string) => `“${text}” is not a moment such as 3d11h02m; the run opens at its start.`,
    badPrint: 'What the link says of its run’s fingerprint cannot be read, so nothing can be said of whether it is the same.',
    badSelection: (text: string) => `“${text}” is nothing that can be chosen, so nothing is.`,
    badDatum: (text: string) =>
      `“${text}” names nothing that can be followed, such as ana/allergies, so nothing is.`,
    badSteps: 'What makes this run a branch of another cannot be read in the link, or leads nowhere. It was ignored: the run is opened without it.',
    badBeside: (text: string) => `“${text}” cannot be shown beside a run: only its parent can. It was ignored.`,
    badMap: (text: string, maps: readonly string[]) =>
      `“${text}” is no form of the map; there are ${maps.join(' and ')}. The schematic one is shown.`,
    badView: (text: string, views: readonly string[]) =>
      `“${text}” is no view. There are: ${views.join(', ')}; the map is shown.`,
    badOwn: (text: string) => `“${text}” names no file as links do, so the scenario’s own charts are used.`,
    badSetting: (pair: string, sentence: string) => `The setting “${pair}” was ignored. ${sentence}`,
    tooManySettings: (given: number, most: number) =>
      `${given} settings are given; at most ${most} are read, so none was.`,
    unknownPart: (key: string) => `“${key}” is not known to this version; it was left in the link untouched.`,
    later: (end: string) => `The link asks for a moment after the run’s end; it stands at ${end}.`,
    dismiss: 'Understood',
  },

  share: {
    open: 'Share',
    heading: 'Share this run',
    link: 'Link',
    linkHelp: 'It holds the script where it is your own, the settings, the seed, this moment and what you see, and what the run must come to: whoever opens it is told whether it is the same, event for event.',
    long: (length: number) =>
      `This link is ${length.toLocaleString('en')} characters long, and many programs cut such a link: a file is safer.`,
    copy: 'Copy the link',
    copyEmbed: 'Copy it for another page',
    copied: 'Copied.',
    notCopied: 'This browser did not let the page copy: select the link and copy it yourself.',
    files: 'Files',
    saveRun: 'Save the run',
    saveScript: 'Save the script',
    openFile: 'Open a file',
    filesHelp: 'A run file holds what the link holds, and finer marks. Charts are named in it, not copied into it. Nothing is sent anywhere.',
    saved: 'Saved where your browser keeps its downloads.',
    fileName: (title: string) =>
      title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'run',
  },

  embed: { whole: 'Open the whole of it in Ledgerward' },

  /** Whether a run is the one that its link promised. */
  shared: {
    same: (outcomes: number) =>
      `The same run as the one shared, event for event: ${count(outcomes, 'outcome', 'outcomes')}.`,
    differs: 'This is not the run that was shared.',
    where: (agree: number, within: number, from: number, to: number | null) => {
      const same = agree === 0 ? 'They part' : `The first ${count(agree, 'outcome is', 'outcomes are')} the same; they part`;
      const among = within === 1 ? 'at the next' : `among the ${agree === 0 ? 'first' : 'next'} ${within}`;
      const when = to === null ? `after ${sayMoment(from)}` : from === to ? `at ${sayMoment(from)}` : `between ${sayMoment(from)} and ${sayMoment(to)}`;
      return `${same} ${among}, ${when} here.`;
    },
    engine: (version: string) => ` It was made with engine ${version}.`,
    go: 'Go to where they part',
  },

  runFile: {
    tooBig: (most: number) => `This file is larger than any of ours (${most.toLocaleString('en')} bytes), so it was not opened.`,
    notText: 'This file is not text in UTF-8, so it is neither a script nor a run.',
    notJson: 'This file begins like a run file but is cut short or damaged: it is not JSON.',
    notOurs: 'This file is JSON, but no run of ours.',
    newer: 'This run file is of a version that this page does not know. A newer page may read it.',
    part: (name: string) => `This run file is damaged: its “${name}” cannot be read, so nothing was opened.`,
  },

  /** A script inside a link that cannot be read. */
  packed: {
    tooLong: (length: number) =>
      `The script in this link is ${count(length, 'character', 'characters')} long, which is more than any link of ours.`,
    notOurs: 'The script in this link is not written as ours are.',
    newer: (version: string) =>
      `The script in this link is written in version ${version}, which this page does not know. A newer page may read it.`,
    cutShort: 'The script in this link cannot be unpacked: the link was probably cut short on its way. Ask for it again, or for a file.',
    tooBig: (most: number) =>
      `The script in this link unfolds to more than ${most.toLocaleString('en')} bytes, which is longer than a script may be.`,
    notText: 'What is packed in this link is not text, so it is no script.',
    instead: 'The story that it started from is open instead.',
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

  views: {
    heading: 'Views',
    names: { map: 'Map', lanes: 'Lanes', chain: 'Chain', table: 'Table' },
    helps: {
      map: 'Who is where, and what travels between them.',
      lanes: 'One lane a node, time downwards: messages fall across, blocks stand where they are held.',
      chain: 'Every block with its transactions, and what breaks when a byte is changed.',
      table: 'Everything that has happened by now, to be sorted and searched.',
    },
  },

  bookmarks: {
    heading: 'Bookmarks and loop',
    lead: 'Kept in this browser, for this run alone.',
    note: 'Note',
    add: 'Bookmark this moment',
    first: 'No bookmark yet.',
    remove: (note: string) => `Remove the bookmark “${note}”`,
    unnamed: 'without a note',
    full: (most: number) => `There are ${most} bookmarks, as many as are kept; remove one first.`,
    from: 'Loop from here',
    to: 'Loop to here',
    off: 'Stop looping',
    none: 'Nothing is repeated.',
    marked: (from: string) => `The loop begins ${from}; go to where it ends.`,
    looping: (from: string, to: string) => `Playing repeats ${from} to ${to}.`,
    added: (at: string) => `Bookmarked ${at}.`,
  },

  trail: {
    heading: 'Follow a datum',
    patient: 'chart',
    section: 'section',
    record: 'record',
    none: 'Follow…',
    all: (n: number) => `all ${count(n, 'record', 'records')}`,
    stop: 'Stop following',
    lead: 'Choose a chart and a section: its copies, grants, readers and leaks light up in order.',
    empty: 'Nobody has it at this moment.',
    ledger: 'Who could know it, since when, by what right',
    columns: { order: 'no.', at: 'since', holder: 'who', step: 'what', right: 'by what right' },
    steps: {
      kept: 'keeps it', copy: 'can decrypt it', asked: 'is asked for', grant: 'is let in', denied: 'is denied', reader: 'has read it',
      leak: 'has read it without need',
    },
    fromStart: 'from the start',
    records: (n: number) => count(n, 'record', 'records'),
    ended: (at: string) => `Ended ${at}.`,
    lit: (order: number, what: string) => `no. ${order}, ${what}`,
    concerns: 'about what is followed',
  },

  lanes: {
    heading: 'Lanes',
    summary: (messages: number, blocks: number) =>
      `${count(messages, 'message', 'messages')} and ${count(blocks, 'block', 'blocks')} in this stretch of time, which ends at the moment.`,
    stretch: 'Stretch',
    story: (seconds: number) => `${seconds} seconds of the story`,
    clock: (time: string) => `${time} by the clock`,
    phone: (name: string) => `${name}’s phone`,
    bar: (height: number, members: readonly string[], inAll: number, first: string, within: string) =>
      `Block ${height}, first held ${first}; in this stretch ${members.join(', ')} took it up, ${members.length} of ${inAll}${members.length > 1 ? `, within ${within}` : ''}`,
    empty: 'Nothing was sent and no block taken up in this stretch of time.',
    toBlock: 'Go to the block before',
    messages: (n: number, most: number) =>
      `${n < most ? '' : 'The newest '}${count(n, 'message in the picture', 'messages in the picture')}`,
    columns: { sentAt: 'sent', kind: 'kind', from: 'from', to: 'to', fate: 'what became of it' },
    fates: {
      going: (time: string) => `under way for ${time}`, held: () => 'held by the cut link',
      lost: (time: string) => `lost after ${time}`, arrived: (time: string) => `arrived after ${time}`,
    },
  },

  table: {
    heading: 'Table',
    show: 'Show',
    told: 'what the story tells',
    all: (n: number) => `everything (${n.toLocaleString('en')})`,
    family: (name: string, n: number) => `${name} (${n.toLocaleString('en')})`,
    search: 'Find',
    searchHelp: 'Words that must all occur, e.g. ana allergies',
    columns: { at: 'moment', kind: 'kind', entity: 'at', sentence: 'what happened' },
    sorted: { up: 'sorted, first first', down: 'sorted, last first' },
    sortBy: (column: string) => `Sort by ${column}`,
    caption: (from: number, to: number, total: number) => (total === 0
      ? 'Nothing that matches has happened by this moment.'
      : `${from.toLocaleString('en')} to ${to.toLocaleString('en')} of ${count(total, 'event', 'events')} by this moment`),
    before: 'Page before',
    after: 'Next page',
    waiting: 'Looking it up…',
    why: (sentence: string) => `Why: ${sentence}`,
  },

  network: {
    heading: 'Network',
    summary: (members: number, patients: number, people: number) =>
      `${count(members, 'organisation', 'organisations')}, ${count(patients, 'patient', 'patients')}, ${count(people, 'member of staff', 'members of staff')}. Drawn as a schema: east is right, distances are not to scale.`,
    map: 'Map',
    maps: { schematic: 'schematic', geographic: 'geographic' },
    geographic: 'Each organisation stands where its region is, moved aside where another would be covered, with a line to its place; lines between them are straight. Equal areas; people are in the schematic map and the lists.',
    naturalEarth: 'Land: Natural Earth, public domain.',
    noLand: 'The outline of the land could not be loaded; the places are right without it.',
    summaryGeographic: (members: number, patients: number, people: number) =>
      `${count(members, 'organisation', 'organisations')}, ${count(patients, 'patient', 'patients')}, ${count(people, 'member of staff', 'members of staff')}. Drawn on a map of the world.`,
    onTheirWay: (n: number, most: number) =>
      `On their way now: ${n < most ? '' : 'the newest '}${count(n, 'message', 'messages')}`,
    quiet: 'No message is on its way',
    more: (n: number) => `and ${n} more`,
    held: 'held by the cut link',
    lost: 'lost on its way',
    link: (from: string, to: string) => `${from} to ${to}`,
    cut: (a: string, b: string) => `The link between ${a} and ${b} is cut; messages wait.`,
    cutOneWay: (a: string, b: string) => `From ${a} nothing reaches ${b}; messages wait.`,
    actOnLink: (from: string, to: string) => `The link between ${from} and ${to}: act on it`,
    cutShort: 'link cut',
    cutCount: (n: number) => count(n, 'link is cut', 'links are cut'),
    signs: {
      member: 'an organisation, and the last block it holds', patient: 'a patient and her phone', person: 'a member of staff',
      workstation: 'a workstation', open: 'a session left open', intruder: 'somebody else in a session',
    },
    legend: 'What the signs mean',
    hexagon: (height: number) => `block ${height}`,
    kinds: new Map([
      ['clinic', 'clinic'], ['hospital', 'hospital'], ['payer', 'payer'], ['lab', 'laboratory'],
      ['pharmacy', 'pharmacy'], ['regulator', 'regulator'], ['validator', 'validator'],
    ]),
    member: (name: string, kind: string, place: string, height: number) =>
      `${name}, ${kind} in ${place}, holds ${count(height, 'block', 'blocks')}`,
    patient: (name: string, at: string, asked: number) =>
      `${name}, patient at ${at}${asked > 0 ? `, ${count(asked, 'question', 'questions')} waiting on the phone` : ''}`,
    asked: 'is being asked',
    person: (name: string, role: string, at: string, waiting: string | null) =>
      `${name}, ${role} at ${at}${waiting === null ? '' : `, has been waiting ${waiting}`}`,
    waits: (time: string) => `waiting ${time}`,
    workstation: (name: string, at: string, state: string) => `${name}, workstation at ${at}, ${state}`,
    /** By state of the frame: 0 closed, 1 in use, 2 left unlocked, 3 taken over, 4 locked. */
    sessions: [
      () => 'closed',
      (owner: string) => `${owner} is using it`,
      (owner: string) => `${owner} left it open`,
      (owner: string, sitter: string) => `${sitter} sits at ${owner}’s session`,
      () => 'locked',
    ] as readonly ((owner: string, sitter: string) => string)[],
    sessionsShort: [
      () => 'closed',
      (owner: string) => owner,
      () => 'left open',
      (_owner: string, sitter: string) => `${sitter} in it`,
      () => 'locked',
    ] as readonly ((owner: string, sitter: string) => string)[],
    families: {
      proposal: 'a block, proposed or passed on',
      vote: 'members agree on a block',
      transaction: 'a transaction is passed on',
      request: 'a question or an answer',
      record: 'records travel, sealed',
    },
  },

  dials: {
    heading: 'Dials',
    waiting: 'waiting',
    waitingHelp: 'People who need a record and do not have it yet.',
    longest: (time: string) => `longest ${time}`,
    nobody: 'nobody',
    couldRead: 'could read',
    couldReadHelp: glossary.couldRead,
    pairs: (n: number) => (n === 1 ? 'person-chart pair' : 'person-chart pairs'),
    didRead: 'did read',
    didReadHelp: 'Pairs of a person and a chart where the person was really shown something.',
    leaked: 'leaked',
    leakedHelp: glossary.leak,
    records: (n: number) => `${n === 1 ? 'record' : 'records'}`,
    height: 'blocks',
    heightHelp: 'How many blocks the chain has, and how far the slowest member is behind.',
    lag: (n: number) => (n === 0 ? 'all members agree' : `slowest is ${n} behind`),
  },

  chain: {
    heading: 'Chain',
    empty: 'No block yet. The first comes when somebody has something to write down.',
    view: 'Chain of blocks',
    lead: 'Left to right by height; a block names the one before it by its hash, drawn as eight bars.',
    before: 'before it',
    itself: 'itself',
    first: 'genesis',
    unreadable: 'unreadable',
    stages: { proposed: 'put forward', givenUp: 'given up' },
    proposal: (height: number, by: string, at: string, stage: 'proposed' | 'givenUp') =>
      `Block ${height} as ${by} put it forward ${at}, ${stage === 'proposed' ? 'held by nobody yet' : 'given up: another block took its height'}`,
    standings: { broken: 'its bytes do not match', undone: 'whole in itself, but it stands on a block that is not' },
    cell: (what: string, height: number) => `${what}, in block ${height}`,
    /** By contract and action, as the ledger names them. */
    cells: new Map([
      ['grant.give', 'A grant is given'], ['grant.revoke', 'A grant is taken back'],
      ['record-index.register', 'A record’s place and commitment are written down'],
      ['access-log.note', 'A decision on access is noted'],
      ['break-glass.declare', 'The glass is broken'], ['erasure.ask', 'Erasure is asked for'],
      ['erasure.done', 'Keys are destroyed'], ['identity.register', 'A party is made known'],
      ['identity.enrol', 'A patient enrols with a provider'], ['do-nothing.run', 'A client’s test'],
    ]),
    flip: (height: number) => `Change one byte of block ${height}`,
    trialHelp: 'In a copy: the run itself is never changed. Choose a block first to change another.',
    blockNumber: 'Block',
    part: 'part',
    between: 'between two parts',
    byte: (length: number) => `byte of ${length.toLocaleString('en')}`,
    was: 'it was',
    now: 'it is',
    brokenAt: (height: number, problem: string) => `Block ${height} does not match: ${problem}.`,
    undone: (after: number, parted: boolean) => (after === 0 ? 'Nothing stands on it yet.'
      : `${parted ? 'The block after it still names the old hash, so the chain parts there. ' : ''}${count(after, 'block that stands on it can', 'blocks that stand on it can')} no longer be relied on.`),
    allWhole: (height: number) => `All blocks up to ${height} are whole.`,
    earlier: (n: number) => `${count(n, 'earlier block', 'earlier blocks')}`,
    block: (height: number, transactions: number, holders: number, members: number, at: number) =>
      `Block ${height}, ${count(transactions, 'transaction', 'transactions')}, held by ${holders} of ${members}, proposed ${sayMoment(at)}`,
    holders: (k: number, n: number) => `${k} of ${n}`,
    round: (n: number) => `r${n}`,
    rounds: (n: number) => `agreed in round ${n}`,
    broken: 'does not match what was stored',
    check: 'Check the chain',
    tamper: 'Flip one byte and check',
    tamperHelp: 'Changes a copy, not the run: the check must find the block.',
    checking: 'Checking every stored byte…',
    clear: 'Put it back',
  },

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
    empty: 'Nobody has seen anything they had no need to see.',
    line: (holder: string, records: number, patient: string) =>
      `${holder} saw ${count(records, 'record', 'records')} of ${patient}’s`,
    kinds: new Map([
      ['misdelivered', 'sent to the wrong place'],
      ['inferred', 'worked out from what was visible'],
      ['cached', 'left behind on a screen'],
      ['unauthorised', 'against the rules'],
      ['stale', 'after the right to it had ended'],
      ['over-privileged', 'allowed, but not needed'],
    ]),
    said: (line: string, kind: string, at: number) => `${line}, ${kind}, ${sayMoment(at)}`,
    state: (meaning: string, kind: string) => `A leak: ${meaning} (${kind}).`,
  },

  time: {
    heading: 'Time',
    moment: 'Moment',
    play: 'Play',
    pause: 'Pause',
    forward: 'Step forward',
    back: 'Step back',
    stepBy: 'Step by',
    stepsBy: { event: 'event', block: 'block' },
    pace: 'Pace',
    story: 'Story, quiet stretches pass quickly',
    literal: 'By the clock',
    storyPace: (factor: number) => (factor === 1 ? 'Story' : `Story × ${factor === 0.25 ? '¼' : factor === 0.5 ? '½' : factor}`),
    literalPace: (micros: number) => `${sayDuration(micros)} a second`,
    next: 'Next',
    nextOf: { leak: 'Next leak', grant: 'Next grant', block: 'Next block', verdict: 'Next verdict' },
    ended: 'The run has ended.',
    again: 'Play it again',
    start: 'Go to the first thing that happens',
    nothingYet: (first: string) => `Nothing happens before ${first}.`,
    lanes: { leak: 'leaks', verdict: 'verdicts', grant: 'grants', access: 'access', block: 'blocks', other: 'other' },
    day: (day: number) => `day ${day}`,
    list: (n: number) => `All ${count(n, 'moment', 'moments')}`,
    listCapped: (shown: number, n: number) => `The ${shown} around now, of ${n.toLocaleString('en')}`,
    marks: new Map([
      ['block', 'block'], ['grant', 'grant'], ['denial', 'denial'], ['access', 'reading'], ['refused', 'refusal'],
      ['leak', 'leak'], ['need', 'need'], ['session', 'session'], ['link', 'link'], ['move', 'move'],
      ['fault', 'fault'], ['verdict', 'verdict'],
    ]),
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

  keys: {
    heading: 'Keys',
    help: 'They work while the focus is inside the Stage. Single keys can be switched off in the preferences.',
    nothingToUndo: 'Nothing to take back: this is the scenario as written.',
    nothingToRedo: 'Nothing that was taken back is left.',
    actOnWhat: 'Choose something first: then it can be acted on.',
    names: {
      playPause: 'play or pause', forward: 'next event', back: 'event before', nextBlock: 'next block',
      previousBlock: 'block before', first: 'first moment', last: 'last moment', faster: 'faster',
      slower: 'slower', nextLeak: 'next leak', previousLeak: 'leak before', nextGrant: 'next grant',
      previousGrant: 'grant before', nextBlockKey: 'next block', previousBlockKey: 'block before',
      nextVerdict: 'next verdict', previousVerdict: 'verdict before', bookmark: 'bookmark this moment',
      act: 'act on what is chosen: make a branch',
      undo: 'back to what the branch was made from', redo: 'forward to the branch again',
      viewMap: 'the map', viewLanes: 'the lanes', viewChain: 'the chain', viewTable: 'the table',
      sheet: 'this list', nextPanel: 'next panel', previousPanel: 'panel before', close: 'close what is chosen',
    },
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
      leaked: (n: number) => count(n, 'record leaked', 'records leaked'),
    },
    couldReadHelp: glossary.couldRead,
    still: 'Still, as your system asks.',
    doors: {
      heading: 'I want to',
      learn: {
        name: 'Learn it',
        text: 'Watch one week of a patient’s records. Play, go back, and ask of anything why it happened, down to the line of the script.',
        go: 'Start with Ana’s story',
        soon: 'Lessons that lead step by step are not here yet.',
      },
      decide: {
        name: 'Decide',
        text: 'The same people, the same week and the same luck under other rules of access: who waits, and who can read.',
        strict: 'Only who she lets in',
        open: 'Every member may read',
        soon: 'Both side by side, with their price, are not here yet: on the Stage, Access switches between them at the same moment.',
      },
      measure: {
        name: 'Measure it',
        text: 'Each run comes out the same on every machine, to the byte, and every number of it has a formula and a unit.',
        go: 'See this browser prove it',
        soon: 'Sweeps over settings are not in the browser yet; the command line runs and varies scenarios.',
      },
    },
    stories: 'Stories',
    card: {
      facts: (members: number, patients: number, seconds: number, lasts: string) =>
        `${count(members, 'organisation', 'organisations')}, ${count(patients, 'patient', 'patients')}; ${lasts} that play in ${sayDuration(Math.round(seconds / 5) * 5_000_000)}`,
      picture: (grants: number, leaked: number, blocks: number, waiting: number, couldRead: number) =>
        `The whole run: ${count(grants, 'grant', 'grants')}, ${count(leaked, 'record', 'records')} leaked, ${count(blocks, 'block', 'blocks')}; at most ${count(waiting, 'person', 'people')} waiting at once; at most ${count(couldRead, 'pair', 'pairs')} of a person and a chart could read.`,
      most: (n: number) => (n === 0 ? 'nobody waits' : `up to ${n} waiting`),
      lanes: { leak: 'leaks', grant: 'grants', block: 'blocks' },
      verdicts: 'What its script expects',
      onPurpose: 'broken, as its author meant it',
      seed: (seed: number) => `seed ${seed}`,
    },
  },
} as const;
