import { catchUp, decided } from './catch-up-messages.ts';
import type { CatchUp, Decided } from './catch-up-messages.ts';
import type { SealedDecision } from './seals.ts';

/** Blocks in one answer: enough to gain on a growing chain, few enough not to fill a link. */
export const CATCH_UP_DECISIONS_MAX = 16;

interface CatchUpEffects<D> {
  send(to: number, message: Decided<D> | CatchUp): void;
  broadcast(message: CatchUp): void;
}

/**
 * What a validator has decided, and how those who were away learn of it: CATCH-UP asks for the
 * heights from its own on. An answer needs no trust: every block comes with its certificate. Who
 * has not decided there yet answers once it has, or one who comes back while a block is decided
 * would be told of it by nobody.
 */
export class CatchingUp<D extends SealedDecision<unknown>> {
  private readonly decisions: D[] = [];
  private readonly self: number;
  private readonly firstHeight: number;
  private readonly isCertified: (decision: D) => boolean;
  private readonly effects: CatchUpEffects<D>;
  /** The height we last asked for: one question a height, or a liar could make us ask for ever. */
  private askedAt = 0;
  /** The height each validator has asked for last that we had not decided then. */
  private readonly unanswered = new Map<number, number>();

  constructor(
    place: { self: number; firstHeight: number }, isCertified: (decision: D) => boolean,
    effects: CatchUpEffects<D>,
  ) {
    this.self = place.self;
    this.firstHeight = place.firstHeight;
    this.isCertified = isCertified;
    this.effects = effects;
  }

  /** The last height decided; one below the first height at genesis. */
  get head(): number {
    return this.firstHeight + this.decisions.length - 1;
  }

  /** Its own list, which only grows. */
  get all(): readonly D[] {
    return this.decisions;
  }

  /** All decisions are kept, as the chain keeps all its blocks: these share their bodies. */
  append(decision: D): void {
    this.decisions.push(decision);
    if (this.unanswered.size === 0) return;
    for (const [from, height] of this.unanswered) {
      if (height !== decision.height) continue;
      this.unanswered.delete(from);
      this.answer(from, height, 1, `${height}/catch-up`);
    }
  }

  /** Tells one who is still at `height` what we have decided there; `asked` names its message. */
  tell(author: number, height: number, asked: string): void {
    this.answer(author, height, 1, asked);
  }

  uponCatchUp(from: number, { height, again }: CatchUp): void {
    if (height > this.head) this.unanswered.set(from, height);
    const asked = again === 0 ? `${height}/catch-up` : `${height}/catch-up/${again}`;
    this.answer(from, height, CATCH_UP_DECISIONS_MAX, asked);
  }

  /** Asks `from`, who knows of heights above ours, for what was decided at `height` and after. */
  ask(from: number, height: number): void {
    if (this.askedAt === height) return;
    this.askedAt = height;
    // Oneself, before the disk was lost: then nobody is known to know, and all are asked.
    if (from === this.self) this.effects.broadcast(catchUp(height));
    else this.effects.send(from, catchUp(height));
  }

  /** The decision for `height` in an answer, if it is there and a quorum has sealed it. */
  certifiedAt(message: Decided<D>, height: number): D | null {
    for (const decision of message.decisions) {
      if (decision.height === height) {
        return this.isCertified(decision) ? decision : null;
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
