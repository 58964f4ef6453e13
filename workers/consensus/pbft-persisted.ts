import type { Signed } from '../crypto/keys.ts';
import type { Log } from './pbft-log.ts';
import type { NewView, PbftDecision, PrePrepareBody, PreparedProof, StableCheckpoint, ViewChange }
  from './pbft-messages.ts';
import type { Payload } from './protocol.ts';

/** What a replica must still know after a crash, or it would contradict itself. */
export interface PersistedPbft {
  readonly view: number;
  readonly isChanging: boolean;
  readonly stable: StableCheckpoint;
  /** The log's own list, and how long it was. */
  readonly prepared: readonly PreparedProof[];
  readonly preparedCount: number;
  /** What a VIEW-CHANGE carries: the block of the last of them. */
  readonly lastPrepared: Payload | null;
  /** The block being decided, as far as it was in the current view. */
  readonly current: {
    readonly prePrepare: Signed<PrePrepareBody> | null;
    readonly payload: Payload | null;
    readonly isAccepted: boolean;
    readonly hasCommitted: boolean;
  };
  readonly viewChange: ViewChange | null;
  readonly newView: NewView | null;
  /** The replica's own list, which only grows. */
  readonly decisions: readonly PbftDecision[];
}

/** The log's part of what is kept; `sequence` is the block being decided. */
export function snapshotOf(
  log: Log, sequence: number, view: number,
): Pick<PersistedPbft, 'prepared' | 'preparedCount' | 'lastPrepared' | 'current'> {
  const slot = log.find(sequence);
  const votes = slot?.at(view);
  const prePrepare = votes?.prePrepare ?? null;
  return {
    prepared: log.prepared,
    preparedCount: log.prepared.length,
    lastPrepared: log.lastPrepared,
    current: {
      prePrepare,
      payload: prePrepare === null ? null : slot?.payloadOf(prePrepare.body.digest) ?? null,
      isAccepted: votes?.isAccepted ?? false, hasCommitted: votes?.hasCommitted ?? false,
    },
  };
}

/** What others said is gone; what this replica said in this view is not. */
export function restoreLog(log: Log, sequence: number, state: PersistedPbft): void {
  const { view, lastPrepared, current } = state;
  const prepared = state.prepared.slice(0, state.preparedCount);
  for (const proof of prepared) {
    log.notePrepared(log.slot(proof.prePrepare.body.sequence, view), proof);
  }
  const last = prepared.at(-1)?.prePrepare.body.sequence;
  if (last !== undefined && lastPrepared !== null) log.slot(last, view).keep(lastPrepared);
  if (!current.isAccepted) return;
  const slot = log.slot(sequence, view);
  const votes = slot.at(view);
  if (current.payload !== null) slot.keep(current.payload);
  votes.prePrepare = current.prePrepare;
  votes.isAccepted = true;
  votes.hasCommitted = current.hasCommitted;
}
