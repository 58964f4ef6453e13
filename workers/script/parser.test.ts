import { readFileSync } from 'node:fs';
import { buildParserFile } from '@lezer/generator';
import { describe, expect, it } from 'vitest';
import { HEADINGS } from './act.ts';
import { actsIn } from './acts.ts';
import { parser } from './parser.ts';

const here = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const grammar = here('scenario.grammar');

describe('the committed parser', () => {
  it('is what the grammar generates', () => {
    const built = buildParserFile(grammar, { fileName: 'scenario.grammar', typeScript: true });
    expect(here('parser.ts')).toBe(built.parser);
    expect(here('parser.terms.ts')).toBe(built.terms);
  });

  it('knows as keywords at the head of a line the headings and the words of the top, no others', () => {
    const listed = /Word, ("scenario"[^>]*)>/.exec(grammar)?.[1] ?? '';
    const words = [...listed.matchAll(/"([^"]+)"/g)].map(([, word]) => word);
    const top = actsIn('top').map(({ form }) => form[0]?.is === 'word' ? form[0].word : '');
    expect(words).toEqual([...top, ...HEADINGS]);
  });

  it('takes a keyword for a word wherever no line begins', () => {
    expect(parser.parse('day 1 09:00 day moves to story').toString())
      .toBe('Script(Line(Moment(Keyword,Numeral,Clock),Word,Word,Word,Word))');
    expect(parser.parse('day moves').toString()).toBe('Script(Line(Word,Word))');
  });

  it('has a token for every character but half a surrogate pair', () => {
    for (let page = 0; page < 0x10000; page += 0x100) {
      if (page >= 0xd800 && page <= 0xdf00) continue;
      const units = Array.from({ length: 0x100 }, (_, index) => page + index);
      const text = units.map((unit) => `a ${String.fromCharCode(unit)} b`).join('\n');
      expect(parser.parse(text).toString(), `U+${page.toString(16)}`).not.toContain('⚠');
    }
  });
});
