import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JSON_DEPTH_MAX, type JsonNode } from './json.ts';
import { readJson } from './json-reading.ts';
import { readStrictly } from './json-strict.ts';

const CHARTS = ['Norma_Pagan', 'Asa_Hermiston', 'Louis_Maggio'].map((name) => readFileSync(
  new URL(`../../public/fhir/synthea/${name}.json`, import.meta.url), 'utf8'));

/** What both readers promise of a place. */
function plain({ type, offset, length, value, children }: JsonNode): unknown {
  return { type, offset, length, value, children: children?.map(plain) };
}

/** The library's reader, which this one stands in for: the same tree, or both none. */
function agrees(text: string): void {
  const [strict, twin] = [readStrictly(text), readJson(text)];
  expect(strict.ok, text).toBe(twin.ok);
  if (strict.ok && twin.ok) expect(plain(strict.root)).toEqual(plain(twin.root));
}

describe('The strict reader of JSON', () => {
  it('reads real charts as the library does', () => {
    for (const chart of CHARTS) agrees(chart);
  });

  it.each([
    '', ' ', 'hello', 'nul', 'nullx', '-', '01', '1.', '.5', '1e', '-0', '1E+2', '"a', '"\\', '"\\q"', '"\\u12"',
    '"\\u0041\\n\\/"', '"\\ud800"', '"\ud800"', '"\u0001"', '"\t"', '[1,]', '[,1]', '[1 2]', '{"a":1,}', '{"a" 1}',
    '{a:1}', '{"a":1,"a":2}', '{"a":{"b":1},"b":[{"a":1},{"a":1}]}', '{}', '[ ]', '{"a":1} x', '[]//', '\u00a01',
    ' \r\n[\t1 , true,false , null ]\n', '{"__proto__":1,"constructor":[]}', 'truefalse', '[true1]', '[1true]',
  ])('agrees about %j', agrees);

  it('agrees about what is written as JSON, and about damage to it', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 3 }), fc.nat(40), fc.nat(3),
      fc.constantFrom('', ',', '}', ']', '"', ':', '\\', '0', '-', '.', 'e', '\n', '\u0001', '/**/', 'nul', ' '),
      (text, place, cut, insert) => {
        const from = place % (text.length + 1);
        agrees(text);
        agrees(text.slice(0, from) + insert + text.slice(from + cut));
      }), { numRuns: 2_000 });
  });

  it('refuses what would exhaust the stack, and reads a text of megabytes', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    agrees(nested(JSON_DEPTH_MAX));
    agrees(nested(JSON_DEPTH_MAX + 1));
    expect(readStrictly('['.repeat(100_000)).ok).toBe(false);
    expect(readStrictly(`["${'x'.repeat(8_000_000)}"]`).ok).toBe(true);
  });
});
