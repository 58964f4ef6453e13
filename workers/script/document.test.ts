import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACTS } from './acts.ts';
import { CONDITIONS } from './conditions.ts';
import { formText } from './form.ts';
import { fromJson } from './from-json.ts';
import { toJson } from './json.ts';
import { parseScenario } from './parse.ts';
import { staged } from './testing/example.ts';
import type { Part } from './testing/example.ts';

const document = readFileSync(new URL('../../docs/SCRIPT.md', import.meta.url), 'utf8');
const fences = [...document.matchAll(/^```(\w*)\n([^]*?)^```\n(?:> (.*))?/gm)]
  .map(([, language = '', code = '', said]) => ({ language, code: code.trimEnd(), said }));
const PARTS: readonly Part[] = ['top', 'network', 'people', 'story', 'expect'];
const part = (language: string): Part | undefined => PARTS.find((each) => each === language);

describe('docs/SCRIPT.md', () => {
  it('has examples of every kind, and none that is not a test', () => {
    const kinds = new Set(fences.map(({ language }) => language));
    expect([...kinds].sort()).toEqual([...PARTS, 'json', 'scenario', 'wrong'].sort());
  });

  it.each(fences.filter(({ language }) => language === 'scenario'))(
    'has a scenario that is right: $code', ({ code }) => {
      expect(parseScenario(code).problems).toEqual([]);
    });

  it.each(fences.filter(({ language }) => part(language) !== undefined))(
    'has lines that are right: $code', ({ language, code }) => {
      expect(parseScenario(staged(part(language) ?? 'story', code)).problems).toEqual([]);
    });

  it.each(fences.filter(({ language }) => language === 'wrong'))(
    'has lines that are wrong, and says what they say: $code', ({ code, said }) => {
      const { problems } = parseScenario(staged('story', code));
      expect(problems.map(({ sentence }) => sentence)).toEqual([said]);
    });

  it.each(fences.filter(({ language }) => language === 'json'))(
    'has a JSON form that is a scenario and its own form', ({ code }) => {
      const json: unknown = JSON.parse(code);
      const { scenario, problems } = fromJson(json);
      expect(problems).toEqual([]);
      expect(scenario === undefined ? null : toJson(scenario))
        .toEqual({ people: [], story: [], ...json as object });
    });

  it.each(CONDITIONS)('describes the condition $what in the words of the table', ({ form, sentence, doc, example }) => {
    expect(document).toContain(
      `### \`${formText(form)} [from day N HH:MM] FAULT\`\n\n${sentence} ${doc}\n`);
    expect(fences.map(({ code }) => code)).toContain(example);
  });

  it.each(ACTS)('describes $id in the words of the table', (entry) => {
    const { block, form, sentence, doc, example } = entry;
    const moment = block === 'story' ? 'day N HH:MM ' : block === 'reaction' ? 'when asked ' : '';
    expect(document).toContain(`### \`${moment}${formText(form)}\`\n\n${sentence} ${doc}\n`);
    expect(fences.map(({ code }) => code)).toContain(example);
  });
});
