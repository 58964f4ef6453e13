import { closeCompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { lintKeymap } from '@codemirror/lint';
import { unifiedMergeView } from '@codemirror/merge';
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap } from '@codemirror/view';
import type { ScriptEngine } from '../bridge/script.ts';
import { editorWords as words } from '../words/en-editor.ts';
import { assist, type Found } from './assist.ts';
import { scenario } from './language.ts';
import { momentAt, story } from './story.ts';
import { theme } from './theme.ts';

export interface Reports {
  /** The user has changed the text. */
  readonly changed: (text: string) => void;
  readonly moved: (view: EditorView) => void;
  readonly found: (problems: Found) => void;
  readonly run: () => void;
  readonly goTo: (atMicros: number) => void;
}

const comparing = new Compartment();

/**
 * The editor inside a shadow root. There its style sheets are adopted, not written into the page,
 * so that the security policy needs no exception for inline styles (ADR 0074).
 */
export function createView(
  root: ShadowRoot, text: string, script: ScriptEngine, reports: Reports,
): EditorView {
  return new EditorView({ root, parent: root, state: stateOf(text, script, reports) });
}

/** Another text with a past of its own: undoing never mixes two drafts. */
export function stateOf(text: string, script: ScriptEngine, reports: Reports): EditorState {
  return EditorState.create({ doc: text, extensions: extensions(script, reports) });
}

/** Shows what differs from an original, in place; null shows the text alone. */
export function compare(view: EditorView, original: string | null): void {
  view.dispatch({ effects: comparing.reconfigure(original === null ? [] : changesFrom(original)) });
}

function extensions(script: ScriptEngine, reports: Reports): Extension {
  const run = (): boolean => {
    reports.run();
    return true;
  };
  const goTo = (view: EditorView): boolean => {
    const at = momentAt(view.state, view.state.selection.main.head);
    if (at !== null) reports.goTo(at);
    return true;
  };
  return [
    Prec.highest(keymap.of([
      { key: 'Mod-Enter', run }, { key: 'Alt-Enter', run: goTo },
      // The browser would offer to save the page; the draft is kept anyhow.
      { key: 'Mod-s', run: () => true },
    ])),
    story(reports.goTo), comparing.of([]), history(), drawSelection(), EditorView.lineWrapping,
    scenario(), assist(script, reports.found), theme,
    keymap.of([...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.contentAttributes.of({
      'aria-label': words.label, 'aria-describedby': 'about', spellcheck: 'false',
      autocorrect: 'off', autocapitalize: 'off', tabindex: '0',
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) reports.changed(update.state.doc.toString());
      if (update.docChanged || update.selectionSet) reports.moved(update.view);
    }),
    EditorView.domEventHandlers({ blur: (_, view) => { closeCompletion(view); } }),
    caretInSight(),
    EditorView.scrollMargins.of(() => ({ bottom: coveredBelow() })),
  ];
}

/** Where what stands below takes of the text's height, the caret stays where it can be seen. */
function caretInSight(): Extension {
  let before = 0;
  return EditorView.updateListener.of(({ view, geometryChanged }) => {
    if (!geometryChanged) return;
    const { clientHeight, scrollTop } = view.scrollDOM;
    const was = before;
    before = clientHeight;
    if (clientHeight >= was || !view.hasFocus) return;
    const { head } = view.state.selection.main;
    const { bottom } = view.lineBlockAt(head);
    if (bottom > scrollTop + clientHeight && bottom <= scrollTop + was) {
      view.dispatch({ effects: EditorView.scrollIntoView(head) });
    }
  });
}

/** On a narrow page the time bar lies over the text's lower end. */
function coveredBelow(): number {
  if (!matchMedia('(max-width: 1000px)').matches) return 0;
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--bar')) || 0;
}

function changesFrom(original: string): Extension {
  return unifiedMergeView({
    original, syntaxHighlightDeletions: false,
    mergeControls: (type, action) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'cm-putBack';
      button.textContent = words.putBack;
      button.hidden = type === 'accept';
      button.addEventListener('click', action);
      return button;
    },
  });
}
