import {
  autocompletion, type CompletionContext, type CompletionResult,
} from '@codemirror/autocomplete';
import { linter, type Diagnostic } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import {
  closeHoverTooltips, hasHoverTooltips, hoverTooltip, tooltips, type EditorView, type Tooltip,
} from '@codemirror/view';
import type { ScriptHover, ScriptProblem } from '../../workers/contract.ts';
import type { ScriptEngine } from '../bridge/script.ts';
import { editorWords as words } from '../words/en-editor.ts';
import { spanOf } from './place.ts';

/** A pause in typing; sooner, half a word would be called wrong. */
const PAUSE_MILLISECONDS = 350;
/** Whoever only passes over a word on the way to another is told nothing. */
const REST_MILLISECONDS = 450;

/** Null: the worker did not answer, so nobody knows. */
export type Found = readonly ScriptProblem[] | null;

/** Completion, hover and problems, all of them answers of the script worker. */
export function assist(script: ScriptEngine, found: (problems: Found) => void): Extension {
  return [
    autocompletion({
      override: [(context) => completions(script, context)], icons: false, maxRenderedOptions: 100,
      activateOnCompletion: () => true,
    }),
    hoverTooltip(async (view, at) => told(await hovered(script, view, at)), {
      hoverTime: REST_MILLISECONDS,
      // A click is meant for the text.
      hideOn: ({ selection }) => selection !== undefined,
    }),
    linter(async (view) => diagnostics(await checked(script, view, found), view), {
      delay: PAUSE_MILLISECONDS,
    }),
    tooltips({ position: 'fixed' }),
  ];
}

export async function hovered(
  script: ScriptEngine, view: EditorView, at: number,
): Promise<ScriptHover | null> {
  try {
    return await script.hover(view.state.doc.toString(), at);
  } catch {
    return null;
  }
}

/** Puts away what is told of the word under the pointer, wherever the focus is (WCAG 1.4.13). */
export function dismissTold(view: EditorView): boolean {
  if (!hasHoverTooltips(view.state)) return false;
  view.dispatch({ effects: closeHoverTooltips });
  return true;
}

/** Writes what is certain to be meant. */
export function mend(view: EditorView, problem: ScriptProblem): void {
  if (problem.fix === undefined) return;
  const { from, to } = spanOf(problem, view.state.doc);
  view.dispatch({
    changes: { from, to, insert: problem.fix }, selection: { anchor: from + problem.fix.length },
    userEvent: 'input.fix', scrollIntoView: true,
  });
  view.focus();
}

async function completions(
  script: ScriptEngine, context: CompletionContext,
): Promise<CompletionResult | null> {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  // An empty line stays quiet until it is asked for, or something is typed.
  if (!context.explicit && before.trim() === '') return null;
  try {
    const { from, to, options } = await script.complete(context.state.doc.toString(), context.pos);
    const atEnd = context.pos === line.to;
    return {
      from, to, filter: false,
      options: options.map(({ label, kind, detail }) => ({
        label, detail: detail === label ? '' : detail,
        // After a word of the act comes another: the space calls up what may follow.
        apply: kind === 'word' && atEnd ? `${label} ` : label,
      })),
    };
  } catch {
    return null;
  }
}

async function checked(script: ScriptEngine, view: EditorView, found: (problems: Found) => void): Promise<Found> {
  const { doc } = view.state;
  try {
    const problems = await script.check(doc.toString());
    // An answer about a text that has changed since would underline the wrong words.
    if (view.state.doc.eq(doc)) found(problems);
    return problems;
  } catch {
    found(null);
    return null;
  }
}

function diagnostics(problems: Found, view: EditorView): Diagnostic[] {
  return (problems ?? []).map((problem): Diagnostic => {
    const { fix } = problem;
    return {
      ...spanOf(problem, view.state.doc), severity: 'error', message: problem.sentence,
      ...fix !== undefined && {
        actions: [{ name: words.fix(fix), apply: (target: EditorView) => { mend(target, problem); } }],
      },
    };
  });
}

function told(hover: ScriptHover | null): Tooltip | null {
  if (hover === null) return null;
  return {
    pos: hover.from, end: hover.to, above: true,
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'cm-told';
      const title = document.createElement('b');
      title.textContent = hover.title;
      dom.append(title, hover.sentence);
      return { dom };
    },
  };
}
