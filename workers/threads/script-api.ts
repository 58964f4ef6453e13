import type { BranchText } from '../contract/touch.ts';
import type { Completions } from '../script/complete.ts';
import type { Hover } from '../script/hover.ts';
import type { Problem } from '../script/problem.ts';

/** The calls of the script worker, over Comlink: what the language knows of a text being written. */
export interface ScriptApi {
  /** Where the app is served from, to fetch the list of charts; before any other call. */
  begin(base: string): void;
  /** Every problem with a text, in order of place; empty where it can be run. */
  check(text: string): Promise<Problem[]>;
  /** What could be written at an offset, counted in UTF-16 code units. */
  complete(text: string, offset: number): Promise<Completions>;
  /** What the word at an offset means. */
  hover(text: string, offset: number): Hover | null;
  /** The text as the formatter writes it; itself where it cannot be read. */
  format(text: string): string;
  /** The text of a scenario that comes with the app; null where there is none of that name. */
  scenario(name: string): Promise<string | null>;
  /** The text with an act put into its story at its moment: one line, such as a touch has. */
  branch(text: string, line: string): BranchText;
}
