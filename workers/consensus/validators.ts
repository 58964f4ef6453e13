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

/**
 * The validators of a network, numbered from 0, and what their number implies. All of them count,
 * for good; where they are voted in and out, `VotedValidators` knows who does.
 */
export class Validators {
  readonly members: number;
  faults: number;
  quorum: number;
  protected readonly names: readonly string[];
  /** By name, made when it is first needed: 512 replicas would keep 512 such maps. */
  private numbers: Map<string, number> | null = null;
  private readonly signatures: SignatureCheck;

  constructor(names: readonly string[], signatures: SignatureCheck) {
    assert(names.length > 0, 'a network has at least one validator');
    assert(names.length <= VALIDATORS_MAX, 'a network has at most VALIDATORS_MAX validators');
    assert(new Set(names).size === names.length, 'validators have distinct names');
    this.names = names;
    this.members = names.length;
    this.faults = faultsTolerated(this.members);
    this.quorum = quorumOf(this.members);
    this.signatures = signatures;
  }

  /**
   * The number of the validator that really signed this, or -1: a stranger's or forged. Nearly
   * always the one it came from, who is tried first.
   */
  authorOf(signed: Signed<unknown>, from = -1): number {
    const isFrom = from >= 0 && this.names[from] === signed.signer;
    const number = isFrom ? from : this.numberOf(signed.signer);
    return number >= 0 && this.signatures.verify(signed) ? number : -1;
  }

  numberOf(name: string): number {
    this.numbers ??= new Map(this.names.map((each, number) => [each, number]));
    return this.numbers.get(name) ?? -1;
  }

  /** The number of whoever really signed this, whether or not it counts at the moment; -1: forged. */
  signerOf(signed: Signed<unknown>): number {
    const number = this.numberOf(signed.signer);
    return number >= 0 && this.signatures.verify(signed) ? number : -1;
  }

  leader(height: number, round: number): number {
    return leaderOf(height, round, this.members);
  }
}
