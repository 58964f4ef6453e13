import { describe, expect, it } from 'vitest';
import { fromJson } from './from-json.ts';
import { toJson } from './json.ts';
import { parseScenario } from './parse.ts';
import { printScenario } from './print.ts';
import { EXAMPLE } from './testing/example.ts';

const meant = EXAMPLE.replace('leaks at most 1',
  'leaks at most 1 broken because "a \\"curious\\" colleague"');

describe('an expectation that is meant to be broken', () => {
  it('keeps its author\'s reason, and is otherwise the same', () => {
    const { scenario, problems } = parseScenario(meant);
    expect(problems).toEqual([]);
    expect(scenario?.expectations.find(({ kind }) => kind === 'leaks')).toMatchObject(
      { kind: 'leaks', atMost: 1, brokenBecause: 'a "curious" colleague' });
    expect(scenario?.expectations.filter(({ brokenBecause }) => brokenBecause !== undefined))
      .toHaveLength(1);
  });

  it('is written with its comma, and comes back from the JSON form', () => {
    const printed = printScenario(meant);
    expect(printed).toContain('leaks at most 1, broken because "a \\"curious\\" colleague"');
    const { scenario } = parseScenario(printed);
    expect(scenario).toBeDefined();
    const again = fromJson(toJson(scenario!));
    expect(again.scenario?.expectations.map(({ text }) => text))
      .toEqual(scenario?.expectations.map(({ text }) => text));
  });

  it.each(['leaks at most 1, broken', 'leaks at most 1, broken because', 'broken because "so"'])(
    'is nothing without its reason or its expectation: %s', (line) => {
      expect(parseScenario(EXAMPLE.replace('leaks at most 1', line)).problems).toHaveLength(1);
    });
});
