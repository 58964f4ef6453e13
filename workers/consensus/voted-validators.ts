import type { Signed } from '../crypto/keys.ts';
import { assert } from '../kernel/assert.ts';
import { faultsTolerated, leaderOf, quorumOf } from './quorum.ts';
import { Validators } from './validators.ts';
import type { SignatureCheck } from './validators.ts';

/**
 * Members of whom some are validators and some are not, at the height being decided. Numbers stay
 * those of the members; quorum, faults and turns are of those in force.
 */
export class VotedValidators extends Validators {
  /** Ascending. */
  private set: readonly number[];
  private isAmong: readonly boolean[] = [];

  constructor(names: readonly string[], signatures: SignatureCheck) {
    super(names, signatures);
    this.set = names.map((_, number) => number);
    this.enforce(this.set);
  }

  get inForce(): readonly number[] {
    return this.set;
  }

  has(member: number): boolean {
    return this.isAmong[member] === true;
  }

  nameOf(member: number): string {
    return this.names[member] ?? '';
  }

  /** These alone count from now on. */
  enforce(set: readonly number[]): void {
    assert(set.length > 0, 'there is at least one validator');
    this.set = set;
    this.faults = faultsTolerated(set.length);
    this.quorum = quorumOf(set.length);
    this.isAmong = this.names.map((_, number) => set.includes(number));
  }

  override authorOf(signed: Signed<unknown>, from = -1): number {
    const author = super.authorOf(signed, from);
    return this.has(author) ? author : -1;
  }

  override leader(height: number, round: number): number {
    return this.set[leaderOf(height, round, this.set.length)]!;
  }
}
