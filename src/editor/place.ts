import type { Text } from '@codemirror/state';
import type { ScriptProblem } from '../../workers/contract.ts';

export interface Span { readonly from: number; readonly to: number }

/**
 * Where a problem stands in the text now: the text may have been changed since it was checked, so
 * every number is held to what there is.
 */
export function spanOf(problem: Pick<ScriptProblem, 'line' | 'column' | 'endColumn'>, doc: Text): Span {
  const line = doc.line(Math.min(Math.max(1, problem.line), doc.lines));
  const from = Math.min(line.from + Math.max(0, problem.column - 1), line.to);
  const to = Math.min(line.from + Math.max(0, problem.endColumn - 1), line.to);
  return { from, to: Math.max(from, to) };
}
