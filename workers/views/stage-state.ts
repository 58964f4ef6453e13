import type { Micros } from '../kernel/micros.ts';
import type { Row } from '../kernel/trace.ts';
import type { MarkList } from './mark-list.ts';

export interface BlockMark {
  readonly height: number;
  readonly at: Micros;
  readonly proposer: number;
  readonly transactions: number;
  readonly hash: string;
  readonly row: Row;
  readonly round: number;
  /** The row of the block it names as the one before it; NONE for the first. */
  readonly parent: Row;
  /** How many replicas hold it by now; 0: all that did have taken it back. */
  readonly holders: number;
}

/** A block put forward; it is drawn until a replica holds it. */
export interface ProposalMark {
  readonly height: number;
  readonly at: Micros;
  readonly proposer: number;
  readonly hash: string;
  readonly row: Row;
  readonly round: number;
  /** The hash of the block that it stands on where that is not final; else empty. */
  readonly under: string;
  /** The row of the proposer's own last block. */
  readonly parent: Row;
  /** Whether a replica has appended it by now. */
  readonly held: boolean;
}

/**
 * As in the frame: 0 asked, 1 submitted, 2 in force, 3 expired, 4 revoked, 5 withdrawn. An ask that
 * was answered (6) is in no frame: the grant stands there instead.
 */
export type GrantState = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export interface GrantMark {
  readonly grant: string;
  readonly row: Row;
  readonly patient: number;
  /** Names joined by ", ", or `anyone`. */
  readonly grantee: string;
  readonly denies: boolean;
  /** The person who signed it with a phone that is not theirs; -1 where the patient did. */
  readonly forger: number;
  /** All that it says; empty while it is only asked for. */
  readonly words: string;
  readonly state: GrantState;
  readonly at: Micros;
  readonly endsAt: Micros;
}

/** The leaks of one reading: same holder, kind, chart and request. */
export interface LeakGroup {
  readonly row: Row;
  readonly at: Micros;
  readonly holder: number;
  readonly kind: string;
  readonly patient: number;
  readonly request: string;
  readonly records: number;
  /** The latest of them. */
  readonly last: Row;
}

export interface NeedMark {
  readonly need: string;
  readonly row: Row;
  readonly person: number;
  readonly patient: number;
  readonly beganAt: Micros;
  readonly deadline: Micros;
  readonly metAt: Micros;
  readonly over: boolean;
}

/** A record that leaked, once: `patient/record`. */
export interface LeakedRecord {
  readonly record: string;
}

/** A person and a chart, once. */
export interface PairMark {
  readonly pair: string;
}

/** A member's node is down from its crash until it is restarted; to is -1 before that. */
export interface SpanMark {
  readonly member: number;
  readonly from: Micros;
  readonly to: Micros;
}

/** state: 0 closed, 1 in use by its owner, 2 left unlocked, 3 taken over, 4 locked. */
export interface DeskMark {
  readonly owner: number;
  readonly sitter: number;
  readonly state: 0 | 1 | 2 | 3 | 4;
}

/** All that the stage shows at a moment, besides messages in flight. */
export interface StageState {
  heights: number[];
  rounds: number[];
  patientsAt: number[];
  phonesWaiting: number[];
  desks: DeskMark[];
  downs: MarkList<SpanMark>;
  outsides: MarkList<SpanMark>;
  /** The cuts in force as they were made, each a member or a region: `a|b`, one way `a>b`. */
  cuts: Set<string>;
  blocks: MarkList<BlockMark>;
  proposals: MarkList<ProposalMark>;
  /** The row of the last block that each member holds. */
  heads: Row[];
  grants: MarkList<GrantMark>;
  leaks: MarkList<LeakGroup>;
  needs: MarkList<NeedMark>;
  /** (person, chart) pairs so far: open to reading without need, and read. */
  couldRead: MarkList<PairMark>;
  didRead: MarkList<PairMark>;
  leaked: number;
  /** What leaked, each record once. */
  leakedRecords: MarkList<LeakedRecord>;
  submitted: number;
  included: number;
  /** The latest outcome that has a sentence; NONE before the first. */
  caption: Row;
}
