import type { Signed } from '../crypto/keys.ts';
import type { CheckpointBody, StableCheckpoint } from './pbft-messages.ts';
import type { Validators } from './validators.ts';
import { VoteSet } from './vote-set.ts';

/** Section 4.3: when the log can forget, and the watermarks that bound it. */
export class Checkpoints {
  /** K: a checkpoint is taken where the sequence number is divisible by it. */
  readonly period: number;
  /** The low watermark h is its sequence number. */
  stable: StableCheckpoint;
  low: number;
  /** "H = h + k, where k is … if checkpoints are taken every 100 requests, k might be 200." */
  high: number;
  private readonly proofs = new Map<number, VoteSet<CheckpointBody>>();
  private readonly validators: Validators;

  constructor(period: number, stable: StableCheckpoint, validators: Validators) {
    this.period = period;
    this.stable = stable;
    this.low = stable.sequence;
    this.high = this.low + this.span;
    this.validators = validators;
  }

  get span(): number {
    return 2 * this.period;
  }

  isDue(sequence: number): boolean {
    return sequence % this.period === 0;
  }

  /** True when a quorum agrees, and so the checkpoint has become the stable one. */
  add(author: number, signed: Signed<CheckpointBody>): boolean {
    const { sequence, digest } = signed.body;
    if (sequence <= this.low || sequence > this.high || !this.isDue(sequence)) return false;
    let votes = this.proofs.get(sequence);
    if (votes === undefined) {
      votes = new VoteSet<CheckpointBody>(this.validators.members);
      this.proofs.set(sequence, votes);
    }
    votes.add(author, signed);
    if (votes.count(digest) < this.validators.quorum) return false;
    this.adopt({ sequence, proof: votes.votesFor(digest) });
    return true;
  }

  /** "and also discards all earlier checkpoints and checkpoint messages." */
  adopt(stable: StableCheckpoint): void {
    if (stable.sequence <= this.low) return;
    this.stable = stable;
    this.low = stable.sequence;
    this.high = this.low + this.span;
    for (const sequence of this.proofs.keys()) {
      if (sequence <= stable.sequence) this.proofs.delete(sequence);
    }
  }
}
