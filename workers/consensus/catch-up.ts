import type { QbftDecision } from './decision.ts';
import { isCertified } from './decision.ts';
import type { Effects } from './protocol.ts';
import { catchUp, decided } from './qbft-messages.ts';
import type { CatchUp, Decided, QbftMessage, RoundChange } from './qbft-messages.ts';
import type { Validators } from './validators.ts';

/** Blocks in one answer: enough to gain on a growing chain, few enough not to fill a link. */
export const CATCH_UP_DECISIONS_MAX = 16;

/**
 * What a validator has decided, and how those who were away learn of it. The paper has one rule
 * for it (Moniz 2020, Algorithm 3:17: answer a ROUND-CHANGE of a decided instance with the
 * decision), which brings a laggard one height further; CATCH-UP asks the one who answered for
 * the heights that follow. An answer needs no trust: every block comes with its certificate.
 */
export class CatchingUp {
  private readonly decisions: QbftDecision[] = [];
  private readonly firstHeight: number;
  private readonly validators: Validators;
  private readonly effects: Effects<QbftMessage>;
  /** The height we last asked for: one question a height, or a liar could make us ask for ever. */
  private askedAt = 0;

  constructor(firstHeight: number, validators: Validators, effects: Effects<QbftMessage>) {
    this.firstHeight = firstHeight;
    this.validators = validators;
    this.effects = effects;
  }

  /** The last height decided; one below the first height at genesis. */
  get head(): number {
    return this.firstHeight + this.decisions.length - 1;
  }

  /** Its own list, which only grows. */
  get all(): readonly QbftDecision[] {
    return this.decisions;
  }

  /** All decisions are kept, as the chain keeps all its blocks: these share their bodies. */
  append(decision: QbftDecision): void {
    this.decisions.push(decision);
  }

  /** 3:17: a validator that still asks about a height we have decided receives the decision. */
  uponRoundChangeAfterDecision(author: number, message: RoundChange): void {
    const { height, round } = message.signed.body;
    this.answer(author, height, 1, `${height}/${round}`);
  }

  uponCatchUp(from: number, message: CatchUp): void {
    this.answer(from, message.height, CATCH_UP_DECISIONS_MAX, `${message.height}/catch-up`);
  }

  /** Asks `from`, who knows of heights above ours, for what was decided at `height` and after. */
  ask(from: number, height: number): void {
    if (this.askedAt === height) return;
    this.askedAt = height;
    this.effects.send(from, catchUp(height));
  }

  /** The decision for `height` in an answer, if it is there and a quorum has sealed it. */
  certifiedAt(message: Decided, height: number): QbftDecision | null {
    for (const decision of message.decisions) {
      if (decision.height === height) {
        return isCertified(this.validators, decision) ? decision : null;
      }
    }
    return null;
  }

  private answer(to: number, height: number, decisionsMax: number, asked: string): void {
    const start = height - this.firstHeight;
    if (start < 0 || start >= this.decisions.length) return;
    const decisions = this.decisions.slice(start, start + decisionsMax);
    this.effects.send(to, decided(decisions, this.head, asked));
  }
}
