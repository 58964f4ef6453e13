import type { OutcomePrints, OutcomeSaid } from '../contract.ts';
import { NameHash } from '../kernel/name-hash.ts';
import type { EntryKind, Row, Trace } from '../kernel/trace.ts';
import { storyAct, storyCondition, storyReaction } from '../world/entries.ts';
import { hasSentence, sentenceOf } from './sentence.ts';

/** Fields that say where other outcomes or lines stand. */
const PLACES: ReadonlySet<string> = new Set(['enabledBy', 'act', 'condition', 'reaction']);
/** A line of the script that takes effect is told by what comes of it. */
const LINES: ReadonlySet<EntryKind> = new Set<EntryKind>([storyAct, storyCondition, storyReaction]);
const HIGH_BITS = 21;

/** A stretch of outcomes by what each says, for finding where two runs part. */
export function printsOf(trace: Trace, from: Row, count: number): OutcomePrints {
  const prints = { at: [] as number[], print: [] as number[], told: [] as boolean[] };
  const end = Math.min(trace.outcomeCount, Math.max(0, from) + count);
  for (let row = Math.max(0, from); row < end; row += 1) {
    const kind = trace.kind(row);
    prints.at.push(trace.at(row));
    prints.print.push(printOf(trace, row));
    prints.told.push(hasSentence(trace, row) && !LINES.has(kind));
  }
  return prints;
}

export function outcomeSaid(trace: Trace, row: Row): OutcomeSaid {
  return { row, at: trace.at(row), sentence: sentenceOf(trace, row) };
}

const hash = new NameHash();

function printOf(trace: Trace, row: Row): number {
  const kind = trace.kind(row);
  hash.reset().text(kind.name).separator().integer(trace.at(row)).text(trace.entity(row));
  kind.fieldNames.forEach((field, index) => {
    if (PLACES.has(field)) return;
    const value = trace.value(row, index);
    hash.separator();
    if (typeof value === 'string') hash.text(value);
    else hash.integer(value);
  });
  return (hash.high >>> (32 - HIGH_BITS)) * 0x1_0000_0000 + hash.low;
}
