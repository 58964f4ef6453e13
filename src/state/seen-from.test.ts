import { describe, expect, it } from 'vitest';
import { seenFrom } from './seen-from.ts';
import type { Visit } from './visit.svelte.ts';

class Whole {
  #secret = 1;
  selection = 'the Stage’s';

  get doubled(): number {
    return 2 * this.#secret;
  }

  set doubled(value: number) {
    this.#secret = value / 2;
  }

  count(): number {
    this.#secret += 1;
    return this.#secret;
  }
}

describe('a visit as seen from a picture beside the Stage', () => {
  it('has its own choice, and everything else of the visit, private parts included', () => {
    const whole = new Whole();
    const own = { selection: 'its own' } as unknown as Partial<Visit>;
    const seen = seenFrom(whole as unknown as Visit, own) as unknown as Whole;
    expect(seen.selection).toBe('its own');
    expect(whole.selection).toBe('the Stage’s');
    expect(seen.count()).toBe(2);
    expect(seen.doubled).toBe(4);
    seen.doubled = 10;
    expect(whole.doubled).toBe(10);
  });
});
