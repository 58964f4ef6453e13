import type { Signed } from '../../crypto/keys.ts';
import { checkpoint, commit, newView, prepare, prePrepare, viewChange } from '../pbft-messages.ts';
import type { CheckpointBody, Commit, CommitBody, NewViewBody, PbftMessage, Prepare, PrePrepareBody,
  PrepareBody, PreparedProof, StableCheckpoint, ViewChange, ViewChangeBody } from '../pbft-messages.ts';
import type { Payload } from '../protocol.ts';
import { LoneSeat } from './lone-seat.ts';
import { createPbft } from './pbft-network.ts';

export const GENESIS: StableCheckpoint = { sequence: 0, proof: [] };

/** A replica of PBFT alone on a bench, one of four, whose peers the test plays. */
export class LoneReplica extends LoneSeat<PbftMessage> {
  constructor(self: number, checkpointBlocks = 4, restored: unknown = null) {
    super({ self, restored, create: createPbft(checkpointBlocks) });
  }

  prePrepareOf(author: number, view: number, payload: Payload, sequence = 1): PbftMessage {
    return prePrepare(this.keyrings[author]!.sign<PrePrepareBody>(
      { kind: 'pre-prepare', view, sequence, digest: payload.digest }), payload);
  }

  prepareOf(author: number, view: number, { digest }: Payload, sequence = 1): Prepare {
    return prepare(this.keyrings[author]!.sign<PrepareBody>(
      { kind: 'prepare', view, sequence, digest }));
  }

  commitOf(author: number, view: number, { digest }: Payload, sequence = 1): Commit {
    return commit(this.keyrings[author]!.sign<CommitBody>(
      { kind: 'commit', view, sequence, digest }));
  }

  checkpointOf(author: number, sequence: number, digest: string): PbftMessage {
    return checkpoint(this.keyrings[author]!.sign<CheckpointBody>(
      { kind: 'checkpoint', sequence, digest }));
  }

  proofOf(view: number, payload: Payload, backups: readonly number[], sequence = 1): PreparedProof {
    return {
      prePrepare: this.keyrings[view % 4]!.sign<PrePrepareBody>(
        { kind: 'pre-prepare', view, sequence, digest: payload.digest }),
      prepares: backups.map((author) => this.prepareOf(author, view, payload, sequence).signed),
    };
  }

  viewChangeOf(
    author: number, view: number, prepared: readonly PreparedProof[] = [],
    payload: Payload | null = null, stable = GENESIS,
  ): ViewChange {
    return viewChange(this.keyrings[author]!.sign<ViewChangeBody>(
      { kind: 'view-change', view, checkpoint: stable, prepared }), payload, 0);
  }

  newViewOf(
    view: number, viewChanges: readonly Signed<ViewChangeBody>[], again: readonly Payload[],
  ): PbftMessage {
    const keyring = this.keyrings[view % 4]!;
    const prePrepares = again.map(({ digest }, index) => keyring.sign<PrePrepareBody>(
      { kind: 'pre-prepare', view, sequence: index + 1, digest }));
    return newView(keyring.sign<NewViewBody>(
      { kind: 'new-view', view, viewChanges, prePrepares }), again.at(-1) ?? null);
  }

  /** Plays one block to its end in view 0. */
  executeBlock(transaction: string): Payload {
    const block = this.block(0, [transaction]);
    const { height } = block.body as { height: number };
    this.hear(0, this.prePrepareOf(0, 0, block, height));
    this.hear(2, this.prepareOf(2, 0, block, height));
    for (const author of [0, 2]) this.hear(author, this.commitOf(author, 0, block, height));
    return block;
  }
}

/** Backup 1 has accepted the primary's block in view 0. */
export function accepted(): { bench: LoneReplica; block: Payload } {
  const bench = new LoneReplica(1);
  const block = bench.block(0);
  bench.hear(0, bench.prePrepareOf(0, 0, block));
  return { bench, block };
}

/** And the other backups agree: it is prepared. */
export function prepared(): { bench: LoneReplica; block: Payload } {
  const { bench, block } = accepted();
  bench.hear(2, bench.prepareOf(2, 0, block));
  return { bench, block };
}
