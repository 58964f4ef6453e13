/**
 * Pictures that have come wait for the clock's next tick while it plays: the page is then changed
 * once a frame, and two runs side by side at the same time. Otherwise each is shown as it comes.
 */
export class Curtain {
  readonly #isPlaying: () => boolean;
  #waiting: (() => void)[] = [];

  constructor(isPlaying: () => boolean) {
    this.#isPlaying = isPlaying;
  }

  show(draw: () => void): void {
    if (this.#isPlaying()) this.#waiting.push(draw); else draw();
  }

  raise(): void {
    for (const draw of this.#waiting.splice(0)) draw();
  }
}
