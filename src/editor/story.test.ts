import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { litPosition, momentAt, setMoment, setStory, story } from './story.ts';

const TEXT = 'story\n  day 1 09:00 one\n  day 1 09:00 two\n  day 2 10:00 three\n';
const LINES = [
  { line: 2, at: 900, text: 'one' }, { line: 3, at: 900, text: 'two' }, { line: 4, at: 3400, text: 'three' },
];

function playing(): EditorState {
  const state = EditorState.create({ doc: TEXT, extensions: [story(() => undefined)] });
  return state.update({ effects: setStory.of(LINES) }).state;
}

const lineOf = (state: EditorState): number | null => {
  const at = litPosition(state);
  return at === null ? null : state.doc.lineAt(at).number;
};

describe('the story in the text', () => {
  it('lights the acts that were played last', () => {
    const state = playing();
    expect(lineOf(state.update({ effects: setMoment.of(899) }).state)).toBeNull();
    expect(lineOf(state.update({ effects: setMoment.of(900) }).state)).toBe(2);
    expect(lineOf(state.update({ effects: setMoment.of(9999) }).state)).toBe(4);
  });

  it('leads from anywhere on a line to its moment', () => {
    const state = playing();
    expect(momentAt(state, state.doc.line(4).from + 7)).toBe(3400);
    expect(momentAt(state, 0)).toBeNull();
  });

  it('moves along with lines written above it, and with words written before it', () => {
    let state = playing();
    state = state.update({ changes: { from: 0, insert: '# mine\n# and more\n' } }).state;
    state = state.update({ changes: { from: state.doc.line(6).from, insert: '  ' } }).state;
    expect(momentAt(state, state.doc.line(6).from + 3)).toBe(3400);
    expect(lineOf(state.update({ effects: setMoment.of(5000) }).state)).toBe(6);
  });

  it('is forgotten where another text is playing', () => {
    const state = playing().update({ effects: setStory.of(null) }).state;
    expect(lineOf(state.update({ effects: setMoment.of(9999) }).state)).toBeNull();
  });
});
