import { describe, expect, it } from 'vitest';
import * as access from '../access/entries.ts';
import * as consensus from '../consensus/entries.ts';
import * as health from '../health/entries.ts';
import type { EntryKind } from '../kernel/trace.ts';
import { NONE, Trace } from '../kernel/trace.ts';
import * as ledger from '../ledger/entries.ts';
import * as net from '../net/entries.ts';
import * as world from '../world/entries.ts';
import { sentenceOf } from './sentence.ts';

const KINDS = [access, consensus, health, ledger, net, world]
  .flatMap((folder) => Object.values(folder))
  .filter((value): value is EntryKind => typeof value === 'object' && 'fieldNames' in value);

describe('every kind of outcome', () => {
  it('is among those tested', () => {
    expect(KINDS.length).toBeGreaterThan(30);
  });

  it.each(KINDS.map((kind) => [kind.name, kind] as const))('%s has a sentence', (_name, kind) => {
    const trace = new Trace({ keepMessages: false });
    const values = Object.fromEntries(kind.fieldNames.map((field) =>
      [field, kind.fields[field] === 'integer' ? 1 : `some plain ${field}`]));
    const row = trace.record(kind, 0, 'someone', NONE, NONE, values as never);
    const sentence = sentenceOf(trace, row);
    // Without one of its own a kind is spoken by its name, which no reader should see.
    expect(sentence).not.toContain(kind.name);
    expect(sentence.split(' ').length).toBeGreaterThan(2);
    expect(sentence).not.toContain('undefined');
  });
});
