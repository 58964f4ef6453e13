import type { LogEntry } from './raft-log.ts';
import type { Wire } from './protocol.ts';

/**
 * The messages of Raft, by the names of Ongaro & Ousterhout 2014, figure 2. A heartbeat, which
 * the paper makes an empty AppendEntries, is a kind of its own so that it can be told apart.
 */
export type RaftMessage =
  | AppendEntries | AppendReply | CommitNotice | Heartbeat | HeartbeatReply | RequestVote | Vote;

/** AppendEntries RPC with entries, or a probe with none for where a follower's log agrees. */
export interface AppendEntries extends Wire {
  readonly kind: 'append';
  readonly term: number;
  readonly prevIndex: number;
  readonly prevTerm: number;
  readonly entries: readonly LogEntry[];
  readonly commit: number;
}

export interface AppendReply extends Wire {
  readonly kind: 'append-reply';
  readonly term: number;
  readonly success: boolean;
  /** On success the last index known to match; else the last that may. */
  readonly index: number;
  /** On failure the term of the entry at `index`: with it one probe passes over a whole term. */
  readonly hintTerm: number;
  /** A node that has lost its disk: it follows and counts for nothing. */
  readonly learner: boolean;
}

/** Says at once that entries are committed, rather than with the next heartbeat. */
export interface CommitNotice extends Wire {
  readonly kind: 'commit-notice';
  readonly term: number;
  readonly commit: number;
}

export interface Heartbeat extends Wire {
  readonly kind: 'heartbeat';
  readonly term: number;
  /** Which beat of the leader's grid. */
  readonly beat: number;
  /** Never beyond what the leader knows the follower to have. */
  readonly commit: number;
}

export interface HeartbeatReply extends Wire {
  readonly kind: 'heartbeat-reply';
  readonly term: number;
  readonly beat: number;
  readonly commit: number;
  readonly learner: boolean;
}

/** RequestVote RPC; `pre-vote` only asks whether the vote would be given (thesis 9.6). */
export interface RequestVote extends Wire {
  readonly kind: 'pre-vote' | 'request-vote';
  /** The term the candidate stands in, or would. */
  readonly term: number;
  readonly lastIndex: number;
  readonly lastTerm: number;
}

export interface Vote extends Wire {
  readonly kind: 'pre-vote-reply' | 'vote';
  /** The voter's own term. */
  readonly term: number;
  /** The term that was asked about. */
  readonly asked: number;
  readonly granted: boolean;
}

/** Kind 1, term 8, two numbers of 8, a flag: nothing on the wire is really encoded so. */
const HEADER_BYTES = 1 + 8 + 8 + 8 + 1;
const ENTRY_BYTES = 8 + 2 + 8;

export function appendEntries(
  fields: Omit<AppendEntries, 'kind' | 'bytes' | 'occasion'>,
): AppendEntries {
  let bytes = HEADER_BYTES + 8;
  for (const { payload } of fields.entries) bytes += ENTRY_BYTES + (payload?.bytes ?? 0);
  const { term, prevIndex, entries } = fields;
  return { kind: 'append', bytes, occasion: `append/${term}/${prevIndex}/${entries.length}`,
    ...fields };
}

export function appendReply(
  fields: Omit<AppendReply, 'kind' | 'bytes' | 'occasion'>,
): AppendReply {
  const occasion = `append-reply/${fields.term}/${fields.index}/${fields.success ? 1 : 0}`;
  return { kind: 'append-reply', bytes: HEADER_BYTES + 1, occasion, ...fields };
}

export function commitNotice(term: number, commit: number): CommitNotice {
  const occasion = `commit-notice/${term}/${commit}`;
  return { kind: 'commit-notice', bytes: HEADER_BYTES, occasion, term, commit };
}

export function heartbeat(term: number, beat: number, commit: number): Heartbeat {
  const occasion = `heartbeat/${term}/${beat}`;
  return { kind: 'heartbeat', bytes: HEADER_BYTES, occasion, term, beat, commit };
}

export function heartbeatReply(
  term: number, beat: number, commit: number, learner: boolean,
): HeartbeatReply {
  const occasion = `heartbeat-reply/${term}/${beat}`;
  return { kind: 'heartbeat-reply', bytes: HEADER_BYTES, occasion, term, beat, commit, learner };
}

export function requestVote(
  kind: RequestVote['kind'], term: number, lastIndex: number, lastTerm: number,
): RequestVote {
  return { kind, bytes: HEADER_BYTES, occasion: `${kind}/${term}`, term, lastIndex, lastTerm };
}

export function vote(
  kind: Vote['kind'], term: number, asked: number, granted: boolean,
): Vote {
  return { kind, bytes: HEADER_BYTES, occasion: `${kind}/${asked}`, term, asked, granted };
}
