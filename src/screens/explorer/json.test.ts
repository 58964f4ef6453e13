import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indented } from './json.ts';

describe('JSON for reading', () => {
  it('keeps numbers as they are written, and puts each element on a line', () => {
    expect(indented('{"value":1.50,"big":1e400,"list":[1,{"a":"b, {c}"}],"none":[],"empty":{}}')).toBe(
      '{\n  "value": 1.50,\n  "big": 1e400,\n  "list": [\n    1,\n    {\n      "a": "b, {c}"\n    }\n  ],\n  "none": [],\n  "empty": {}\n}');
  });

  it('is what JSON.stringify would write of what it would write', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      expect(indented(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
    }), { numRuns: 500 });
  });
});
