import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import canonicalize from 'canonicalize';
import type { Write } from './contracts/contract.ts';
import { BUCKETS, bucketOf, State } from './state.ts';

const key = fc.oneof(
  fc.constantFrom('a', 'a/', 'a/b', 'a/c', 'ab', 'b/a', 'b/b'),
  fc.string({ minLength: 1, maxLength: 4 }),
);
const writes = fc.array(fc.record<Write>({
  key, value: fc.oneof(fc.nat(), fc.string(), fc.constant({ deep: [1, 'x'] })),
}), { maxLength: 30 });

/** Recomputes everything from the final content alone, with OpenSSL and another encoder. */
function digestTwin(content: ReadonlyMap<string, unknown>): string {
  const hash = (...parts: Uint8Array[]): Buffer =>
    createHash('sha256').update(Buffer.concat(parts)).digest();
  const sorted = [...content].sort(([a], [b]) => (a < b ? -1 : 1));
  let level = Array.from({ length: BUCKETS }, (_, bucket) => hash(Uint8Array.of(0),
    ...sorted.filter(([name]) => bucketOf(name) === bucket)
      .map(([name, value]) => hash(Buffer.from(canonicalize([name, value])!)))));
  while (level.length > 1) {
    level = Array.from({ length: level.length / 2 }, (_, index) =>
      hash(Uint8Array.of(1), level[2 * index]!, level[2 * index + 1]!));
  }
  return level[0]!.toString('hex');
}

const contentOf = (list: readonly Write[]): Map<string, unknown> =>
  new Map(list.map((write) => [write.key, write.value]));

describe('the state', () => {
  it('reads what was last written, and nothing else', () => {
    fc.assert(fc.property(writes, key, (list, other) => {
      const state = State.empty.with(list);
      const content = contentOf(list);
      for (const [name, value] of content) expect(state.get(name)).toEqual(value);
      if (!content.has(other)) expect(state.get(other)).toBeUndefined();
    }));
  });

  it('lists the entries under a prefix by key, as a plain filter and sort does', () => {
    fc.assert(fc.property(writes, fc.constantFrom('', 'a', 'a/', 'b', 'zz'), (list, prefix) => {
      const expected = [...contentOf(list).keys()].filter((name) => name.startsWith(prefix))
        .sort((a, b) => (a < b ? -1 : 1));
      const state = State.empty.with(list);
      expect(state.entries(prefix).map((entry) => entry.key)).toEqual(expected);
      expect(state.entries(prefix)).toBe(state.entries(prefix));
    }));
  });

  it('lists the same however it was built, and hands the list on while nothing below it is written', () => {
    const prefix = fc.constantFrom('', 'a', 'a/', 'b');
    fc.assert(fc.property(fc.array(fc.tuple(writes, prefix)), (blocks) => {
      const content: Write[] = [];
      let state = State.empty;
      for (const [list, asked] of blocks) {
        const before = state.entries(asked);
        state = state.with(list);
        content.push(...list);
        const after = state.entries(asked);
        expect(after).toEqual(State.empty.with(content).entries(asked));
        expect(after === before).toBe(!list.some((write) => write.key.startsWith(asked)));
      }
    }));
  });

  it('is a value: writing gives another state and leaves this one as it was', () => {
    const before = State.empty.with([{ key: 'a', value: 1 }]);
    const { digest } = before;
    const after = before.with([{ key: 'a', value: 2 }, { key: 'b', value: 3 }]);
    expect([before.get('a'), before.get('b'), before.digest]).toEqual([1, undefined, digest]);
    expect([after.get('a'), after.get('b')]).toEqual([2, 3]);
    expect(before.entries('').length).toBe(1);
    expect(after.entries('').length).toBe(2);
  });

  it('spreads keys over the buckets', () => {
    const counts = new Array<number>(BUCKETS).fill(0);
    for (let n = 0; n < 100 * BUCKETS; n += 1) counts[bucketOf(`record/ana/1/Type/${n}`)]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(50);
    expect(Math.max(...counts)).toBeLessThan(200);
  });

  it('takes no empty key', () => {
    expect(() => State.empty.with([{ key: '', value: 1 }])).toThrow('not empty');
  });
});

describe('the state digest', () => {
  it('made write by write equals the twin that recomputes all', () => {
    fc.assert(fc.property(writes, (list) => {
      const state = list.reduce((before, write) => before.with([write]), State.empty);
      expect(state.digest).toBe(digestTwin(contentOf(list)));
      expect(state.digest).toBe(State.empty.with(list).digest);
    }), { numRuns: 60 });
  });

  it('of nothing is the twin\'s too', () => {
    expect(State.empty.digest).toBe(digestTwin(new Map()));
    expect(State.empty.with([])).toBe(State.empty);
  });

  it('is the same however the same content was cut into blocks', () => {
    fc.assert(fc.property(writes, fc.nat({ max: 30 }), (list, cut) => {
      const state = State.empty.with(list.slice(0, cut)).with(list.slice(cut));
      expect(state.digest).toBe(State.empty.with(list).digest);
    }));
  });

  it('is the same in any order of writes to different keys', () => {
    fc.assert(fc.property(writes, (list) => {
      const once = [...contentOf(list)].map(([name, value]) => ({ key: name, value }) as Write);
      expect(State.empty.with([...once].reverse()).digest).toBe(State.empty.with(once).digest);
    }));
  });

  it('differs when any one write differs in key or value, or is left out', () => {
    fc.assert(fc.property(writes, fc.nat(), (list, n) => {
      const distinct = [...contentOf(list)].map(([name, value]) => ({ key: name, value }) as Write);
      if (distinct.length === 0) return;
      const { digest } = State.empty.with(distinct);
      const at = n % distinct.length;
      const { key: name, value } = distinct[at]!;
      const replaced = (write: Write): string => State.empty.with(distinct.with(at, write)).digest;
      expect(replaced({ key: name, value: [value] })).not.toBe(digest);
      expect(replaced({ key: `${name}\u0001`.repeat(9), value })).not.toBe(digest);
      expect(State.empty.with(distinct.toSpliced(at, 1)).digest).not.toBe(digest);
    }));
  });
});
