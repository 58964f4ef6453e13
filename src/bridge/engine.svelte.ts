import { releaseProxy, wrap, type Remote } from 'comlink';
import type {
  ChainReport, ChainVerdict, ChartIndex, Datum, EventPage, EventQuery, ExplorerPage, LeakIdentity, LeakProof,
  Life, LoadReport, OpenReply, OpenRequest, OutcomePrints, OutcomeSaid, PageAddress, PageLink, Prevention,
  Progress, RunProblem, Rung, RunSummary, SignatureFacts, SignedThing, SimulationApi, Snapshot, Subject, Tamper,
  Touch, TouchSubject, Trail, WhyStep,
} from '../../workers/contract.ts';
import { FrameError, readFrame, type Frame } from './frame.ts';
import { namesNeeded } from './names.ts';

/** A frame with the names that it refers to by index. */
export interface Picture {
  readonly frame: Frame;
  readonly names: readonly string[];
}

export type Opened =
  /** With its first picture: what is drawn of one run never meets the cast of another. */
  | { readonly kind: 'run'; readonly run: RunSummary; readonly picture: Picture }
  | { readonly kind: 'problems'; readonly problems: readonly RunProblem[] }
  /** The user stopped it, a later call replaced it, or the worker is gone (see `fault`). */
  | { readonly kind: 'cancelled' | 'superseded' | 'fault' };

export type Fault = 'noWorker' | 'crashed' | 'frame';

/** Often enough for a progress bar, too seldom to slow the run. */
const PROGRESS_MILLISECONDS = 120;

/**
 * The life of the simulation worker. The screen pulls: at most one frame is asked for at a time,
 * and while an answer is awaited only the latest wish is remembered (DESIGN 3.8).
 */
export class Engine {
  fault = $state.raw<Fault | null>(null);
  opening = $state.raw(false);
  progress = $state.raw<Progress | null>(null);

  readonly #start: () => Worker;
  readonly #show: (picture: Picture) => void;
  #worker: Worker | null = null;
  #remote: Remote<SimulationApi> | null = null;
  #crashed: Promise<never> = new Promise(() => undefined);
  #answered = false;
  #names: string[] = [];
  #pending = false;
  #wanted: { readonly atMicros: number; readonly sinceMicros: number } | null = null;
  #ticket = 0;
  #stopped = false;
  #settled: Promise<unknown> = Promise.resolve();

  constructor(show: (picture: Picture) => void, start: () => Worker = startSimulation) {
    this.#show = show;
    this.#start = start;
  }

  /** Builds and runs, and draws a moment; a run that is still being opened is stopped first. */
  async open(request: OpenRequest, atMicros = 0): Promise<Opened> {
    this.#ticket += 1;
    const ticket = this.#ticket;
    const remote = this.#connect();
    if (remote === null) return { kind: 'fault' };
    if (this.opening) void remote.cancel();
    const before = this.#settled;
    const opened = before.then(() => (
      ticket === this.#ticket ? this.#open(remote, request, atMicros, ticket) : { kind: 'superseded' as const }
    ));
    this.#settled = opened.catch(() => undefined);
    return opened;
  }

  /** Stops the run that is being opened; its `open` then answers `cancelled`. */
  cancel(): void {
    if (!this.opening) return;
    this.#stopped = true;
    void this.#remote?.cancel();
  }

