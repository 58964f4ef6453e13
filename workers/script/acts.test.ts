import { describe, expect, it } from 'vitest';
import { ACTS } from './acts.ts';
import { complete } from './complete.ts';
import { formText, slotsOf } from './form.ts';
import { hover } from './hover.ts';
import { readLines, spaced } from './line.ts';
import { parseScenario } from './parse.ts';
import { Problems } from './problem.ts';
import { readStatements, recognise } from './statement.ts';
import type { Statement } from './statement.ts';
import { CHARTS, staged } from './testing/example.ts';
import { writeForm } from './write.ts';

describe('the table of acts', () => {
  it('has one entry a name', () => {
    const ids = ACTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has no slot twice in an act, and none named like a part of every JSON item', () => {
    for (const { id, block, form } of ACTS) {
      const names = slotsOf(form).map(({ name }) => name);
      expect(new Set(names).size, id).toBe(names.length);
      expect(names, id).not.toContain('act');
      if (block === 'story') expect(names, id).not.toContain('at');
    }
  });

  it('says everything in sentences', () => {
    for (const { sentence, doc } of ACTS) {
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      expect(doc).toMatch(/^[A-Z`].*\.$/);
    }
  });
});

describe.each(ACTS)('$id', ({ id, block, form, example, sentence }) => {
  const part = block === 'reaction' ? 'story' : block;
  const text = staged(part, example);
  const from = text.indexOf(example);
  const tokens = readLines(example)[0]?.tokens ?? [];
  const { start, candidates } = recognise(tokens, part);
  const filled = candidates[0]?.match.filled ?? [];
  const words = filled.filter(({ element }) => element.is === 'word').map(({ token }) => token);

  it('has an example that is right', () => {
    expect(parseScenario(text, { charts: CHARTS }).problems).toEqual([]);
  });

  it('is the only act that its example could be', () => {
    expect(candidates.map(({ entry, match }) => [entry.id, match.complete])).toEqual([[id, true]]);
  });

  it('reads back what it writes from the values of its example', () => {
    const statement = statementIn(text, id, spaced(tokens));
    const written = writeForm(form, statement?.values ?? {});
    const said = 'text' in written ? written.text : '';
    const line = `${spaced(tokens.slice(0, start))} ${said}`.trim();
    const again = statementIn(text.replace(example, line), id, line);
    expect(again?.values).toEqual(statement?.values);
  });

  it('explains itself on each of its words', () => {
    for (const { column } of words) {
      expect(hover(text, from + column - 1)).toMatchObject({ title: formText(form), sentence });
    }
  });

  it('offers each of its words where it belongs', () => {
    for (const { column, text: word } of words) {
      const offset = from + column;
      const typed = complete(text.slice(0, offset), offset);
      expect(typed).toMatchObject({ from: offset - 1, to: offset });
      expect(typed.options.map(({ label }) => label)).toContain(word);
    }
  });
});

function statementIn(text: string, id: string, line: string): Statement | undefined {
  const { statements } = readStatements(readLines(text), new Problems());
  return statements.find((each) => each.entry.id === id && spaced(each.line.tokens) === line);
}
