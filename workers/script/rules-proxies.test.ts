import { describe, expect, it } from 'vitest';
import { parseScenario } from './parse.ts';
import { CHARTS, staged } from './testing/example.ts';

const problems = (story: string): string[] =>
  parseScenario(staged('story', story), { charts: CHARTS }).problems.map(({ sentence }) => sentence);

describe('whoever signs for a patient', () => {
  it.each([
    'day 1 09:00 ana appoints porter as proxy',
    'day 1 09:00 porter revokes dr-rivas on behalf of ana',
    'when asked porter grants anyone for 1h on behalf of ana',
  ])('is a proxy: %s', (line) => {
    expect(problems(line)).toEqual(['porter is declared as staff; who signs for a patient is declared '
      + 'as `proxy porter at PLACE`.']);
  });

  it('answers beside her, each once', () => {
    expect(problems(`when asked ana grants anyone for 1h
when asked maria grants anyone for 1h on behalf of ana`)).toEqual([]);
    expect(problems(`when asked maria grants anyone for 1h on behalf of ana
when asked maria grants anyone for 2h on behalf of ana`)[0]).toContain('What maria answers anyone');
  });
});
