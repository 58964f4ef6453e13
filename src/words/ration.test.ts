import { describe, expect, it } from 'vitest';
import { Ration } from './ration.ts';

describe('the live region', () => {
  it('says at most one sentence in two seconds, the most important one', () => {
    const ration = new Ration();
    ration.offer('block', 'Block 1 is decided.');
    expect(ration.take(0)).toBe('Block 1 is decided.');
    ration.offer('leak', 'The porter saw a record.');
    ration.offer('block', 'Block 2 is decided.');
    expect(ration.take(1999)).toBeNull();
    expect(ration.take(2000)).toBe('The porter saw a record.');
    expect(ration.take(9000)).toBeNull();
  });

  it('prefers the later of two that matter alike', () => {
    const ration = new Ration();
    ration.offer('leak', 'first');
    ration.offer('leak', 'second');
    expect(ration.take(0)).toBe('second');
  });
});
