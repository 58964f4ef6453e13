import { describe, expect, it } from 'vitest';
import { assert, fail, InvariantError } from './assert.ts';

describe('assert', () => {
  it('lets a true condition pass', () => {
    expect(() => {
      assert(1 < 2, 'One is less than two.');
    }).not.toThrow();
  });

  it('throws an InvariantError with the sentence when the condition is false', () => {
    expect(() => {
      assert(2 < 1, 'Two is less than one.');
    }).toThrow(new InvariantError('Two is less than one.'));
  });

  it('is told apart from other errors by its class and name', () => {
    try {
      fail('Something broke.');
    } catch (error) {
      expect(error).toBeInstanceOf(InvariantError);
      expect((error as Error).name).toBe('InvariantError');
      return;
    }
    expect.unreachable();
  });
});
