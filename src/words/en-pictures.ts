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
    down: (name: string, from: number, to: number) =>
      `${name}: its node was down from ${sayMoment(from)}${to < 0 ? ', and still is' : ` to ${sayMoment(to)}`}`,
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
    page: 'page',
    pageOf: (height: number) => `Open the page of block ${height}`,
    empty: 'No block yet. The first comes when somebody has something to write down.',
    view: 'Chain of blocks',
    lead: 'Left to right by height; a block names the one before it by its hash, drawn as eight bars.',
    before: 'before it',
    itself: 'itself',
    first: 'genesis',
    unshown: 'not shown',
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
