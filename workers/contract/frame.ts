/**
 * A frame is one buffer of Float64: [FRAME_VERSION, moment, then for each table of FRAME in order:
 * its row count and its columns one after another (column-major), then the caption's length in
 * UTF-16 code units and the code units, one a float]. Names are indices into `names`; member,
 * patient, person and workstation columns are indices into the cast; -1 is none.
 */
export const FRAME_VERSION = 7;
/** A frame has at most so many messages and so many flights, the newest: beyond it nobody sees one. */
export const MESSAGES_SHOWN_MAX = 1_200;
export const FRAME = {
  /** leaked: leaks (contract/leaks.ts); leakedRecords: the records of them, each once. */
  dials: [
    'waiting', 'waitedLongestMicros', 'couldRead', 'didRead', 'leaked', 'height', 'blocks',
    'messagesSent', 'pendingTransactions', 'heightLag', 'leakedRecords',
  ],
  members: ['height', 'round'],
  patients: ['at', 'phoneWaiting'],
  /** state: 0 closed, 1 in use by its owner, 2 left unlocked, 3 taken over, 4 locked. */
  workstations: ['owner', 'sitter', 'state'],
  /** When a member's node was down: to is -1 while it is. The latest, and all that still are. */
  downs: ['member', 'from', 'to'],
  /** When a member, as it knows itself, was not among those who decide: to is -1 while it is not. */
  outsides: ['member', 'from', 'to'],
  /** Cut links between members, one row a pair; oneWay 1: only what `a` sends to `b` is held. */
  cuts: ['a', 'b', 'oneWay'],
  /** from/to: party index, members first, then patients' wallets. held: 1 by a cut link, 2 lost here. */
  messages: ['from', 'to', 'progress', 'kind', 'row', 'held'],
  /**
   * hash: the first 32 bits of the block's hash; holders: how many replicas hold it by now; parent:
   * the row of the block that it names as the one before it, -1 for the first.
   */
  blocks: ['height', 'at', 'proposer', 'transactions', 'hash', 'row', 'holders', 'round', 'parent'],
  /** Blocks put forward and held by nobody; given up once another holds their height. */
  proposals: ['height', 'at', 'proposer', 'hash', 'row', 'round', 'parent', 'givenUp'],
  /** Transactions of the latest blocks; block is their block's row, row that of what wrote them. */
  cells: ['block', 'kind', 'row'],
  /**
   * grantee: a name; to: what it is a name of, 0 a person, 1 a place, 2 a role, 3 anyone, 4 several.
   * denies: 1 where it denies. forger: the person who signed it with the patient's phone. words: a
   * name, all that it says; -1 while it is only asked for.
   * state: 0 asked, 1 submitted, 2 in force, 3 expired, 4 revoked, 5 withdrawn, not yet final.
   */
  grants: [
    'row', 'patient', 'grantee', 'to', 'denies', 'forger', 'words', 'state', 'at', 'endsAt',
  ],
  /** One row for the leaks of one reading, one for each of its records; holder is a person; kind is a name. */
  leaks: ['row', 'at', 'holder', 'kind', 'records', 'patient'],
  /** Who appended which block in the stretch of the lanes; block is the row of its mark. */
  appends: ['member', 'height', 'at', 'row', 'block'],
  /**
   * Messages seen in that stretch, as known at the moment: sent, left the sender, reaches the other
   * end (-1 while held), ends (where lost before that). state: 0 going, 1 held, 2 lost, 3 arrived.
   */
  flights: ['from', 'to', 'sentAt', 'leftAt', 'reachesAt', 'endsAt', 'kind', 'row', 'state'],
  /** metAt: -1 while it is not met; over: 1 once its window is. */
  needs: ['row', 'person', 'patient', 'beganAt', 'deadline', 'metAt', 'over'],
} as const;

export type FrameTable = keyof typeof FRAME;
