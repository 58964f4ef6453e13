import {
  advance, besides, knotsOf, paceOf, secondsInAll, secondsUntil, STORY_PACE,
  type Knots, type Position,
} from './pace.ts';

/** Whatever calls back before the next repaint; a test passes its own. */
export interface Repaints {
  readonly request: (callback: (now: number) => void) => number;
  readonly cancel: (handle: number) => void;
}

const browser: Repaints = {
  request: (callback) => requestAnimationFrame(callback),
  cancel: (handle) => { cancelAnimationFrame(handle); },
};

/** A tab that was asleep must not wake up a day later in the story. */
const ELAPSED_SECONDS_MAX = 0.1;

/** The one clock of the Stage. Nothing runs while it is paused. */
export class Clock {
  atMicros = $state(0);
  playing = $state(false);
  pace = $state(STORY_PACE);
  endsAtMicros = $state(0);
  /** What a step is: to whatever happens next, or to the next block. */
  stepBy = $state<'event' | 'block'>('event');
  /** Playing repeats this stretch; null plays on to the end. */
  loop = $state.raw<{ readonly from: number; readonly to: number } | null>(null);
  knots = $state.raw<Knots>([[0, 0], [1, 1]]);

  readonly #repaints: Repaints;
  readonly #moved: (from: number, to: number) => void;
  #seconds = 0;
  #handle: number | null = null;
  #last: number | null = null;

  constructor(moved: (from: number, to: number) => void, repaints: Repaints = browser) {
    this.#moved = moved;
    this.#repaints = repaints;
  }

  get ended(): boolean {
    return this.endsAtMicros > 0 && this.atMicros >= this.endsAtMicros;
  }

  load(pace: Knots, endsAtMicros: number, atMicros: number): void {
    this.knots = knotsOf(pace, endsAtMicros);
    this.endsAtMicros = endsAtMicros;
    this.loop = null;
    this.seek(atMicros);
  }

  seek(atMicros: number): void {
    const to = Math.round(Math.min(Math.max(0, atMicros), this.endsAtMicros));
    this.#move({ atMicros: to, seconds: secondsUntil(this.knots, to) });
  }

  /** From the end it plays again from the start. */
  play(): void {
    if (this.playing) return;
    if (this.loop !== null && (this.atMicros < this.loop.from || this.atMicros >= this.loop.to)) {
      this.seek(this.loop.from);
    } else if (this.ended) this.seek(0);
    this.playing = true;
    this.#last = null;
    this.#await();
  }

  pause(): void {
    if (!this.playing) return;
    this.playing = false;
    if (this.#handle !== null) this.#repaints.cancel(this.#handle);
    this.#handle = null;
    // Whoever waits for the clock to settle hears of it once more.
    this.#moved(this.atMicros, this.atMicros);
  }

  toggle(): void {
    if (this.playing) this.pause(); else this.play();
  }

  faster(step: 1 | -1): void {
    this.pace = besides(this.pace, step);
  }

  get secondsInAll(): number {
    return secondsInAll(this.knots);
  }

  #await(): void {
    this.#handle = this.#repaints.request((now) => { this.#tick(now); });
  }

  #tick(now: number): void {
    if (!this.playing) return;
    const elapsed = Math.min((now - (this.#last ?? now)) / 1000, ELAPSED_SECONDS_MAX);
    this.#last = now;
    this.#move(advance(
      this.knots, { atMicros: this.atMicros, seconds: this.#seconds }, paceOf(this.pace), elapsed,
    ));
    if (this.loop !== null && this.atMicros >= this.loop.to) this.seek(this.loop.from);
    if (this.ended && this.loop === null) this.pause(); else this.#await();
  }

  #move(to: Position): void {
    const from = this.atMicros;
    this.atMicros = to.atMicros;
    this.#seconds = to.seconds;
    this.#moved(from, to.atMicros);
  }
}
