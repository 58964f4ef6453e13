import { describe, expect, it } from 'vitest';
import { dateOf } from './transcript.ts';
import { wrapped } from './wrapped.ts';

describe('the date of a day of the story', () => {
  it.each([
    ['2021-07-01T00:00Z', 0, '2021-07-01'], ['2021-07-01T00:00Z', 31, '2021-08-01'],
    ['2024-02-28T00:00Z', 1, '2024-02-29'], ['2023-02-28T00:00Z', 1, '2023-03-01'],
    ['2100-02-28T00:00Z', 1, '2100-03-01'], ['2000-02-28T00:00Z', 1, '2000-02-29'],
    ['2021-12-31T00:00Z', 1, '2022-01-01'],
  ])('%s and %i days is %s', (starts, days, date) => {
    expect(dateOf(starts, days)).toBe(date);
  });

  it('is the calendar\'s, for ten years', () => {
    for (let day = 0; day < 3_650; day += 97) {
      const civil = new Date(Date.UTC(2019, 0, 1 + day)).toISOString().slice(0, 10);
      expect(dateOf('2019-01-01T00:00Z', day)).toBe(civil);
    }
  });
});

describe('a wrapped text', () => {
  it('stands in lines of a hundred characters under its own beginning, and loses no word', () => {
    const text = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');
    const lines = wrapped(text, '    :00  ');
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.every((line) => line.length <= 100)).toBe(true);
    expect(lines.slice(1).every((line) => line.startsWith(' '.repeat(9)))).toBe(true);
    expect(lines.map((line) => line.slice(9)).join(' ')).toBe(text);
  });

  it('keeps a word that is longer than a line whole', () => {
    expect(wrapped(`a ${'b'.repeat(200)} c`, '')).toEqual(['a', 'b'.repeat(200), 'c']);
  });
});
