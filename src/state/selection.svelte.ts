import type { ChainVerdict, Life, Snapshot, WhyStep } from '../../workers/contract.ts';
import type { Engine } from '../bridge/engine.svelte.ts';
import { sameChosen, type Chosen } from '../router/chosen.ts';

/** Reading a life costs the worker a walk through the trace: often enough to follow, no oftener. */
const AGAIN_MILLISECONDS = 400;

/** What is chosen, its life up to the moment, and the why of one thing that happened to it. */
export class Selection {
  chosen = $state.raw<Chosen | null>(null);
  life = $state.raw<Life | null>(null);
  why = $state.raw<readonly WhyStep[] | null>(null);
  /** Charts as the chosen person has been shown them, or as people have the chosen patient's. */
  snapshots = $state.raw<readonly Snapshot[]>([]);
  /** The outcome whose why is told. */
  row = $state.raw<number | null>(null);
  missing = $state(false);
  chain = $state.raw<ChainVerdict | null>(null);
  checking = $state(false);

  readonly #engine: Engine;
  #picked: number | null = null;
  #atMicros = 0;
  #busy = false;
  #stale = false;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  choose(chosen: Chosen | null, atMicros: number): void {
    if (!sameChosen(chosen, this.chosen)) {
      this.life = null;
      this.why = null;
      this.snapshots = [];
      this.row = null;
      this.#picked = null;
      this.missing = false;
    }
    this.chosen = chosen;
    this.follow(atMicros);
  }

  /** Tells the why of one event in the life of what is chosen. */
  pick(row: number): void {
    this.#picked = row;
    this.follow(this.#atMicros);
  }

  /** Brings life and why up to a moment; calls in quick succession are answered by the last. */
  follow(atMicros: number): void {
    this.#atMicros = atMicros;
    if (this.chosen === null) return;
    if (this.#busy) this.#stale = true; else void this.#look();
  }

  async checkChain(tamper: { height: number; byte: number } | null): Promise<void> {
    if (this.checking) return;
    this.checking = true;
    try {
      this.chain = await this.#engine.verifyChain(tamper);
    } catch {
      this.chain = null;
    } finally {
      this.checking = false;
    }
  }

  forgetChain(): void {
    this.chain = null;
  }

  async #look(): Promise<void> {
    const chosen = this.chosen;
    if (chosen === null) return;
    this.#busy = true;
    this.#stale = false;
    try {
      const life = await this.#engine.life(chosen, this.#atMicros);
      if (life === null) throw new Error('The run has no such thing.');
      const row = this.#picked ?? rowOf(chosen) ?? life.events.at(-1)?.row ?? null;
      const told = row === this.row ? this.why : null;
      const why = row === null ? [] : told ?? await this.#engine.why(row);
      const snapshots = chosen.kind === 'person' || chosen.kind === 'patient'
        ? await this.#engine.snapshots(chosen.name, this.#atMicros) : [];
      if (sameChosen(chosen, this.chosen)) {
        this.life = life;
        this.snapshots = snapshots;
        this.row = row;
        this.why = why;
        this.missing = false;
      }
    } catch {
      if (sameChosen(chosen, this.chosen)) this.missing = true;
    }
    setTimeout(() => {
      this.#busy = false;
      if (this.#stale) void this.#look();
    }, sameChosen(chosen, this.chosen) ? AGAIN_MILLISECONDS : 0);
  }
}

/** The outcome that a thing is; null for those who live through many. */
function rowOf(chosen: Chosen): number | null {
  return 'row' in chosen && chosen.kind !== 'message' ? chosen.row : null;
}
