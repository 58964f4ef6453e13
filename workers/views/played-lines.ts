import type { StoryLine } from '../contract.ts';
import type { Trace } from '../kernel/trace.ts';
import { storyCondition } from '../world/entries.ts';

/** The lines of the story that took effect, and when: one that waits, as soon as it came true. */
export function playedLines(
  { story, conditionals }: Lines, trace: Trace,
): StoryLine[] {
  const lines = story.map(({ line, at, text }) => ({ line, at, text }));
  if (conditionals.length === 0) return lines;
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (!trace.is(row, storyCondition)) continue;
    const act = conditionals[trace.integer(row, storyCondition, 'condition') - 1];
    if (act !== undefined) lines.push({ line: act.line, at: trace.at(row), text: act.text });
  }
  return lines.sort((a, b) => a.at - b.at);
}

interface Lines {
  readonly story: readonly StoryLine[];
  readonly conditionals: readonly { readonly line: number; readonly text: string }[];
}
