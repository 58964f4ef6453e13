/**
 * Asks again as the moment moves, but never twice at once and not more often than can be read: of
 * wishes that come while an answer is awaited only the latest counts.
 */
export class Asking {
  readonly #ask: () => Promise<void>;
  readonly #pauseMilliseconds: number;
  #busy = false;
  #stale = false;

  constructor(ask: () => Promise<void>, pauseMilliseconds: number) {
    this.#ask = ask;
    this.#pauseMilliseconds = pauseMilliseconds;
  }

  again(): void {
    if (this.#busy) this.#stale = true; else void this.#run();
  }

  async #run(): Promise<void> {
    this.#busy = true;
    this.#stale = false;
    await this.#ask();
    setTimeout(() => {
      this.#busy = false;
      if (this.#stale) void this.#run();
    }, this.#pauseMilliseconds);
  }
}
