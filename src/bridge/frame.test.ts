import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRAME, FRAME_VERSION, type FrameTable } from '../../workers/contract.ts';
import { cell, FrameError, readFrame } from './frame.ts';

type Tables = Record<FrameTable, number[][]>;
const NAMES = Object.keys(FRAME) as FrameTable[];

/** The writer's twin: rows in, the layout of the contract out. */
function pack(at: number, tables: Tables, caption: string): ArrayBuffer {
  const floats = [FRAME_VERSION, at];
  for (const name of NAMES) {
    floats.push(tables[name].length);
    FRAME[name].forEach((_, column) => {
      for (const row of tables[name]) floats.push(row[column] ?? Number.NaN);
    });
  }
  floats.push(caption.length);
  for (let index = 0; index < caption.length; index += 1) floats.push(caption.charCodeAt(index));
  return new Float64Array(floats).buffer;
}

const anyTables: fc.Arbitrary<Tables> = fc.record(Object.fromEntries(NAMES.map((name) => [
  name,
  fc.array(fc.array(fc.integer(), {
    minLength: FRAME[name].length, maxLength: FRAME[name].length,
  }), { maxLength: 5 }),
])) as Record<FrameTable, fc.Arbitrary<number[][]>>);

describe('a frame', () => {
  it('gives back every cell, the moment and the caption that were packed', () => {
    fc.assert(fc.property(fc.nat(), anyTables, fc.string({ unit: 'binary' }), (at, tables, caption) => {
      const frame = readFrame(pack(at, tables, caption));
      expect(frame.atMicros).toBe(at);
      expect(frame.caption).toBe(caption);
      for (const name of NAMES) {
        const rows = frame[name] as unknown as Record<string, Float64Array> & { count: number };
        expect(rows.count).toBe(tables[name].length);
        FRAME[name].forEach((column, index) => {
          expect(Array.from(rows[column] ?? [])).toEqual(tables[name].map((row) => row[index]));
        });
      }
    }), { numRuns: 200 });
  });

  it('is read in place: every column is a view of the one buffer', () => {
    const empty = Object.fromEntries(NAMES.map((name) => [name, [] as number[][]])) as Tables;
    const buffer = pack(7, { ...empty, cuts: [[1, 2], [3, 4]] }, 'x');
    const frame = readFrame(buffer);
    expect(frame.cuts.a.buffer).toBe(buffer);
    expect(cell(frame.cuts.b, 1)).toBe(4);
    expect(() => cell(frame.cuts.b, 2)).toThrow(FrameError);
  });

  it('refuses a buffer cut short or made longer anywhere', () => {
    fc.assert(fc.property(anyTables, fc.nat(), (tables, cut) => {
      const whole = new Float64Array(pack(1, tables, 'a person waits'));
      const shorter = whole.slice(0, cut % whole.length).buffer;
      expect(() => readFrame(shorter)).toThrow(FrameError);
      const longer = new Float64Array([...whole, 0]).buffer;
      expect(() => readFrame(longer)).toThrow(FrameError);
    }), { numRuns: 200 });
  });

  it('refuses another version and an odd number of bytes', () => {
    expect(() => readFrame(new Float64Array([FRAME_VERSION + 1, 0]).buffer)).toThrow('version');
    expect(() => readFrame(new ArrayBuffer(9))).toThrow(FrameError);
  });
});
