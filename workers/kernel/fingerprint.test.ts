import { createHash } from 'node:crypto';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryKind, NONE, Trace } from './trace.ts';

const moved = entryKind('test.moved', { patient: 'text', distance: 'integer', to: 'text' });
const slept = entryKind('test.slept', {});

interface Outcome {
  readonly at: number;
  readonly entity: string;
  readonly cause: number;
  readonly values: { patient: string; distance: number; to: string } | null;
}

const text = fc.string({ unit: 'grapheme', maxLength: 8 });
const outcomes: fc.Arbitrary<Outcome[]> = fc
  .array(
    fc.record({
      wait: fc.nat(2 ** 33),
      entity: fc.oneof(fc.constantFrom('ana', 'porter'), text),
      cause: fc.nat(),
      values: fc.option(fc.record({ patient: text, distance: fc.maxSafeInteger(), to: text })),
    }),
    { maxLength: 30 },
  )
  .map((list) => {
    let at = 0;
    return list.map(({ wait, cause, ...rest }, index) => {
      at += wait;
      return { ...rest, at, cause: index === 0 ? NONE : (cause % (index + 1)) - 1 };
    });
  });

function traceOf(list: readonly Outcome[], keepMessages = false, noise = false): Trace {
  const trace = new Trace({ keepMessages });
  for (const { at, entity, cause, values } of list) {
    const via = noise ? trace.message(`m${at}`, at, at + 1, 0, 1, 10, NONE) : NONE;
    if (noise) trace.count('ticks', 3);
    if (values) trace.record(moved, at, entity, cause, via, values);
    else trace.record(slept, at, entity, cause, via, {});
  }
  return trace;
}

/** The bytes as fingerprint.ts documents them, from the outcomes themselves and Node's tools. */
function twin(list: readonly Outcome[]): string {
  const hash = createHash('sha256');
  const integer = (value: number): void => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(value));
    hash.update(bytes);
  };
  const string = (value: string): void => {
    integer(Buffer.byteLength(value));
    hash.update(value, 'utf8');
  };
  const numbers: number[] = [];
  string('ledgerward outcomes 1');
  integer(list.length);
  for (const [index, { at, entity, cause, values }] of list.entries()) {
    numbers.push(list.slice(0, index + 1).filter((other) => other.entity === entity).length);
    string(values ? 'test.moved' : 'test.slept');
    integer(at);
    string(entity);
    integer(numbers[index]!);
    string(cause === NONE ? '' : list[cause]!.entity);
    integer(cause === NONE ? 0 : numbers[cause]!);
    integer(values ? 3 : 0);
    if (!values) continue;
    hash.update(Buffer.of(1));
    string(values.patient);
    hash.update(Buffer.of(0));
    integer(values.distance);
    hash.update(Buffer.of(1));
    string(values.to);
  }
  return hash.digest('hex');
}

const sample: Outcome[] = [
  { at: 0, entity: 'ana', cause: NONE, values: { patient: 'ana', distance: -1, to: 'Tampa' } },
  { at: 7, entity: 'Zoë 🦉', cause: 0, values: { patient: '', distance: 2 ** 52 + 1, to: 'ß' } },
  { at: 2 ** 44, entity: 'ana', cause: 1, values: null },
];

/** Computed once by the twin above; a change of it is a change of the format. */
const SAMPLE_FINGERPRINT = '4ad71e2da0f99c94a2ff94239da98daa88411bafe262371ae3b7b981ed1a0401';

describe('fingerprint', () => {
  it('is the hash of the documented bytes, whatever the outcomes', () => {
    fc.assert(
      fc.property(outcomes, (list) => {
        expect(traceOf(list).fingerprint(sha256.create())).toBe(twin(list));
      }),
    );
  });

  it('is pinned for a small trace, so that the format cannot drift', () => {
    const pinned = traceOf(sample).fingerprint(sha256.create());
    expect(pinned).toBe(twin(sample));
    expect(pinned).toBe(SAMPLE_FINGERPRINT);
  });

  it('is the same when it spans many blocks', () => {
    const list = Array.from({ length: 3_000 }, (_, index) => ({ ...sample[0]!, at: index }));
    expect(traceOf(list).fingerprint(sha256.create())).toBe(twin(list));
  });

  it('does not change with messages kept, counted or absent, nor with counters', () => {
    fc.assert(
      fc.property(outcomes, (list) => {
        const plain = traceOf(list).fingerprint(sha256.create());
        expect(traceOf(list, true, true).fingerprint(sha256.create())).toBe(plain);
        expect(traceOf(list, false, true).fingerprint(sha256.create())).toBe(plain);
      }),
    );
  });

  it('changes with any change of any outcome', () => {
    const last = sample[2]!;
    const first = sample[0]!;
    const others: Outcome[][] = [
      sample.slice(0, 2),
      [...sample, last],
      [first, sample[1]!, { ...last, at: last.at + 1 }],
      [first, sample[1]!, { ...last, entity: 'anna' }],
      [first, sample[1]!, { ...last, cause: 0 }],
      [first, sample[1]!, { ...last, cause: NONE }],
      [{ ...first, values: { ...first.values!, distance: 1 } }, sample[1]!, last],
      [{ ...first, values: { patient: 'an', distance: -1, to: 'aTampa' } }, sample[1]!, last],
    ];
    const all = [sample, ...others].map((list) => traceOf(list).fingerprint(sha256.create()));
    expect(new Set(all).size).toBe(all.length);
  });
});
