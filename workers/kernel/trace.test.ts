import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { entryKind, NONE, Trace, type Values } from './trace.ts';

const asked = entryKind('test.asked', { person: 'text', records: 'integer', within: 'integer' });
const left = entryKind('test.left', {});

function newTrace(keepMessages = true): Trace {
  return new Trace({ keepMessages });
}

describe('Trace of outcomes', () => {
  it('gives back what was recorded, as the kind it was recorded as', () => {
    const trace = newTrace();
    const values = { person: 'dr-rivas', records: 3, within: 2 ** 45 };
    const first = trace.record(asked, 5, 'ana', NONE, NONE, values);
    const second = trace.record(left, 9, 'porter', first, NONE, {});
    expect(trace.get(first, asked)).toEqual(values);
    expect(trace.integer(first, asked, 'within')).toBe(2 ** 45);
    expect(trace.text(first, asked, 'person')).toBe('dr-rivas');
    expect([trace.at(second), trace.entity(second), trace.cause(second)]).toEqual([9, 'porter', 0]);
    expect([trace.is(first, asked), trace.is(first, left)]).toEqual([true, false]);
    expect(trace.kind(second)).toBe(left);
    expectTypeOf<Values<typeof asked>>().toEqualTypeOf<{
      readonly person: string;
      readonly records: number;
      readonly within: number;
    }>();
  });

  it('numbers outcomes from 1 within each entity and labels them so', () => {
    const trace = newTrace();
    const labels = ['ana', 'porter', 'ana', 'ana'].map((entity) =>
      trace.label(trace.record(left, 0, entity, NONE, NONE, {})),
    );
    expect(labels).toEqual(['ana#1', 'porter#1', 'ana#2', 'ana#3']);
  });

  it('keeps any number of rows across its chunks', () => {
    const trace = newTrace();
    const count = 70_000;
    for (let row = 0; row < count; row += 1) {
      const values = { person: `p${row % 97}`, records: row, within: -row };
      trace.record(asked, row * 1e6, `e${row % 11}`, row - 1, NONE, values);
    }
    expect(trace.outcomeCount).toBe(count);
    for (let row = 0; row < count; row += 997) {
      const values = { person: `p${row % 97}`, records: row, within: row === 0 ? 0 : -row };
      expect(trace.get(row, asked)).toEqual(values);
      expect([trace.at(row), trace.cause(row)]).toEqual([row * 1e6, row - 1]);
      expect(trace.label(row)).toBe(`e${row % 11}#${Math.floor(row / 11) + 1}`);
    }
  });

  it('refuses what would make it lie', () => {
    const trace = newTrace();
    const values = { person: 'x', records: 1, within: 1 };
    trace.record(asked, 10, 'ana', NONE, NONE, values);
    expect(() => trace.record(left, 9, 'ana', NONE, NONE, {})).toThrow('order of time');
    expect(() => trace.record(left, 10, 'ana', 1, NONE, {})).toThrow('before its effect');
    expect(() => trace.record(left, 10.5, 'ana', NONE, NONE, {})).toThrow('whole number');
    expect(() =>
      trace.record(asked, 10, 'ana', NONE, NONE, { ...values, records: 0.5 }),
    ).toThrow('test.asked.records is a safe integer');
    expect(() => trace.get(0, left)).toThrow('as the kind it is');
    expect(() => trace.at(1)).toThrow('exists');
    const namesake = entryKind('test.asked', {});
    expect(() => trace.record(namesake, 10, 'ana', NONE, NONE, {})).toThrow('both named');
  });

  it('is unharmed by a refused outcome', () => {
    const trace = newTrace();
    const bad = { person: 'x', records: 0.5, within: 1 };
    expect(() => trace.record(asked, 3, 'ana', NONE, NONE, bad)).toThrow();
    expect(trace.outcomeCount).toBe(0);
    const row = trace.record(asked, 2, 'ana', NONE, NONE, { ...bad, records: 7 });
    expect(trace.get(row, asked)).toEqual({ ...bad, records: 7 });
    expect(trace.label(row)).toBe('ana#1');
  });
});

describe('Trace of messages', () => {
  it('keeps each message with its cause', () => {
    const trace = newTrace();
    const cause = trace.record(left, 0, 'ana', NONE, NONE, {});
    const row = trace.message('prepare', 5, 12, 0, 3, 240, cause);
    expect([trace.messageKind(row), trace.sentAt(row), trace.arrivesAt(row)]).toEqual(
      ['prepare', 5, 12],
    );
    expect([trace.from(row), trace.to(row), trace.bytes(row)]).toEqual([0, 3, 240]);
    expect(trace.messageCause(row)).toBe(cause);
    trace.rearrive(row, 5, 20);
    expect(trace.arrivesAt(row)).toBe(20);
    trace.rearrive(row, 7, Infinity);
    expect(trace.arrivesAt(row)).toBe(Infinity);
    trace.rearrive(row, 90, 99);
    expect(trace.arrivesAt(row)).toBe(99);
  });

  it('keeps what was known of a message before it was held', () => {
    const { messages } = newTrace();
    const row = messages.add('prepare', 5, Infinity, 0, 3, 240, NONE);
    messages.rearrive(row, 5, 20);
    messages.rearrive(row, 7, Infinity);
    messages.rearrive(row, 90, 99);
    messages.rearrive(row, 99, 104);
    const known = [5, 6, 7, 89, 90, 98, 99].map((moment) => messages.passageAt(row, moment));
    expect(known.map(({ leftAt, reachesAt, arrivesAt }) => [leftAt, reachesAt, arrivesAt])).toEqual([
      [5, 20, 20], [5, 20, 20], [7, Infinity, Infinity], [7, Infinity, Infinity],
      [90, 99, 99], [90, 99, 99], [90, 99, 104],
    ]);  });

  it('only counts them when it does not keep them', () => {
    const trace = newTrace(false);
    expect(trace.message('prepare', 5, 12, 0, 3, 240, NONE)).toBe(NONE);
    expect(trace.message('commit', 5, 12, 0, 3, 60, NONE)).toBe(NONE);
    trace.rearrive(NONE, 5, 5);
    expect([trace.messageCount, trace.messageBytes]).toEqual([2, 300]);
    expect(trace.messages.keptCount).toBe(0);
  });

  it('counts what was advanced in closed form under its name', () => {
    const trace = newTrace();
    trace.count('ticks', 40);
    trace.count('ticks');
    expect([...trace.counted]).toEqual([['ticks', 41]]);
  });
});

describe('entryKind', () => {
  it('keeps the order in which the fields were declared', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z][A-Za-z0-9]{0,5}$/), { maxLength: 8 }),
        (names) => {
          const fields = Object.fromEntries(names.map((name) => [name, 'text'] as const));
          expect(entryKind('test.any', fields).fieldNames).toEqual(names);
        },
      ),
    );
  });

  it('refuses a name without a folder, a numeric field and a ninth field', () => {
    expect(() => entryKind('asked', {})).toThrow('folder.happened');
    expect(() => entryKind('test.asked', { 0: 'text' })).toThrow('camel case');
    const nine = Object.fromEntries([...'abcdefghi'].map((name) => [name, 'text'] as const));
    expect(() => entryKind('test.asked', nine)).toThrow('eight');
  });
});
