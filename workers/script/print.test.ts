import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJson } from './json.ts';
import { parseScenario } from './parse.ts';
import { printScenario } from './print.ts';
import type { Scenario } from './scenario.ts';
import { EXAMPLE } from './testing/example.ts';
import { misspaced, mutated, scenarioText } from './testing/texts.ts';

/** Fixed, so that a run tells of this tree alone. */
const SEED = 2021;

/** What a text says, without where it says it. */
function meaning({ text: _text, ...scenario }: Scenario): unknown {
  return JSON.parse(JSON.stringify(scenario), (key, value: unknown) => key === 'line' ? 0 : value);
}

describe('the canonical text', () => {
  it('has blocks indented, columns aligned, one blank line where there were several', () => {
    expect(printScenario([
      '#the title', 'scenario   "x"', '', '', '# who', 'network # here',
      'clinic c in us-west,client   # far', ' hospital  dd in us-east', '', '',
      'people', '', 'staff s at c on shift 08:00-10:00', '  # nobody', 'story',
      'day 2 09:00 s needs a/allergies,a/claims for treatment within 3h',
      'when asked a grants s for 1h', 'day 10 09:00 s asks for a/claims', '',
    ].join('\r\n'))).toBe([
      '#the title', 'scenario "x"', '', '# who', 'network  # here',
      '  clinic   c   in us-west, client  # far', '  hospital dd  in us-east', '',
      'people', '  staff s  at c, on shift 08:00-10:00', '', '# nobody', 'story',
      '  day 2 09:00    s needs a/allergies, a/claims for treatment within 3h',
      '  when asked     a grants s for 1h', '  day 10 09:00   s asks for a/claims', '',
    ].join('\n'));
  });

  it('leaves the spacing of lines that are no act', () => {
    expect(printScenario('network\n   frob   the    knob  # hm\n')).toBe(
      'network\n  frob   the    knob  # hm\n');
  });

  it('of a text that cannot be read is the text itself', () => {
    for (const text of ['a\u0000b', 'x'.repeat(1_000_001)]) expect(printScenario(text)).toBe(text);
  });

  it('says the same as the text, of which it keeps every comment', () => {
    fc.assert(fc.property(scenarioText(), misspaced(), (text, misspace) => {
      const other = misspace(text);
      const [before, after] = [parseScenario(other), parseScenario(printScenario(other))];
      expect(before.problems).toEqual([]);
      expect(after.problems).toEqual([]);
      if (before.scenario === undefined || after.scenario === undefined) return;
      expect(meaning(after.scenario)).toEqual(meaning(before.scenario));
      expect(toJson(after.scenario)).toEqual(toJson(before.scenario));
      const comments = (each: string): string[] => each.match(/# .*/g) ?? [];
      expect(comments(printScenario(other))).toEqual(comments(other));
    }), { numRuns: 200, seed: SEED });
  });

  it('is its own canonical text, whatever the text', () => {
    fc.assert(fc.property(fc.oneof(mutated(EXAMPLE), scenarioText(), fc.string()), (text) => {
      const printed = printScenario(text);
      expect(printScenario(printed)).toBe(printed);
    }), { numRuns: 600, seed: SEED });
  });

  it('has the same problems as the text, in other places', () => {
    fc.assert(fc.property(mutated(EXAMPLE), (text) => {
      const sentences = (each: string): string[] => parseScenario(each).problems
        .map(({ sentence }) => sentence.replace(/\d+/g, 'N')).sort((a, b) => a < b ? -1 : 1);
      expect(sentences(printScenario(text))).toEqual(sentences(text));
    }), { numRuns: 300, seed: SEED });
  });
});