  /**
   * Asks for the picture at a moment, with the stretch before it that lanes show; answers come
   * through `show`, the latest wish last.
   */
  want(atMicros: number, sinceMicros: number): void {
    this.#wanted = { atMicros, sinceMicros };
    if (!this.#pending && !this.opening && this.#remote !== null) void this.#pull(this.#remote);
  }

  async life(subject: Subject, atMicros: number): Promise<Life | null> {
    return this.#ask((remote) => remote.life(subject, atMicros) as Promise<Life | null>);
  }

  async why(row: number): Promise<WhyStep[]> {
    return this.#ask((remote) => remote.why(row));
  }

  async snapshots(about: string, atMicros: number): Promise<Snapshot[]> {
    return this.#ask((remote) => remote.snapshots(about, atMicros));
  }

  async events(query: EventQuery): Promise<EventPage> {
    return this.#ask((remote) => remote.events(query));
  }

  async charts(atMicros: number): Promise<ChartIndex[]> {
    return this.#ask((remote) => remote.charts(atMicros));
  }

  async trail(datum: Datum, atMicros: number): Promise<Trail> {
    return this.#ask((remote) => remote.trail(datum, atMicros));
  }

  async inspectChain(upTo: number, tamper: Tamper): Promise<ChainReport> {
    return this.#ask((remote) => remote.inspectChain(upTo, tamper));
  }

  async loadReport(): Promise<LoadReport> {
    return this.#ask((remote) => remote.loadReport());
  }

  async ladder(every: number): Promise<Rung[]> {
    return this.#ask((remote) => remote.ladder(every));
  }

  async page(address: PageAddress, atMicros: number): Promise<ExplorerPage | null> {
    // Comlink makes of a promise of several kinds several promises.
    return this.#ask((remote) => remote.page(address, atMicros) as Promise<ExplorerPage | null>);
  }

  async find(text: string): Promise<PageLink[]> {
    return this.#ask((remote) => remote.find(text));
  }

  async contents(atMicros: number): Promise<PageLink[]> {
    return this.#ask((remote) => remote.contents(atMicros));
  }

  async sign(thing: SignedThing): Promise<SignatureFacts[]> {
    return this.#ask((remote) => remote.sign(thing));
  }

  async checkSignature(facts: SignatureFacts): Promise<boolean> {
    return this.#ask((remote) => remote.checkSignature(facts));
  }

  async verifyChain(tamper: Tamper | null): Promise<ChainVerdict> {
    return this.#ask((remote) => remote.verifyChain(tamper));
  }

  async touches(subject: TouchSubject, atMicros: number): Promise<Touch[]> {
    return this.#ask((remote) => remote.touches(subject, atMicros));
  }

  async prints(from: number, count: number): Promise<OutcomePrints> {
    return this.#ask((remote) => remote.prints(from, count));
  }

  async outcome(row: number): Promise<OutcomeSaid> {
    return this.#ask((remote) => remote.outcome(row));
  }

  async prevent(row: number): Promise<Prevention | null> {
    return this.#ask((remote) => remote.prevent(row));
  }

  async prove(leak: LeakIdentity, before: RunSummary['metrics']): Promise<LeakProof> {
    return this.#ask((remote) => remote.prove(leak, before));
  }

  /** Releases the proxy and ends the worker; the only place that does. */
  close(): void {
    this.#remote?.[releaseProxy]();
    this.#worker?.terminate();
    this.#remote = null;
    this.#worker = null;
    this.#pending = false;
    this.#wanted = null;
    this.#answered = false;
    this.opening = false;
    this.progress = null;
    this.#settled = Promise.resolve();
  }

  async #open(
    remote: Remote<SimulationApi>, request: OpenRequest, atMicros: number, ticket: number,
  ): Promise<Opened> {
    this.opening = true;
    this.#stopped = false;
    this.#wanted = null;
    void this.#watch(remote, ticket);
    try {
      const reply = await this.#race<OpenReply>(remote.open(request));
      this.#answered = true;
      if (ticket !== this.#ticket) return { kind: 'superseded' };
      if (reply.ok) {
        const { run } = reply;
        const at = Math.min(atMicros, run.endsAtMicros);
        const frame = readFrame(await this.#race(remote.frame(at, at)));
        this.#names = await this.#race(remote.names(0));
        if (ticket !== this.#ticket) return { kind: 'superseded' };
        return { kind: 'run', run, picture: { frame, names: this.#names } };
      }
      if (this.#stopped) return { kind: 'cancelled' };
      return { kind: 'problems', problems: reply.problems };
    } catch (error) {
      this.#fail(error instanceof FrameError ? 'frame' : 'crashed');
      return { kind: 'fault' };
    } finally {
      this.opening = false;
      this.progress = null;
    }
  }

  async #watch(remote: Remote<SimulationApi>, ticket: number): Promise<void> {
    while (this.opening && ticket === this.#ticket) {
      await new Promise((resolve) => { setTimeout(resolve, PROGRESS_MILLISECONDS); });
      if (!this.opening || this.#remote !== remote) return;
      try {
        this.progress = await this.#race(remote.progress());
      } catch {
        return;
      }
    }
  }

  async #pull(remote: Remote<SimulationApi>): Promise<void> {
    this.#pending = true;
    try {
      while (this.#wanted !== null && !this.opening && this.#remote === remote) {
        const { atMicros, sinceMicros } = this.#wanted;
        this.#wanted = null;
        const ticket = this.#ticket;
        const frame = readFrame(await this.#race(remote.frame(atMicros, sinceMicros)));
        if (namesNeeded(frame) > this.#names.length) {
          this.#names = [...this.#names, ...await this.#race(remote.names(this.#names.length))];
        }
        if (ticket === this.#ticket) this.#show({ frame, names: this.#names });
      }
    } catch (error) {
      if (!this.opening) this.#fail(error instanceof FrameError ? 'frame' : 'crashed');
    } finally {
      this.#pending = false;
    }
  }

  #ask<T>(call: (remote: Remote<SimulationApi>) => Promise<T>): Promise<T> {
    if (this.#remote === null) return Promise.reject(new Error('No run is open.'));
    return this.#race(call(this.#remote));
  }

  /** A worker that died never answers: every wait ends with it. */
  #race<T>(answer: Promise<T>): Promise<T> {
    return Promise.race([answer, this.#crashed]);
  }

  #connect(): Remote<SimulationApi> | null {
    if (this.#remote !== null) return this.#remote;
    this.fault = null;
    try {
      const worker = this.#start();
      this.#crashed = new Promise((_, reject) => {
        worker.addEventListener('error', (event) => {
          event.preventDefault();
          this.#fail(this.#answered ? 'crashed' : 'noWorker');
          reject(new Error('The worker stopped.'));
        });
      });
      // Whoever waits hears of it through #race; nobody may be waiting.
      this.#crashed.catch(() => undefined);
      this.#worker = worker;
      this.#remote = wrap<SimulationApi>(worker);
      return this.#remote;
    } catch {
      this.fault = 'noWorker';
      return null;
    }
  }

  #fail(fault: Fault): void {
    this.fault ??= fault;
    this.close();
  }
}

function startSimulation(): Worker {
  return new Worker(
    new URL('../../workers/threads/simulation.worker.ts', import.meta.url), { type: 'module' },
  );
}
