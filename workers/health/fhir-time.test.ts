import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDateTime, writeDateTime, writeEndBefore } from './fhir-time.ts';

const at = (text: string): number => Date.parse(text) * 1_000;

describe('A FHIR dateTime', () => {
  it.each([
    ['2016', '2016-01-01T00:00Z', '2017-01-01T00:00Z'],
    ['2016-02', '2016-02-01T00:00Z', '2016-03-01T00:00Z'],
    ['2015-12', '2015-12-01T00:00Z', '2016-01-01T00:00Z'],
    ['2016-02-29', '2016-02-29T00:00Z', '2016-03-01T00:00Z'],
    ['1964-01-01', '1964-01-01T00:00Z', '1964-01-02T00:00Z'],
    ['2016-06-23T17:02:33+10:00', '2016-06-23T07:02:33Z', '2016-06-23T07:02:34Z'],
    ['2016-06-23T17:02:33.5-03:30', '2016-06-23T20:32:33.500Z', '2016-06-23T20:32:33.600Z'],
  ])('%s stands for all of itself', (text, from, until) => {
    expect(readDateTime(text)).toEqual({ from: at(from), until: at(until) });
  });

  it.each(['', '16', '0000', '2016-13', '2016-00', '2015-02-29', '2016-06-31', '2016-06-23T17:02Z',
    '2016-06-23T17:02:33', '2016-06-23T24:00:00Z', '2016-06-23T17:60:00Z', '2016-06-23 17:02:33Z',
    '2016-06-23T17:02:33+15:00', 'yesterday', '2016-06-23T17:02:33.Z'])('%j is none', (text) => {
    expect(readDateTime(text)).toBeNull();
  });

  it('is written so that it reads as the same moment, and an end as the same end', () => {
    const moment = fc.oneof(fc.integer({ min: -60_000_000_000, max: 4_000_000_000 })
      .map((seconds) => seconds * 1_000_000), fc.integer({ min: -6e15, max: 6e15 }));
    fc.assert(fc.property(moment, (micros) => {
      expect(readDateTime(writeDateTime(micros))?.from).toBe(micros);
      expect(readDateTime(writeEndBefore(micros))?.until).toBe(micros);
      if (micros % 1_000_000 === 0) {
        expect(Date.parse(writeDateTime(micros)) * 1_000).toBe(micros);
      }
    }), { numRuns: 1_000 });
  });
});
