import { forceLinting } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import type { RunSummary, ScriptHover, ScriptProblem } from '../../workers/contract.ts';
import { ScriptEngine } from '../bridge/script.ts';
import { runText } from '../share/run-text.ts';
import { browserDrafts, titleOf, type Draft } from '../state/drafts.ts';
import { baseAddress } from '../state/base.ts';
import type { Visit } from '../state/visit.svelte.ts';
import { forgetWriting, rememberWriting } from '../state/writing.ts';
import { editorWords as words } from '../words/en-editor.ts';
import { dismissTold, hovered, type Found } from './assist.ts';
import { spanOf } from './place.ts';
import { setMoment, setStory } from './story.ts';
import { compare, createView, stateOf } from './view.ts';

/** Between keystrokes nothing is kept; after a pause, and before the page goes, everything is. */
const KEEP_MILLISECONDS = 400;
const HELP_MILLISECONDS = 150;

/** What is being written: one text, where it came from, and the draft that holds it. */
export class Writing {
  text = $state.raw('');
  /** The scenario that it started from, and that one's text. */
  from = $state.raw<string | null>(null);
  original = $state.raw<string | null>(null);
  /** The draft that this text is kept under; null until something was changed. */
  draft = $state.raw<string | null>(null);
  drafts = $state.raw<readonly Draft[]>([]);
  problems = $state.raw<Found | 'checking'>('checking');
  help = $state.raw<ScriptHover | null>(null);
  comparing = $state(false);
  /** Whether the browser refused to keep the last change. */
  notKept = $state(false);
  /** One sentence about what just happened. */
  said = $state('');

  readonly #visit: Visit;
  readonly #script = new ScriptEngine(baseAddress());
  readonly #shelf = browserDrafts();
  #view: EditorView | null = null;
  #unkept = false;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  #helping: ReturnType<typeof setTimeout> | undefined;

  readonly #listAgain = (): void => { this.list(); };

  constructor(visit: Visit) {
    this.#visit = visit;
  }

