import {
  RangeSet, RangeValue, StateEffect, StateField, type EditorState, type Extension,
} from '@codemirror/state';
import {
  Decoration, EditorView, gutterLineClass, GutterMarker, lineNumbers, type DecorationSet,
} from '@codemirror/view';
import type { StoryLine } from '../../workers/contract.ts';

/** Which lines were played when, in the run on the Stage; null where it plays another text. */
export const setStory = StateEffect.define<readonly StoryLine[] | null>();
/** Where the Stage's clock stands, µs. */
export const setMoment = StateEffect.define<number>();

/** An act of the story at the start of its line; it moves along while the text is changed. */
class Played extends RangeValue {
  readonly at: number;

  constructor(at: number) {
    super();
    this.at = at;
  }

  override eq(other: Played): boolean {
    return other.at === this.at;
  }
}

const played = StateField.define<RangeSet<Played>>({
  create: () => RangeSet.empty,
  update(acts, transaction) {
    let next = acts.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setStory)) next = actsOf(effect.value ?? [], transaction.state);
    }
    return next;
  },
});

const moment = StateField.define<number>({
  create: () => 0,
  update(at, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMoment)) return effect.value;
    return at;
  },
});

/** The current lines of the story are lit, and the number of each line leads to its moment. */
export function story(goTo: (atMicros: number) => void): Extension {
  return [
    played, moment,
    EditorView.decorations.compute([played, moment], lit),
    gutterLineClass.compute([played], (state) => RangeSet.of(
      actsIn(state).map(({ from }) => hasMoment.range(from)), true)),
    lineNumbers({ domEventHandlers: {
      click: (view, line) => {
        const at = momentAt(view.state, line.from);
        if (at !== null) goTo(at);
        return at !== null;
      },
    } }),
  ];
}

/** When the act on the line of a position was played; null where none is. */
export function momentAt(state: EditorState, position: number): number | null {
  const { from } = state.doc.lineAt(position);
  return actsIn(state).find((act) => act.from === from)?.at ?? null;
}

/** Where the first of the lit lines begins; null before the story's first act. */
export function litPosition(state: EditorState): number | null {
  return litLines(state)[0] ?? null;
}

class HasMoment extends GutterMarker {
  override elementClass = 'cm-hasMoment';
}
const hasMoment = new HasMoment();
const litLine = Decoration.line({ class: 'cm-lit', attributes: { 'aria-current': 'step' } });

function actsOf(lines: readonly StoryLine[], state: EditorState): RangeSet<Played> {
  return RangeSet.of(lines.filter(({ line }) => line >= 1 && line <= state.doc.lines)
    .map(({ line, at }) => new Played(at).range(state.doc.line(line).from)), true);
}

function actsIn(state: EditorState): { from: number; at: number }[] {
  const found = new Map<number, number>();
  for (const cursor = state.field(played).iter(); cursor.value !== null; cursor.next()) {
    // What is written in front of an act moves its mark; the act is still on that line.
    const { from } = state.doc.lineAt(cursor.from);
    if (!found.has(from)) found.set(from, cursor.value.at);
  }
  return [...found].map(([from, at]) => ({ from, at })).sort((a, b) => a.from - b.from);
}

/** The acts last played up to the moment: several lines may be of the same one. */
function litLines(state: EditorState): number[] {
  const [acts, now] = [actsIn(state), state.field(moment)];
  let latest = -1;
  for (const { at } of acts) if (at <= now && at > latest) latest = at;
  return acts.filter(({ at }) => at === latest).map(({ from }) => from);
}

function lit(state: EditorState): DecorationSet {
  return Decoration.set(litLines(state).map((from) => litLine.range(from)));
}
