import type { ConfigurationChange } from './raft-configuration.ts';
import type { LogEntry } from './raft-log.ts';
import type { Wire } from './protocol.ts';

/**
 * The messages of Raft, by the names of Ongaro & Ousterhout 2014, figure 2. A heartbeat, which
 * the paper makes an empty AppendEntries, is a kind of its own so that it can be told apart.
 */
export type RaftMessage =
  | AppendEntries | AppendReply | CommitNotice | Heartbeat | HeartbeatReply | RequestVote | Vote
  | ChangeRequest | ChangeReply;

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

/** AddServer and RemoveServer (thesis, figure 4.1): no word of a term, since a caller has none. */
export interface ChangeRequest extends Wire, ConfigurationChange {
  readonly kind: 'change-request';
}

export interface ChangeReply extends Wire, ConfigurationChange {
  readonly kind: 'change-reply';
  readonly status: ChangeStatus;
}

/** OK, TIMEOUT and NOT_LEADER of figure 4.1; `last` and `lost-disk` are refusals of ours. */
export type ChangeStatus = 'ok' | 'timeout' | 'not-leader' | 'last' | 'lost-disk';

/** Kind 1, term 8, two numbers of 8, a flag: nothing on the wire is really encoded so. */
const HEADER_BYTES = 1 + 8 + 8 + 8 + 1;
const ENTRY_BYTES = 8 + 2 + 8;
/** Kind, which of the two or how it ended, a server. */
const CHANGE_BYTES = 1 + 1 + 2;

export function appendEntries(
  fields: Omit<AppendEntries, 'kind' | 'bytes' | 'occasion'>,
): AppendEntries {
  let bytes = HEADER_BYTES + 8;
  for (const { payload, servers = [] } of fields.entries) {
    bytes += ENTRY_BYTES + (payload?.bytes ?? 0) + 2 * servers.length;
  }
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

export function changeRequest({ server, choice }: ConfigurationChange): ChangeRequest {
  const occasion = `change-request/${choice}/${server}`;
  return { kind: 'change-request', bytes: CHANGE_BYTES, occasion, server, choice };
}

export function changeReply(
  { server, choice }: ConfigurationChange, status: ChangeStatus,
): ChangeReply {
  const occasion = `change-reply/${choice}/${server}/${status}`;
  return { kind: 'change-reply', bytes: CHANGE_BYTES, occasion, server, choice, status };
}
