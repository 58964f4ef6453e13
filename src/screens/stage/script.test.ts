import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../../workers/contract.ts';
import { litLines, scriptLines } from './script.ts';

const STORY = [
  { line: 3, at: 10, text: 'a' }, { line: 4, at: 10, text: 'b' }, { line: 6, at: 20, text: 'c' },
];

describe('the script beside the picture', () => {
  it('lights the acts last played, all of one moment together', () => {
    expect(litLines(STORY, 9)).toEqual([]);
    expect(litLines(STORY, 10)).toEqual([3, 4]);
    expect(litLines(STORY, 19)).toEqual([3, 4]);
    expect(litLines(STORY, 99)).toEqual([6]);
  });

  it('gives acts their moments and leaves every other line as written', () => {
    const text = '# plot\nstory\n  a\n  b\n\n  c\n';
    const lines = scriptLines({ text, story: STORY } as unknown as RunSummary);
    expect(lines.map((line) => line.at)).toEqual([null, null, 10, 10, null, 20]);
    expect(lines.map((line) => line.text).join('\n')).toBe(text.trimEnd());
    expect(lines.filter((line) => line.comment).map((line) => line.number)).toEqual([1]);
  });
});
