import { expose, transfer } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { FRAME, FRAME_VERSION, type OpenReply, type RunSummary } from '../../workers/contract.ts';
import { Engine, type Picture } from './engine.svelte.ts';

const REQUEST = { scenario: { name: 'x' }, seed: null, settings: {}, base: 'http://localhost/' };

/** A worker that answers only when the test says so, over a real message channel. */
class Slow {
  readonly asked: number[] = [];
  readonly opened: ((reply: OpenReply) => void)[] = [];
  readonly frames: (() => void)[] = [];
  cancels = 0;
  readonly #channel = new MessageChannel();
  readonly #fail: ((event: Event) => void)[] = [];

  constructor() {
    expose({
      open: () => new Promise<OpenReply>((resolve) => { this.opened.push(resolve); }),
      progress: () => null,
      cancel: () => { this.cancels += 1; },
      names: () => ['a', 'b'],
      frame: (at: number) => new Promise((resolve) => {
        this.asked.push(at);
        this.frames.push(() => { const buffer = empty(at); resolve(transfer(buffer, [buffer])); });
      }),
    }, this.#channel.port2);
  }

  readonly start = (): Worker => {
    const port = this.#channel.port1;
    const listen = (type: string, heard: (event: Event) => void): void => {
      if (type === 'error') this.#fail.push(heard); else port.addEventListener(type, heard);
    };
    return {
      postMessage: port.postMessage.bind(port), addEventListener: listen, start: port.start.bind(port),
      removeEventListener: port.removeEventListener.bind(port), terminate: () => { port.close(); },
    } as unknown as Worker;
  };

  crash(): void {
    for (const heard of this.#fail) heard(new Event('error', { cancelable: true }));
  }
}

function empty(at: number): ArrayBuffer {
  return new Float64Array([FRAME_VERSION, at, ...Object.keys(FRAME).map(() => 0), 0]).buffer;
}

const ok: OpenReply = { ok: true, run: { fingerprint: 'f', endsAtMicros: 10 } as RunSummary };
const settle = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 30); });

describe('the engine', () => {
  const engines: Engine[] = [];
  afterEach(() => { for (const engine of engines.splice(0)) engine.close(); });

  function engineOf(worker: Slow): { engine: Engine; shown: Picture[] } {
    const shown: Picture[] = [];
    const engine = new Engine((picture) => { shown.push(picture); }, worker.start);
    engines.push(engine);
    return { engine, shown };
  }

  async function opened(worker: Slow): Promise<{ engine: Engine; shown: Picture[] }> {
    const made = engineOf(worker);
    const answer = made.engine.open(REQUEST);
    await settle();
    worker.opened[0]?.(ok);
    await drawn(worker);
    expect(await answer).toMatchObject({ kind: 'run', picture: { names: ['a', 'b'] } });
    return made;
  }

  /** The first picture of a run comes with it. */
  async function drawn(worker: Slow): Promise<void> {
    await settle();
    worker.frames.splice(0, 1)[0]?.();
    worker.asked.splice(0, 1);
  }

  it('has one frame asked for at a time, and remembers only the latest wish', async () => {
    const worker = new Slow();
    const { engine, shown } = await opened(worker);
    for (const at of [1, 2, 3, 4]) engine.want(at, at);
    await settle();
    expect(worker.asked).toEqual([1]);
    worker.frames[0]?.();
    await settle();
    expect(worker.asked).toEqual([1, 4]);
    worker.frames[1]?.();
    await settle();
    expect(worker.asked).toEqual([1, 4]);
    expect(shown.map(({ frame }) => frame.atMicros)).toEqual([1, 4]);
  });

  it('stops a run that is being opened when another is asked for', async () => {
    const worker = new Slow();
    const { engine } = engineOf(worker);
    const first = engine.open(REQUEST);
    await settle();
    const second = engine.open(REQUEST);
    await settle();
    expect(worker.cancels).toBe(1);
    worker.opened[0]?.({ ok: false, problems: [] });
    expect((await first).kind).toBe('superseded');
    await settle();
    worker.opened[1]?.(ok);
    await drawn(worker);
    expect((await second).kind).toBe('run');
  });

  it('tells a run that the user stopped from one that has problems', async () => {
    const worker = new Slow();
    const { engine } = engineOf(worker);
    const stopped = engine.open(REQUEST);
    await settle();
    engine.cancel();
    worker.opened[0]?.({ ok: false, problems: [] });
    expect((await stopped).kind).toBe('cancelled');
    const broken = engine.open(REQUEST);
    await settle();
    worker.opened[1]?.({ ok: false, problems: [] });
    expect((await broken).kind).toBe('problems');
  });

  it('ends every wait when the worker dies, and says which way it died', async () => {
    const early = new Slow();
    const { engine } = engineOf(early);
    const waiting = engine.open(REQUEST);
    await settle();
    early.crash();
    expect((await waiting).kind).toBe('fault');
    expect([engine.fault, engine.opening]).toEqual(['noWorker', false]);

    const late = new Slow();
    const running = await opened(late);
    running.engine.want(1, 1);
    await settle();
    late.crash();
    await settle();
    expect(running.engine.fault).toBe('crashed');
    await expect(running.engine.why(1)).rejects.toThrow();
  });

  it('says so where no worker can be started at all', async () => {
    const engine = new Engine(() => undefined, () => { throw new Error('blocked'); });
    expect((await engine.open(REQUEST)).kind).toBe('fault');
    expect(engine.fault).toBe('noWorker');
  });
});
