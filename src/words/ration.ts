import type { Mark, MarkKind } from '../../workers/contract.ts';

/** What matters most to somebody who listens (screens.md C13): higher is said first. */
const IMPORTANCE: Readonly<Record<MarkKind, number>> = {
  leak: 9, verdict: 8, refused: 7, need: 6, access: 6, session: 5, link: 5, fault: 6,
  grant: 4, denial: 4, move: 3, block: 1,
};

/** A screen reader needs about this long for a sentence; more often would bury what matters. */
const SILENCE_MILLISECONDS = 2000;

/** Chooses at most one sentence every two seconds while a run plays. */
export class Ration {
  #best: { importance: number; sentence: string } | null = null;
  #saidAt = Number.NEGATIVE_INFINITY;

  offer(kind: MarkKind, sentence: string): void {
    const importance = IMPORTANCE[kind];
    // Of two equals the later one is said: it is nearer to what is on the screen.
    if (this.#best === null || importance >= this.#best.importance) this.#best = { importance, sentence };
  }

  /** Of all that happens the sentence that is due, or null. */
  choose(marks: readonly Mark[], now: number): string | null {
    for (const mark of marks) this.offer(mark.kind, mark.sentence);
    return this.take(now);
  }

  /** The sentence that is due, or null. `now` is any clock in milliseconds. */
  take(now: number): string | null {
    if (this.#best === null || now - this.#saidAt < SILENCE_MILLISECONDS) return null;
    const { sentence } = this.#best;
    this.#best = null;
    this.#saidAt = now;
    return sentence;
  }
}
