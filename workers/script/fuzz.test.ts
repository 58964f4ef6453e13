import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete } from './complete.ts';
import { fromJson } from './from-json.ts';
import { hover } from './hover.ts';
import { toJson } from './json.ts';
import { parseScenario } from './parse.ts';
import { printScenario } from './print.ts';
import { PROBLEMS_MAX } from './problem.ts';
import type { Problem } from './problem.ts';
import { EXAMPLE } from './testing/example.ts';
import { mutated } from './testing/texts.ts';

const STORY = readFileSync(
  new URL('../../scenarios/patient-relocation.ledgerward', import.meta.url), 'utf8');

/** Fixed, so that a run tells of this tree alone; other seeds were tried when it was written. */
const SEED = 2021;

describe('whatever is typed', () => {
  it.each([['the example', EXAMPLE], ['the relocation', STORY]])(
    '%s after random edits is a scenario or has problems in their places', (_name, original) => {
      fc.assert(fc.property(mutated(original), (text) => {
        const { scenario, problems } = parseScenario(text);
        expect(scenario === undefined).toBe(problems.length > 0);
        expect(problems.length).toBeLessThanOrEqual(PROBLEMS_MAX + 1);
        const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
        expect(problems.filter((problem) => !isPlaced(problem, lines))).toEqual([]);
      }), { numRuns: 1_500, seed: SEED });
    });

  it('can be completed, hovered over and formatted at any offset', () => {
    fc.assert(fc.property(mutated(EXAMPLE), fc.nat(EXAMPLE.length + 20), (text, offset) => {
      const { from, to, options } = complete(text, offset, { charts: ['synthea/Norma_Pagan'] });
      expect(from).toBeLessThanOrEqual(to);
      const typed = text.slice(from, to).toLowerCase();
      for (const { label } of options) expect(label.toLowerCase().startsWith(typed)).toBe(true);
      const shown = hover(text, offset);
      if (shown !== null) expect(shown.from <= offset && offset < shown.to).toBe(true);
      expect(typeof printScenario(text)).toBe('string');
    }), { numRuns: 700, seed: SEED });
  });

  it('of any characters at all is never thrown at anybody', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 400 });
    fc.assert(fc.property(anything, fc.nat(400), (text, at) => {
      const { scenario, problems } = parseScenario(text);
      expect(scenario === undefined).toBe(problems.length > 0);
      complete(text, at);
      hover(text, at);
      printScenario(text);
    }), { numRuns: 700, seed: SEED });
  });

  it('as JSON is a scenario or has problems', () => {
    const { scenario } = parseScenario(EXAMPLE);
    const json = scenario === undefined ? {} : toJson(scenario);
    fc.assert(fc.property(mutated(JSON.stringify(json)), fc.jsonValue(), (text, value) => {
      let broken: unknown = value;
      try {
        broken = JSON.parse(text);
      } catch {
        // Then any JSON value at all is what is tried.
      }
      const result = fromJson(broken);
      expect(result.scenario === undefined).toBe(result.problems.length > 0);
    }), { numRuns: 700, seed: SEED });
  });
});

/** On a line there is, within it (or one past its end), told in a sentence of bearable length. */
function isPlaced(problem: Problem, lines: readonly string[]): boolean {
  const { line, column, endColumn, sentence } = problem;
  const raw = lines[line - 1];
  return raw !== undefined && column >= 1 && endColumn >= column
    && endColumn <= Math.max(2, raw.length + 1)
    && /^\S[^]*[.?!]$/.test(sentence) && sentence.length < 1_200;
}

describe('a hostile text', () => {
  it.each([
    ['a quote', '"'], ['a word', 'a '], ['a line of one word', 'frob\n'], ['a comma', ','],
    ['a heading', 'story\n'], ['a path', 'a/'], ['a moment', 'day 1 09:00\n'], ['a digit', '1'],
    ['a number and a unit', '1a'], ['a member', 'clinic a in us-west\n'],
  ])('of %s over and over ends', (_name, piece) => {
    const text = `scenario "x"\nnetwork\n${piece.repeat(Math.floor(200_000 / piece.length))}`;
    expect(parseScenario(text).problems.length).toBeGreaterThan(0);
    expect(printScenario(text).length).toBeGreaterThan(0);
  });
});
