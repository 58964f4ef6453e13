import type { RunProblem, RunSummary } from '../../workers/contract.ts';
import type { Picture } from '../bridge/engine.svelte.ts';

/** What may be refused and then be done again with success. */
export type Cause = 'file' | 'act';

/** So long at least a sentence stands, whatever happens: that of a refusal is read in it. */
export const READ_MILLISECONDS = 6_000;

/** The run on the Stage: what was recorded of it until the engine has it, then the run itself. */
export class RunState {
  summary = $state.raw<RunSummary | null>(null);
  picture = $state.raw<Picture | null>(null);
  /** Whether the engine holds this run; until then the picture is a recording. */
  live = $state(false);
  /** Whether a picture of the live run has been drawn. */
  ready = $state(false);
  problems = $state.raw<readonly RunProblem[]>([]);
  cancelled = $state(false);
  /** What was asked for and could not be, in sentences, until they have been read. */
  remarks = $state.raw<readonly string[]>([]);
  /** What they were said of, and when. */
  #said: readonly { readonly sentence: string; readonly cause: Cause | null; readonly at: number }[] = [];

  /** Whether nothing is awaited: a picture is drawn, or it is said why there is none. */
  get settled(): boolean {
    return this.ready || (!this.live && (this.problems.length > 0 || this.cancelled));
  }

  record(summary: RunSummary, picture: Picture): void {
    if (this.live) return;
    this.summary = summary;
    this.picture = picture;
  }

  open(summary: RunSummary, picture: Picture): void {
    this.summary = summary;
    this.picture = picture;
    this.live = true;
    this.problems = [];
    this.cancelled = false;
    this.settle('act');
  }

  remark(sentence: string, cause: Cause | null = null): void {
    if (!this.remarks.includes(sentence)) this.remarks = [...this.remarks, sentence];
    const others = this.#said.filter((said) => said.sentence !== sentence);
    this.#said = [...others, { sentence, cause, at: performance.now() }];
  }

  /** What was refused has been done again with success: the refusal goes, and never before it could be read. */
  settle(cause: Cause): void {
    const settled = this.#said.filter((said) => said.cause === cause);
    this.#said = this.#said.filter((said) => said.cause !== cause);
    for (const { sentence, at } of settled) {
      setTimeout(() => {
        const isSaidAgain = this.#said.some((said) => said.sentence === sentence);
        if (!isSaidAgain) this.remarks = this.remarks.filter((other) => other !== sentence);
      }, Math.max(0, at + READ_MILLISECONDS - performance.now()));
    }
  }

  show(picture: Picture): void {
    if (!this.live) return;
    this.picture = picture;
    this.ready = true;
  }
}
