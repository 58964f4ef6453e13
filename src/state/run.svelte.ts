import type { RunProblem, RunSummary } from '../../workers/contract.ts';
import type { Picture } from '../bridge/engine.svelte.ts';

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
  }

  remark(sentence: string): void {
    if (!this.remarks.includes(sentence)) this.remarks = [...this.remarks, sentence];
  }

  show(picture: Picture): void {
    if (!this.live) return;
    this.picture = picture;
    this.ready = true;
  }
}
