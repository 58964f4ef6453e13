import {
  consensusAppended, consensusLeaderElected, consensusProposed, consensusProposedInView,
  consensusSealed,
} from '../../../consensus/entries.ts';
import type { Trace } from '../../../kernel/trace.ts';
import { blockAppended } from '../../../ledger/entries.ts';
import { loadFinal, loadRefused, loadSubmitted } from '../../../world/entries.ts';

/** What a row reads off a trace. Times are microseconds. */

/**
 * Messages of consensus from a moment on: all but transactions on their way. A decision is counted
 * from its transaction; what elected the first leader came before.
 */
export function consensusMessages(trace: Trace, since: number, kinds?: readonly string[]): number {
  const { messages } = trace;
  let count = 0;
  for (let row = 0; row < messages.keptCount; row += 1) {
    if (messages.sentAt(row) < since) continue;
    const kind = messages.kind(row);
    if (kinds === undefined ? kind !== 'transaction' : kinds.includes(kind)) count += 1;
  }
  return count;
}

export interface Decided {
  readonly height: number;
  readonly view: number;
  readonly proposedAt: number;
  /** When each member had it final, earliest first. */
  readonly finalAt: readonly number[];
}

/** By height; a block put forward again counts from the first time. */
export function decidedIn(trace: Trace): Decided[] {
  const proposals = new Map<string, { at: number; view: number }>();
  const blocks = new Map<number, { hash: string; finalAt: number[] }>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    const at = trace.at(row);
    const propose = (digest: string, view: number): void => {
      if (!proposals.has(digest)) proposals.set(digest, { at, view });
    };
    if (trace.is(row, consensusProposed)) {
      const { digest, round } = trace.get(row, consensusProposed);
      propose(digest, round);
    } else if (trace.is(row, consensusProposedInView)) {
      const { digest, view } = trace.get(row, consensusProposedInView);
      propose(digest, view);
    } else if (trace.is(row, consensusAppended)) {
      const { digest, term } = trace.get(row, consensusAppended);
      propose(digest, term);
    } else if (trace.is(row, blockAppended)) {
      const { height, hash } = trace.get(row, blockAppended);
      const block = blocks.get(height) ?? { hash, finalAt: [] };
      block.finalAt.push(at);
      blocks.set(height, block);
    }
  }
  return [...blocks].sort(([a], [b]) => a - b).map(([height, { hash, finalAt }]) => {
    const proposal = proposals.get(hash);
    return { height, view: proposal?.view ?? NaN, proposedAt: proposal?.at ?? NaN, finalAt };
  });
}

/** Mean over blocks of the time from proposal until `members` have it final. */
export function meanLatency(trace: Trace, members: number): number {
  const taken = decidedIn(trace).flatMap(({ proposedAt, finalAt }) => {
    const at = finalAt[members - 1];
    return at === undefined ? [] : [at - proposedAt];
  });
  return taken.reduce((sum, each) => sum + each, 0) / taken.length;
}

/** When the leader broadcast each node of the chain, blocks and dummies alike. */
export function genericTimes(trace: Trace): number[] {
  const { messages } = trace;
  const times = new Set<number>();
  for (let row = 0; row < messages.keptCount; row += 1) {
    if (messages.kind(row) === 'generic') times.add(messages.sentAt(row));
  }
  return [...times].sort((a, b) => a - b);
}

export function loadFinalCount(trace: Trace): number {
  let count = 0;
  for (let row = 0; row < trace.outcomeCount; row += 1) if (trace.is(row, loadFinal)) count += 1;
  return count;
}

/** Sent to a member that was up and took it. */
export function acceptedCount(trace: Trace): number {
  let count = 0;
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, loadSubmitted)) count += 1;
    else if (trace.is(row, loadRefused)) count -= 1;
  }
  return count;
}

/** Who was elected, in which term, and when, in order. */
export function electionsIn(
  trace: Trace,
): { readonly at: number; readonly who: string; readonly term: number }[] {
  const elections: { at: number; who: string; term: number }[] = [];
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, consensusLeaderElected)) {
      const { term } = trace.get(row, consensusLeaderElected);
      elections.push({ at: trace.at(row), who: trace.entity(row), term });
    }
  }
  return elections;
}

/** The blocks that are final somewhere, as they were sealed, by height. */
export function sealedIn(trace: Trace): { readonly at: number; readonly difficulty: number }[] {
  const seals = new Map<string, { at: number; difficulty: number }>();
  const blocks = new Map<number, { at: number; difficulty: number }>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, consensusSealed)) {
      const { digest, difficulty } = trace.get(row, consensusSealed);
      seals.set(digest, { at: trace.at(row), difficulty });
    } else if (trace.is(row, blockAppended)) {
      const { height, hash } = trace.get(row, blockAppended);
      const seal = seals.get(hash);
      if (seal !== undefined) blocks.set(height, seal);
    }
  }
  return [...blocks].sort(([a], [b]) => a - b).map(([, seal]) => seal);
}
