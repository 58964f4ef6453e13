import type { Signed } from '../crypto/keys.ts';
import { assert } from '../kernel/assert.ts';
import { VALIDATORS_MAX } from '../kernel/limits.ts';
import { faultsTolerated, leaderOf, quorumOf } from './quorum.ts';

/** The part of a Keyring that consensus uses: signs as its holder and as nobody else. */
export interface SigningKey {
  readonly holder: string;
  sign<T>(body: T): Signed<T>;
}

/** The part of the KeyRegistry that consensus uses: tells a genuine signature from a forgery. */
export interface SignatureCheck {
  verify(signed: Signed<unknown>): boolean;
}

/** The fixed set of validators of a network, numbered from 0, and what their number implies. */
export class Validators {
  readonly members: number;
  readonly faults: number;
  readonly quorum: number;
  private readonly numbers = new Map<string, number>();
  private readonly signatures: SignatureCheck;

  constructor(names: readonly string[], signatures: SignatureCheck) {
    assert(names.length > 0, 'a network has at least one validator');
    assert(names.length <= VALIDATORS_MAX, 'a network has at most VALIDATORS_MAX validators');
    names.forEach((name, number) => this.numbers.set(name, number));
    assert(this.numbers.size === names.length, 'validators have distinct names');
    this.members = names.length;
    this.faults = faultsTolerated(this.members);
    this.quorum = quorumOf(this.members);
    this.signatures = signatures;
  }

  /** The number of the validator that really signed this, or -1: a stranger's or forged. */
  authorOf(signed: Signed<unknown>): number {
    const number = this.numbers.get(signed.signer);
    if (number === undefined) return -1;
    return this.signatures.verify(signed) ? number : -1;
  }

  leader(height: number, round: number): number {
    return leaderOf(height, round, this.members);
  }
}
