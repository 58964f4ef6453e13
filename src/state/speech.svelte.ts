import type { Mark } from '../../workers/contract.ts';
import { Ration } from '../words/ration.ts';

/** What the live region says: what the user did at once, what plays by itself rationed. */
export class Speech {
  spoken = $state('');
  readonly #ration = new Ration();

  say(sentence: string): void {
    this.spoken = sentence;
  }

  announce(marks: readonly Mark[], isQuiet: boolean): void {
    const sentence = this.#ration.choose(marks, performance.now());
    if (sentence !== null && !isQuiet) this.say(sentence);
  }
}
