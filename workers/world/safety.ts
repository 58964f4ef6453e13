import { consensusAgreementBroken, consensusRuleBroken } from '../consensus/entries.ts';
import type { Guarantees } from '../consensus/entry.ts';
import { AgreementError, Invariants } from '../consensus/invariants.ts';
import type { Certificate, Payload } from '../consensus/protocol.ts';
import { InvariantError, ruleOf } from '../kernel/assert.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Block } from '../ledger/block.ts';
import { blockLeavesOut } from '../ledger/entries.ts';
import { leftOut } from './left-out.ts';

export interface SafetyHost {
  readonly kernel: Kernel;
  readonly validators: readonly number[];
  readonly input: { readonly rules: readonly string[] };
  memberName(index: number): string;
}

/** How many have failed, of how many, and how many may. */
interface Numbers {
  readonly faulty: number;
  readonly tolerated: number;
  readonly validators: number;
}

/** Unwinds the event at which a promise of consensus was broken: the run ends there. */
export class SafetyBroken extends Error {
  override readonly name = 'SafetyBroken';
}

/**
 * What consensus promised, checked at every decision of an honest validator. Where it is broken
 * that is told as an outcome, with whoever signed for both sides, and nothing comes after it: what
 * two ledgers that differ would mean for patients is not a question of consensus any more.
 */
export class Safety {
  private readonly host: SafetyHost;
  private readonly guarantees: Guarantees;
  private readonly invariants: Invariants;
  /** By number: whose decisions are worth nothing from some moment on. */
  private readonly liars = new Set<number>();
  /** By number: every validator that has failed as the protocol reckons that some may. */
  private readonly faulty = new Set<number>();
  /** By height: what whoever decided first decided, and by which certificate. */
  private readonly firsts = new Map<number, { readonly certificate: Certificate; readonly payload: Payload }>();

  /** Sets of validators that have decided a block, where they are voted in and out; else all members. */
  private readonly sets = new Map<string, readonly number[]>();

  constructor(host: SafetyHost, guarantees: Guarantees) {
    const members = host.validators.length;
    this.host = host;
    this.guarantees = guarantees;
    this.invariants = new Invariants({
      members, signers: guarantees.signersMin, finality: guarantees.finality });
  }

  /** Decisions may be taken back. */
  get isProbabilistic(): boolean {
    return this.guarantees.finality === 'probabilistic';
  }

  /** `validator` by its number. What a liar says that it decided is nobody's concern. */
  observe(validator: number, height: number, payload: Payload, certificate: Certificate): void {
    if (this.liars.has(validator)) return;
    const { validators } = certificate;
    if (validators !== undefined) this.sets.set(validators.join(), validators);
    try {
      this.invariants.observe(validator, height, payload, certificate);
    } catch (error) {
      if (!(error instanceof AgreementError)) throw error;
      this.tellDisagreement(error, payload, certificate);
      throw new SafetyBroken(error.message);
    }
    if (!this.firsts.has(height)) this.firsts.set(height, { certificate, payload });
  }

  /** A validator decides anew from `height` up: a promise broken, unless finality is probabilistic. */
  revert(validator: number, height: number): void {
    if (!this.liars.has(validator)) this.invariants.revert(validator, height);
  }

  /**
   * The invariants bind a validator to its past, which it has just lost with its disk. That is a
   * broken promise, too: it may vote again where it has voted (ADR 15).
   */
  forget(validator: number): void {
    this.invariants.forget(validator);
    this.faulty.add(validator);
  }

  /** It misbehaves; a liar has said one thing here and another there, or could have. */
  misbehaves(validator: number, isLiar: boolean): void {
    this.faulty.add(validator);
    if (isLiar) this.liars.add(validator);
  }

  /**
   * Whether the run ends because of this, and not by a fault of ours: a validator may also find
   * for itself what cannot be while everyone keeps to the protocol's model of faults.
   */
  ends(error: unknown): boolean {
    if (error instanceof SafetyBroken) return true;
    if (!(error instanceof InvariantError) || !this.isBeyondModel) return false;
    this.host.kernel.record(consensusRuleBroken, 'network', {
      ...this.numbers, rule: this.withNames(ruleOf(error, this.host.input.rules)),
    });
    return true;
  }

  /** More fail than the protocol tolerates, or one fails as it never reckons with. */
  private get isBeyondModel(): boolean {
    const { faulty, tolerated } = this.numbers;
    return faulty > tolerated;
  }

  private get numbers(): Numbers {
    const { liars, faulty, host: { validators: { length: validators } } } = this;
    const { faults, safeWith } = this.guarantees;
    if (faults === 'crash') return { faulty: liars.size, tolerated: 0, validators };
    // f is counted by height: what is promised holds while no set has had more that fail.
    let worst: Numbers | null = null;
    for (const set of this.sets.values()) {
      const failed = set.filter((each) => faulty.has(each)).length;
      const tolerated = safeWith(set.length);
      if (worst !== null && failed - tolerated <= worst.faulty - worst.tolerated) continue;
      worst = { faulty: failed, tolerated, validators: set.length };
    }
    return worst ?? { faulty: faulty.size, tolerated: safeWith(validators), validators };
  }

  private tellDisagreement(
    { height, first, firstDigest, node, digest }: AgreementError, { body }: Payload, certificate: Certificate,
  ): void {
    const earlier = this.firsts.get(height);
    const both = certificate.signers.filter((signer) => earlier?.certificate.signers.includes(signer) ?? false);
    const what = earlier === undefined ? '' : leftOut(body as Block, earlier.payload.body as Block);
    if (what !== '') {
      this.host.kernel.record(blockLeavesOut, this.nameOf(node), { height, other: this.nameOf(first), what });
    }
    this.host.kernel.record(consensusAgreementBroken, this.nameOf(node), {
      ...this.numbers, height, other: this.nameOf(first), digest,
      otherDigest: firstDigest, signedBoth: both.map((signer) => this.nameOf(signer)).join(', '),
    });
  }

  /** Invariants know validators by number. */
  private withNames(sentence: string): string {
    return sentence.replace(/\b(?:node|validator) (\d+)/g, (_, number) => this.nameOf(Number(number)));
  }

  private nameOf(validator: number): string {
    return this.host.memberName(this.host.validators[validator] ?? 0);
  }
}
