import { NONE } from '../kernel/trace.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import type { WhyStep } from '../contract.ts';
import { storyAct, storyCondition, storyReaction, storyUnmet } from '../world/entries.ts';
import { sentenceOf } from './sentence.ts';

/**
 * Why an outcome happened: all that it came from, latest first, down to the script lines that set
 * it off. Beside the causes stands what made them possible (a session left open, a grant in force)
 * and what that came from in turn. A cause is always an earlier row, so the last step has none.
 */
export function why(trace: Trace, row: Row, script: ScriptLines): WhyStep[] {
  const found = new Set<Row>();
  const open: Row[] = [row];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === NONE || found.has(at)) continue;
    found.add(at);
    open.push(trace.cause(at), enablerOf(trace, at));
  }
  const steps = [...found].sort((a, b) => b - a).map((at) => {
    const origin = originOf(trace, at, script);
    return {
      row: at, at: trace.at(at), sentence: sentenceOf(trace, at),
      line: origin?.line ?? null, lineText: origin?.text ?? null,
    };
  });
  // An act that says no more than the line it is of is told once, with the line.
  return steps.filter(({ line, sentence }, place) => {
    const cause = steps[place + 1];
    return place === 0 || line !== null || cause?.line === null || cause?.sentence !== sentence;
  });
}

/** A kind's field `enabledBy` names the row without which it could not have happened. */
export function enablerOf(trace: Trace, row: Row): Row {
  const place = trace.kind(row).fieldNames.indexOf('enabledBy');
  return place < 0 ? NONE : Number(trace.value(row, place));
}

/** The script's acts and instructions in the order in which the trace numbers them. */
export interface ScriptLines {
  readonly story: readonly ScriptLine[];
  readonly conditionals: readonly ScriptLine[];
  readonly reactions: readonly ScriptLine[];
}

interface ScriptLine {
  readonly line: number;
  readonly text: string;
}

/** The script line an outcome comes from directly; undefined where it comes from another outcome. */
function originOf(trace: Trace, row: Row, script: ScriptLines): ScriptLine | undefined {
  if (trace.is(row, storyAct)) return script.story[trace.integer(row, storyAct, 'act') - 1];
  for (const kind of [storyCondition, storyUnmet]) {
    if (trace.is(row, kind)) return script.conditionals[trace.integer(row, kind, 'condition') - 1];
  }
  if (trace.is(row, storyReaction)) {
    return script.reactions[trace.integer(row, storyReaction, 'reaction') - 1];
  }
  return undefined;
}
