import { releaseProxy, wrap, type Remote } from 'comlink';
import type {
  BranchText, ScriptApi, ScriptCompletions, ScriptHover, ScriptProblem,
} from '../../workers/contract.ts';

/** The life of the script worker, which starts with the first question and ends with the editor. */
export class ScriptEngine {
  readonly #start: () => Worker;
  readonly #base: string;
  #worker: Worker | null = null;
  #remote: Remote<ScriptApi> | null = null;
  #gone: Promise<never> = new Promise(() => undefined);

  constructor(base: string, start: () => Worker = startScript) {
    this.#base = base;
    this.#start = start;
  }

  check(text: string): Promise<ScriptProblem[]> {
    return this.#ask((remote) => remote.check(text));
  }

  complete(text: string, offset: number): Promise<ScriptCompletions> {
    return this.#ask((remote) => remote.complete(text, offset));
  }

  hover(text: string, offset: number): Promise<ScriptHover | null> {
    return this.#ask((remote) => remote.hover(text, offset));
  }

  format(text: string): Promise<string> {
    return this.#ask((remote) => remote.format(text));
  }

  scenario(name: string): Promise<string | null> {
    return this.#ask((remote) => remote.scenario(name));
  }

  branch(text: string, line: string): Promise<BranchText> {
    return this.#ask((remote) => remote.branch(text, line));
  }

  close(): void {
    this.#remote?.[releaseProxy]();
    this.#worker?.terminate();
    this.#remote = null;
    this.#worker = null;
  }

  /** A worker that died never answers: every wait ends with it, and the next question starts anew. */
  #ask<T>(call: (remote: Remote<ScriptApi>) => Promise<T>): Promise<T> {
    try {
      const remote = this.#remote ?? this.#connect();
      return Promise.race([call(remote), this.#gone]);
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error('No worker.'));
    }
  }

  #connect(): Remote<ScriptApi> {
    const worker = this.#start();
    this.#gone = new Promise((_, reject) => {
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        this.close();
        reject(new Error('The script worker stopped.'));
      });
    });
    this.#gone.catch(() => undefined);
    this.#worker = worker;
    const remote = wrap<ScriptApi>(worker);
    this.#remote = remote;
    void remote.begin(this.#base);
    return remote;
  }
}

function startScript(): Worker {
  return new Worker(
    new URL('../../workers/threads/script.worker.ts', import.meta.url), { type: 'module' },
  );
}
