import { describe, expect, it } from 'vitest';
import { assert, fail, InvariantError, ruleOf } from './assert.ts';

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

  it('says a sentence by itself, or by its number in a table', () => {
    expect(ruleOf(new InvariantError('Something broke.'), [])).toBe('Something broke.');
    expect(ruleOf(new InvariantError('1'), ['a node joins once', 'a need begins once'])).toBe('a need begins once');
    expect(ruleOf(new InvariantError('a proposal has 2 parents'), ['a need begins once']))
      .toBe('a proposal has 2 parents');
  });
});
