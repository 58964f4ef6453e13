import { expect, it } from 'vitest';
import { Memo } from './memo.ts';

it('keeps what was found for an object until another is set', () => {
  const memo = new Memo<object, boolean>();
  const [one, other] = [{}, {}];
  expect(memo.get(one)).toBe(undefined);
  expect(memo.set(one, false)).toBe(false);
  expect([memo.get(one), memo.get({}), memo.get(other)]).toEqual([false, undefined, undefined]);
  memo.set(other, true);
  expect([memo.get(one), memo.get(other)]).toEqual([undefined, true]);
});
