import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { child, JSON_DEPTH_MAX, numberAsWritten, writePath, type JsonNode } from './json.ts';
import { readJson } from './json-reading.ts';

const norma = readFileSync(
  new URL('../../public/fhir/synthea/Norma_Pagan.json', import.meta.url), 'utf8');

function faultOf(text: string): string {
  const reading = readJson(text);
  if (reading.ok) throw new Error('expected a fault');
  return `${reading.fault.offset} ${writePath(reading.fault.path)} ${reading.fault.sentence}`;
}

function valueOf(node: JsonNode): unknown {
  if (node.type === 'array') return (node.children ?? []).map(valueOf);
  if (node.type !== 'object') return node.value as unknown;
  return Object.fromEntries((node.children ?? []).map((part) => {
    const [key, value] = part.children as [JsonNode, JsonNode];
    return [key.value as string, valueOf(value)];
  }));
}

describe('Reading JSON', () => {
  it.each([
    ['', '0  The file is empty.'],
    [' \n\t', '0  The file is empty.'],
    ['<Bundle xmlns="http://hl7.org/fhir"/>', '0  This is XML or HTML; a chart is read from JSON.'],
    ['PK\u0003\u0004\u0000', '4  This is a binary file, not JSON text.'],
    ['{"a":"\ud800"}', '6  Half a character stands here: the text is damaged.'],
    ['hello', '0  hello is not JSON.'],
    ['{"a":1,}', '7  A comma stands before }, where nothing follows it.'],
    ['[1,]', '3 [1] A comma stands before ], where nothing follows it.'],
    ['{"a":[1,2,]}', '10 a[2] A comma stands before ], where nothing follows it.'],
    ['{"a":1 "b":2}', '7 b A comma is missing before "b".'],
    ['{"a" 1}', '5  A colon is missing before 1.'],
    ['{"a":1} x', '8  x is not JSON.'],
    ['{"a":1} {"b":2}', '8  The JSON value ends before {; nothing may follow it.'],
    ['{"a":1}//end', '7  JSON has no comments.'],
    ['{"a": /* none */ 1}', '6 a JSON has no comments.'],
    ['{"a":01}', '6 a A comma is missing before 1.'],
    ["{'a':1}", "1  'a' is not JSON."],
    ['{"a":"x\ny"}', '5 a A text in quotes is not closed on its line.'],
    ['{"a":"\\q"}', '5 a A \\ in a text is followed by what JSON does not know.'],
    ['{"a":{"b":1,"b":2}}', '12 a.b "b" stands twice in one object.'],
    ['{"entry":[{"id":"1"},{"id":"2"', '30 entry[1].id The file ends too early: it seems to be cut short.'],
    ['{"entry":[{"id":"1"},{"res', '26 entry[1] The file ends too early: it seems to be cut short.'],
  ])('%j is refused in place', (text, expected) => {
    expect(faultOf(text)).toBe(expected);
  });

  it('refuses what would exhaust the stack, and reads what is just not too deep', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(readJson(nested(JSON_DEPTH_MAX)).ok).toBe(true);
    expect(faultOf(nested(JSON_DEPTH_MAX + 1))).toContain('deep; FHIR never is');
    expect(faultOf('['.repeat(100_000))).toContain('deep; FHIR never is');
    expect(readJson(`["${'['.repeat(1_000)}\\"${'{'.repeat(1_000)}"]`).ok).toBe(true);
  });

  it('agrees with the language about every value it reads', () => {
    fc.assert(fc.property(fc.json(), (text) => {
      const reading = readJson(text);
      expect(reading.ok).toBe(true);
      if (reading.ok) expect(valueOf(reading.root)).toEqual(JSON.parse(text));
    }));
  });

  it('accepts a damaged text only if the language does, whatever the damage', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 3 }), fc.nat(40), fc.nat(3),
      fc.constantFrom('', ',', '}', ']', '"', ':', '\\', '0', '-', '.', 'e', '\t', '\u0001', '/**/', 'nul'),
      (text, place, cut, insert) => {
        const from = place % (text.length + 1);
        const damaged = text.slice(0, from) + insert + text.slice(from + cut);
        let parses = true;
        try {
          JSON.parse(damaged);
        } catch {
          parses = false;
        }
        const reading = readJson(damaged);
        // Stricter in one thing only: a property that stands twice.
        const twice = !reading.ok && reading.fault.sentence.includes('stands twice');
        expect(reading.ok || twice).toBe(parses);
      }), { numRuns: 3_000 });
  });

  it('says of every cut of a real chart that it is cut short, and where', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: norma.trimEnd().length - 1 }), (length) => {
      const cut = norma.slice(0, length);
      const reading = readJson(cut);
      expect(reading.ok).toBe(false);
      if (reading.ok) return;
      expect(reading.fault.sentence).toBe('The file ends too early: it seems to be cut short.');
      expect(reading.fault.offset).toBe(cut.trimEnd().length);
    }), { numRuns: 40 });
  });
});

describe('A number', () => {
  it('is given as it was written', () => {
    const text = '{"a":1.0,"b":1.50e+2,"c":140.70368183927275,"d":"1"}';
    const reading = readJson(text);
    if (!reading.ok) throw new Error('unreadable');
    const written = ['a', 'b', 'c', 'd'].map((name) => numberAsWritten(text, child(reading.root, name)));
    expect(written).toEqual(['1.0', '1.50e+2', '140.70368183927275', null]);
  });
});