  /** Opens the draft that this tab was writing before it was reloaded, or else what is playing. */
  begin(root: ShadowRoot, played: RunSummary, remembered: string | null): void {
    const draft = remembered === null ? null : this.#shelf.open(remembered);
    this.#take(draft ?? { text: played.text, from: this.#visit.route.scenario, id: null });
    this.#view = createView(root, this.text, this.#script, this.#reports());
    this.list();
    this.#view.focus();
    // Told of what other tabs keep, and of nothing that this one does.
    addEventListener('storage', this.#listAgain);
  }

  end(): void {
    removeEventListener('storage', this.#listAgain);
    this.keep();
    clearTimeout(this.#helping);
    this.#view?.destroy();
    this.#view = null;
    this.#script.close();
  }

  /** Another text; the one from before stays in its own draft. */
  load(text: string, from: string | null, draft: string | null = null): void {
    this.keep();
    this.#take({ text, from, id: draft });
    this.#view?.setState(stateOf(this.text, this.#script, this.#reports()));
    this.#view?.focus();
    this.list();
  }

  loadPlayed(played: RunSummary): void {
    this.load(played.text, this.#visit.route.scenario);
  }

  /** A file's text is a draft from the start: nobody else keeps it for this tab. */
  loadFile(name: string, text: string): void {
    this.load(text, null);
    this.#unkept = true;
    this.keep();
    this.said = words.file.opened(name);
  }

  /** Runs what is written, or leads to what keeps it from running. */
  async run(): Promise<void> {
    const { text } = this;
    this.keep();
    const problems = await this.#script.check(text).catch(() => []);
    const [first] = problems;
    if (first !== undefined) {
      this.problems = problems;
      if (this.#view !== null) forceLinting(this.#view);
      this.say(words.problems.first);
      this.goTo(first);
      return;
    }
    const started = await runText(this.#visit, text, this.from, this.original);
    if (!started) this.say(words.tooLong);
    // The very run that is on the Stage is not run again.
    else this.say(this.#visit.run.ready ? words.ran : words.running);
  }

  /** The run that was asked for is there, or cannot be: what was said of it is no longer so. */
  answered(plays: boolean): void {
    if (this.said === words.running || this.said === words.ran) this.said = plays ? words.ran : '';
  }

  async tidy(): Promise<void> {
    const tidied = await this.#script.format(this.text).catch(() => this.text);
    const view = this.#view;
    if (view === null || tidied === this.text) return;
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: tidied }, userEvent: 'input.tidy',
    });
  }

  goTo(problem: ScriptProblem): void {
    const view = this.#view;
    if (view === null) return;
    view.dispatch({ selection: { anchor: spanOf(problem, view.state.doc).from }, scrollIntoView: true });
    view.focus();
  }

  fix(problem: ScriptProblem, mend: (view: EditorView, problem: ScriptProblem) => void): void {
    if (this.#view !== null) mend(this.#view, problem);
  }

  compare(on: boolean): void {
    this.comparing = on;
    if (this.#view !== null) compare(this.#view, on ? this.original : null);
  }

  /** Whether there was something to put away. */
  dismiss(): boolean {
    return this.#view !== null && dismissTold(this.#view);
  }

  /** Whether the Stage plays exactly this text. */
  plays(played: RunSummary): boolean {
    return normal(played.text) === this.text;
  }

  /** The story's lines as they were played; a text that is not playing has none. */
  follow(played: RunSummary): void {
    this.#view?.dispatch({ effects: setStory.of(this.plays(played) ? played.story : null) });
  }

  /** Lights what the clock is at; a reader who is writing is left where he is. */
  light(atMicros: number, lit: number | null): void {
    const view = this.#view;
    if (view === null) return;
    view.dispatch({ effects: setMoment.of(atMicros) });
    if (view.hasFocus || lit === null || lit > view.state.doc.lines) return;
    // Only the text itself scrolls: the page stays where the reader has put it.
    const block = view.lineBlockAt(view.state.doc.line(lit).from);
    const { scrollTop, clientHeight } = view.scrollDOM;
    if (block.top < scrollTop || block.bottom > scrollTop + clientHeight) {
      view.scrollDOM.scrollTop = block.top - clientHeight / 2;
    }
  }

  /** Begins where the story stands: whoever opens the script while a line is lit means that one. */
  beginAt(line: number | null): void {
    const view = this.#view;
    if (view === null || line === null || line > view.state.doc.lines) return;
    const { from } = view.state.doc.line(line);
    view.dispatch({ selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  }

  openDraft(draft: Draft): void {
    // Another tab may have written on it since it was listed.
    const { text, from, id } = this.#shelf.open(draft.id) ?? draft;
    this.load(text, from, id);
  }

  /** What went; null where it had gone already. */
  remove(draft: Draft): Draft | null {
    const gone = this.#shelf.remove(draft.id);
    if (draft.id === this.draft) this.draft = null;
    this.list();
    return gone;
  }

  bringBack(draft: Draft): void {
    this.notKept = !this.#shelf.restore(draft);
    this.list();
  }

  rename(draft: Draft, name: string): void {
    this.notKept = !this.#shelf.rename(draft.id, name);
    this.list();
  }

  /** As they are kept now, by whichever tab. */
  list(): void {
    this.drafts = this.#shelf.list();
  }

  /** Writes what has not been kept yet; a draft changed by another tab is left to it. */
  keep(): void {
    clearTimeout(this.#keeping);
    if (!this.#unkept) return;
    const kept = this.#shelf.save(this.draft, this.from, this.text);
    this.notKept = kept === null;
    if (kept === null) return;
    this.#unkept = false;
    if (this.draft !== null && kept !== this.draft) this.say(words.drafts.parted);
    this.draft = kept;
    rememberWriting(kept);
    this.list();
  }

  close(): void {
    this.keep();
    forgetWriting();
  }

  get title(): string | null {
    return titleOf(this.text);
  }

  say(sentence: string): void {
    this.said = sentence;
    this.#visit.say(sentence);
  }

  #take({ text, from, id }: { text: string; from: string | null; id: string | null }): void {
    this.text = normal(text);
    this.from = from;
    this.draft = id;
    this.#unkept = false;
    this.notKept = false;
    this.comparing = false;
    this.original = null;
    this.problems = 'checking';
    this.help = null;
    this.said = '';
    rememberWriting(id);
    if (from !== null) void this.#findOriginal(from);
  }

  async #findOriginal(from: string): Promise<void> {
    const text = await this.#script.scenario(from).catch(() => null);
    if (this.from === from) this.original = text;
  }

  #reports(): Parameters<typeof createView>[3] {
    return {
      changed: (text) => {
        this.text = text;
        this.#unkept = true;
        this.said = '';
        clearTimeout(this.#keeping);
        this.#keeping = setTimeout(() => { this.keep(); }, KEEP_MILLISECONDS);
      },
      moved: (view) => {
        clearTimeout(this.#helping);
        this.#helping = setTimeout(() => void this.#look(view), HELP_MILLISECONDS);
      },
      found: (problems) => { this.problems = problems; },
      run: () => void this.run(),
      goTo: (atMicros) => { this.#visit.seek(atMicros); },
    };
  }

  async #look(view: EditorView): Promise<void> {
    this.help = await hovered(this.#script, view, view.state.selection.main.head);
  }
}

/** As the editor counts lines; what ends them is no difference between two scripts. */
function normal(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
