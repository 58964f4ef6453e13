import { InvariantError, assert, fail } from '../kernel/assert.ts';
import type { Finality } from './entry.ts';
import type { Certificate, Payload } from './protocol.ts';
import { quorumOf } from './quorum.ts';

/**
 * What consensus promises (Moniz 2020, section 2), checked at every decision of an honest
 * validator. Throws InvariantError. More than f liars can break agreement: then this says so.
 */
export class Invariants {
  private readonly members: number;
  private readonly quorumOf: (validators: number) => number;
  /** Who counted at each height where that is not everyone, as whoever decided first knew. */
  private readonly sets: string[] = [];
  private readonly firstHeight: number;
  private readonly finality: Finality;
  private readonly isValid: (height: number, payload: Payload) => boolean;
  /** The digest decided at each height, by whoever decided first. */
  private readonly digests: string[] = [];
  private readonly firstNodes: number[] = [];
  private readonly heads: number[];

  constructor(options: {
    members: number;
    firstHeight?: number;
    /** Signers of a certificate, of so many validators; a quorum unless said. Raft has its leader's word. */
    signers?: (validators: number) => number;
    /** External validity β; every payload is valid unless said. */
    isValid?: (height: number, payload: Payload) => boolean;
    /** Whether two may decide differently for a while, as where the longest chain wins. */
    finality?: Finality | undefined;
  }) {
    this.finality = options.finality ?? 'deterministic';
    this.members = options.members;
    this.quorumOf = options.signers ?? quorumOf;
    this.firstHeight = options.firstHeight ?? 1;
    this.isValid = options.isValid ?? (() => true);
    this.heads = new Array<number>(options.members).fill(this.firstHeight - 1);
  }

  observe(node: number, height: number, payload: Payload, certificate: Certificate): void {
    this.checkIntegrity(node, height);
    this.checkCertificate(node, height, payload, certificate);
    if (!this.isValid(height, payload)) {
      fail(`validity: validator ${node} decided an invalid payload at height ${height}`);
    }
    this.checkAgreement(node, height, payload.digest);
    this.checkValidators(node, height, certificate);
  }

  /** A validator of a protocol with probabilistic finality decides anew from `height` up. */
  revert(node: number, height: number): void {
    if (this.finality !== 'probabilistic') fail(`finality: validator ${node} took back height ${height}`);
    this.heads[node] = height - 1;
  }

  /** A validator that lost its disk decides everything again from the start. */
  forget(node: number): void {
    assert(node >= 0 && node < this.members, 'a known validator forgets');
    this.heads[node] = this.firstHeight - 1;
  }

  /** A validator decides every height once, in order. */
  private checkIntegrity(node: number, height: number): void {
    const head = this.heads[node];
    assert(head !== undefined, 'a decision is a known validator\'s');
    if (height !== head + 1) {
      fail(`integrity: validator ${node} decided height ${height} after height ${head}`);
    }
    this.heads[node] = height;
  }

  private checkCertificate(
    node: number, height: number, payload: Payload, certificate: Certificate,
  ): void {
    const { signers } = certificate;
    if (certificate.height !== height || certificate.digest !== payload.digest) {
      fail(`certificate: validator ${node} holds one for another block than it decided`);
    }
    let last = -1;
    for (const signer of signers) {
      if (signer <= last || signer >= this.members) {
        fail(`certificate: its signers at height ${height} are not distinct validators`);
      }
      last = signer;
    }
    const { validators } = certificate;
    if (validators !== undefined && signers.some((signer) => !validators.includes(signer))) {
      fail(`certificate: one of its signers at height ${height} is not a validator there`);
    }
    const quorum = this.quorumOf(validators?.length ?? this.members);
    if (signers.length < quorum) {
      fail(`certificate: height ${height} has ${signers.length} signers, quorum ${quorum}`);
    }
  }

  /** Who decide the same blocks know the same validators. */
  private checkValidators(node: number, height: number, { validators }: Certificate): void {
    if (validators === undefined || this.finality === 'probabilistic') return;
    const index = height - this.firstHeight;
    const set = validators.join(' ');
    this.sets[index] ??= set;
    if (this.sets[index] !== set) {
      fail(`validators: at height ${height} validator ${node} has other validators than the first`);
    }
  }

  /** No two honest validators decide differently. */
  private checkAgreement(node: number, height: number, digest: string): void {
    const index = height - this.firstHeight;
    const earlier = this.digests[index];
    if (this.finality === 'probabilistic') return;
    if (earlier === undefined) {
      this.digests[index] = digest;
      this.firstNodes[index] = node;
    } else if (earlier !== digest) {
      throw new AgreementError(height, this.firstNodes[index]!, earlier, node, digest);
    }
  }
}

/** Two honest validators have decided differently: `first` before `node`. */
export class AgreementError extends InvariantError {
  readonly height: number;
  readonly first: number;
  readonly firstDigest: string;
  readonly node: number;
  readonly digest: string;

  constructor(height: number, first: number, firstDigest: string, node: number, digest: string) {
    super(`agreement: at height ${height} validator ${first} decided ${firstDigest} and validator `
      + `${node} decided ${digest}`);
    this.height = height;
    this.first = first;
    this.firstDigest = firstDigest;
    this.node = node;
    this.digest = digest;
  }
}
