/** The sentences of the four pictures and the time under them, in English; part of en.ts. */
import { attemptOf } from './attempt.ts';
import { count } from './count.ts';
import { glossary } from './glossary.ts';
import { sayDuration, sayMoment } from './moment.ts';

export const picturesWords = {
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
    ofAnother: (n: number) => `${count(n, 'bookmark', 'bookmarks')} of the file are of another run than this, and were left out.`,
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
      kept: 'keeps it', copy: 'can decrypt it', asked: 'asks to be let in', grant: 'is let in', denied: 'is denied', reader: 'has read it',
      leak: 'has read it without need',
    },
    /** Every record read without need is a leak. */
    leaked: (n: number) => `${count(n, 'record', 'records')}: ${count(n, 'leak', 'leaks')}`,
    fromStart: 'from the start',
    records: (n: number) => count(n, 'record', 'records'),
    ended: (at: string) => `Ended ${at}.`,
    lit: (order: number, what: string) => `no. ${order}, ${what}`,
    /** Behind what is said of a line of a list, while a datum is followed and it is about that. */
    listed: (of: { readonly order: number } | null | undefined) => (of ? `, no. ${of.order} of what is followed` : ''),
    concerns: 'about what is followed',
  },

  network: {
    heading: 'Network',
    summary: (members: number, patients: number, people: number) =>
      `${count(members, 'organisation', 'organisations')}, ${count(patients, 'patient', 'patients')}, ${count(people, 'member of staff', 'members of staff')}. Drawn as a schema: east is right, distances are not to scale.`,
    map: 'Map',
    maps: { schematic: 'schematic', geographic: 'geographic' },
    summaryGeographic: (members: number, patients: number, people: number) =>
      `${count(members, 'organisation', 'organisations')}, ${count(patients, 'patient', 'patients')}, ${count(people, 'member of staff', 'members of staff')}. Drawn on a map of the world.`,
    onTheirWay: (n: number, most: number) =>
      `On their way now: ${n < most ? '' : 'the newest '}${count(n, 'message', 'messages')}`,
    quiet: 'No message is on its way',
    more: (n: number) => `and ${n} more`,
    here: (n: number) => `${n} here`,
    held: 'held by the cut link',
    lost: 'lost on its way',
    link: (from: string, to: string) => `${from} to ${to}`,
    cut: (a: string, b: string) => `The link between ${a} and ${b} is cut; messages wait.`,
    cutOneWay: (a: string, b: string) => `From ${a} nothing reaches ${b}; messages wait.`,
    actOnLink: (from: string, to: string) => `The link between ${from} and ${to}: act on it`,
    cutShort: 'link cut',
    cutCount: (n: number) => count(n, 'link is cut', 'links are cut'),
    differs: 'differs from the other run',
    legend: 'What the signs mean',
    down: 'down',
    isDown: 'its node is down',
    hexagon: (height: number) => `block ${height}`,
    kinds: new Map([
      ['clinic', 'clinic'], ['hospital', 'hospital'], ['payer', 'payer'], ['lab', 'laboratory'],
      ['pharmacy', 'pharmacy'], ['regulator', 'regulator'], ['validator', 'validator'],
    ]),
    member: (name: string, kind: string, place: string, height: number) =>
      `${name}, ${kind}, its node in ${place}, holds ${count(height, 'block', 'blocks')}`,
    patient: (name: string, at: string, asked: number) =>
      `${name}, patient at ${at}${asked > 0 ? `, ${count(asked, 'question', 'questions')} waiting on the phone` : ''}`,
    asked: 'is being asked',
    askedBrief: 'asked',
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
    leaked: 'leaks',
    leakedHelp: glossary.leak,
    leakedBy: (people: number, records: number) =>
      `${count(people, 'person', 'people')}, ${count(records, 'record', 'records')}`,
    height: 'blocks',
    heightHelp: 'How many blocks the chain has, and how far the slowest member is behind.',
    lag: (n: number) => (n === 0 ? 'all members agree' : `slowest is ${n} behind`),
  },

  chain: {
    heading: 'Chain',
    empty: 'No block yet. The first comes when somebody has something to write down.',
    earlier: (n: number) => `${count(n, 'earlier block', 'earlier blocks')}`,
    block: (height: number, transactions: number, holders: number, members: number, at: number) =>
      `Block ${height}, ${count(transactions, 'transaction', 'transactions')}, held by ${holders} of ${members}, proposed ${sayMoment(at)}`,
    holders: (k: number, n: number) => `${k} of ${n}`,
    round: (n: number, protocol: string) => `${attemptOf(protocol)[0]}${n}`,
    rounds: (n: number, protocol: string) => `agreed in ${attemptOf(protocol)} ${n}`,
    broken: 'does not match what was stored',
    check: 'Check the chain',
    tamper: 'Flip one byte and check',
    tamperHelp: 'Changes a copy, not the run: the check must find the block.',
    checking: 'Checking every stored byte…',
    clear: 'Put it back',
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
} as const;
