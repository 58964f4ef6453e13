import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines, spaced } from './line.ts';

const tokensOf = (text: string): string[] => (
  readLines(text).flatMap((line) => line.tokens.map(({ kind, text: word }) => `${kind} ${word}`)));

describe('lines', () => {
  it('end at LF, CRLF and CR, and count empty ones', () => {
    expect(readLines('a\nb\r\nc\r\rd').map(({ number, raw }) => `${number}${raw}`))
      .toEqual(['1a', '2b', '3c', '4', '5d']);
  });

  it('keep the comment apart from the tokens', () => {
    const [line] = readLines('seed 42 # the luck');
    expect(line?.comment).toBe('# the luck');
    expect(line?.tokens.map(({ text }) => text)).toEqual(['seed', '42']);
  });

  it('take a # inside quotes for text', () => {
    expect(tokensOf('"a # b"')).toEqual(['Quoted "a # b"']);
  });
});

describe('tokens', () => {
  it('are of the kinds that the acts speak of', () => {
    expect(tokensOf('ana ana/allergies net.jitterPercent 42 2.5s 09:00 08:00-18:00 2021-07-01 ,'))
      .toEqual([
        'Word ana', 'Path ana/allergies', 'Dotted net.jitterPercent', 'Numeral 42', 'Duration 2.5s',
        'Clock 09:00', 'Hours 08:00-18:00', 'Calendar 2021-07-01', 'Comma ,',
      ]);
  });

  it('that touch and make no kind are one odd word', () => {
    expect(tokensOf('josé a/b/c 1e400 ward_3 08:00–18:00'))
      .toEqual(['Odd josé', 'Odd a/b/c', 'Odd 1e400', 'Odd ward_3', 'Odd 08:00–18:00']);
  });

  it('know a text whose quote is missing', () => {
    expect(tokensOf('chart "synthea/x\nseed'))
      .toEqual(['Word chart', 'Unclosed "synthea/x', 'Word seed']);
  });

  it('stand in their lines where they say, on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      const lines = readLines(text.replace(/[\ud800-\udfff]/g, ''));
      for (const { raw, tokens } of lines) {
        for (const { column, endColumn, text: word } of tokens) {
          expect(raw.slice(column - 1, endColumn - 1)).toBe(word);
        }
      }
    }));
  });
});

describe('spaced', () => {
  it('joins tokens with single spaces, none before a comma', () => {
    const [line] = readLines('  clinic   x\tin us-west ,client  # c');
    expect(spaced(line?.tokens ?? [])).toBe('clinic x in us-west, client');
  });
});
