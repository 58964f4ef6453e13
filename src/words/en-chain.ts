/** The sentences of the chain as a picture of its own, in English; loaded with it. See en.ts. */
import { count } from './count.ts';

export const chainWords = {
  page: 'page',
  pageOf: (height: number) => `Open the page of block ${height}`,
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
};
