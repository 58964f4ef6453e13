import type { Micros } from '../../kernel/micros.ts';

const PREFIX = 'slow/';

/** What a slow validator has to say and has not said yet, each with a timer of its own. */
export class Slowness {
  private readonly waiting = new Map<string, (now: Micros) => void>();
  private count = 0;
  private readonly setTimer: (timer: string, at: Micros) => void;

  constructor(setTimer: (timer: string, at: Micros) => void) {
    this.setTimer = setTimer;
  }

  hold(at: Micros, say: (now: Micros) => void): void {
    this.count += 1;
    const timer = `${PREFIX}${this.count}`;
    this.waiting.set(timer, say);
    this.setTimer(timer, at);
  }

  /** False where the timer is not one of these. */
  fires(timer: string, now: Micros): boolean {
    if (!timer.startsWith(PREFIX)) return false;
    const say = this.waiting.get(timer);
    this.waiting.delete(timer);
    say?.(now);
    return true;
  }
}
