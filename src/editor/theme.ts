import { EditorView } from '@codemirror/view';

const menu = {
  backgroundColor: 'var(--panel)', color: 'var(--ink)', border: '1px solid var(--edge)',
  borderRadius: 'var(--corner)',
};

/** The page's own inks. They are inherited into the shadow root, so every theme comes from one place. */
export const theme = EditorView.theme({
  '&': {
    height: '100%', color: 'var(--ink)', backgroundColor: 'var(--panel)', fontSize: '0.8125rem',
  },
  '&.cm-focused': { outline: '3px solid var(--ink)', outlineOffset: '-3px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.7', overscrollBehavior: 'contain' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '6px 0' },
  // What does not fit on a line goes on further in, as in the text that is only read.
  '.cm-line': { padding: '0 8px 0 calc(4ch + 6px)', textIndent: '-4ch' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--block) 28%, transparent)',
  },
  '.cm-gutters': {
    backgroundColor: 'var(--panel)', color: 'var(--soft)', border: 'none',
    borderRight: '1px solid var(--line)',
  },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 6px 0 8px', minWidth: '2.4em' },
  '.cm-lineNumbers .cm-hasMoment': {
    cursor: 'pointer', color: 'var(--ink)', textDecoration: 'underline', textUnderlineOffset: '3px',
  },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '.cm-lit': { backgroundColor: 'var(--lit)', boxShadow: 'inset 4px 0 0 var(--ink)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none', textDecoration: 'underline wavy var(--leak) 1.5px',
    textUnderlineOffset: '4px', textDecorationSkipInk: 'none',
  },
  '.cm-lintPoint-error:after': { borderBottomColor: 'var(--leak)' },
  '.cm-tooltip': { ...menu, maxWidth: 'min(30rem, calc(100vw - 32px))' },
  '.cm-tooltip-hover, .cm-tooltip-lint': { padding: '6px 10px', fontFamily: 'var(--sans)' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--leak)', padding: '2px 8px' },
  '.cm-diagnosticAction': {
    font: 'inherit', backgroundColor: 'var(--ink)', color: 'var(--page)', padding: '4px 10px',
    borderRadius: 'var(--corner)', margin: '6px 0 0', display: 'block', minHeight: '28px',
  },
  '.cm-told b': { display: 'block', fontFamily: 'var(--mono)', fontWeight: '600' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mono)', maxHeight: '13.5rem', minWidth: '14rem', maxWidth: 'min(34rem, 90vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    padding: '4px 8px', lineHeight: '1.4', overflow: 'hidden', textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--ink)', color: 'var(--page)',
  },
  '.cm-completionDetail': { fontStyle: 'normal', color: 'var(--soft)', fontSize: '0.92em' },
  'li[aria-selected] .cm-completionDetail': { color: 'inherit' },
  '.cm-completionMatchedText': { textDecoration: 'underline' },
  '.cm-deletedChunk': { padding: '0 8px 0 6px' },
  '.cm-deletedLine, .cm-deletedChunk del': { textDecoration: 'line-through' },
  '.cm-changeGutter': { width: '4px', padding: '0' },
  '.cm-changedLineGutter': { backgroundColor: 'var(--grant)' },
  '.cm-deletedLineGutter': { backgroundColor: 'var(--leak)' },
  '.cm-deletedChunk .cm-chunkButtons button.cm-putBack': {
    font: '0.75rem var(--sans)', minHeight: '24px', padding: '0 8px', margin: '0',
    backgroundColor: 'var(--panel)', color: 'var(--ink)', border: '1px solid var(--edge)',
    borderRadius: 'var(--corner)', cursor: 'pointer',
  },
});
