import type { RunSummary, StoryLine } from '../../../workers/contract.ts';

export interface ScriptLine {
  readonly number: number;
  readonly text: string;
  /** When it is played, µs; null for a line that is no act. */
  readonly at: number | null;
  readonly comment: boolean;
}

/** Lines of a script far longer than anybody reads are cut off here. */
const LINES_MAX = 2000;

export function scriptLines({ text, story }: RunSummary): ScriptLine[] {
  const moments = new Map(story.map((line) => [line.line, line.at]));
  return text.replace(/\n$/, '').split('\n').slice(0, LINES_MAX).map((line, index) => ({
    number: index + 1, text: line, at: moments.get(index + 1) ?? null, comment: /^\s*#/.test(line),
  }));
}

/** The acts last played up to a moment: several lines may be of the same moment. */
export function litLines(story: readonly StoryLine[], atMicros: number): number[] {
  let latest = -1;
  for (const line of story) if (line.at <= atMicros && line.at > latest) latest = line.at;
  return story.filter((line) => line.at === latest).map((line) => line.line);
}
