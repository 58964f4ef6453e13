import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenRequest, RunSummary } from '../../workers/contract.ts';
import type { Engine, Opened } from '../bridge/engine.svelte.ts';
import { runOf, stage, type StageRoute } from '../router/route.ts';
import { withSeed, withSetting } from '../router/steps.ts';
import { BranchRuns } from './branch-runs.svelte.ts';
import { Branches } from './branches.svelte.ts';
import { OwnCharts } from './own-charts.ts';

const STORY = stage('patient-relocation');
const LEDGER = withSetting(STORY, 'network.access', 'single-ledger');
const LUCK = withSeed(LEDGER, 7);
const run = (title: string): RunSummary => ({ title }) as unknown as RunSummary;

/** An engine that a test answers for, one run after another. */
class Slow {
  readonly asked: OpenRequest[] = [];
  closed = 0;
  #answer: ((opened: Opened) => void) | null = null;

  open(request: OpenRequest): Promise<Opened> {
    this.asked.push(request);
    return new Promise((resolve) => { this.#answer = resolve; });
  }

  async answer(opened: Opened): Promise<void> {
    this.#answer?.(opened);
    await settled();
  }

  cancel(): void {
    this.#answer?.({ kind: 'cancelled' });
  }

  close(): void {
    this.closed += 1;
  }
}

const settled = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 5); });
const opened = (title: string): Opened => ({ kind: 'run', run: run(title) }) as unknown as Opened;

function shelf(kept = new Map<string, string>()) {
  return {
    kept, length: 0, key: () => null, removeItem: (key: string) => { kept.delete(key); },
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => { kept.set(key, value); },
  };
}

function branching(on = shelf()) {
  const engine = new Slow();
  const charts = new OwnCharts();
  const branches = new Branches(charts, on, new BranchRuns(charts, engine as unknown as Engine));
  const keys = (): string[] => branches.tree.map(({ key }) => key);
  return { engine, branches, keys };
}

beforeEach(() => { vi.stubGlobal('document', { baseURI: 'http://localhost/' }); });
afterEach(() => { vi.unstubAllGlobals(); });

const keysOf = (...routes: StageRoute[]): string[] => routes.map(runOf);

describe('branches', () => {
  it('need no engine while there is only the scenario as written', async () => {
    const { engine, branches } = branching();
    branches.follow(STORY, run('written'));
    await settled();
    expect(engine.asked).toEqual([]);
  });

  it('are run one after another where nothing is known of them, and the engine is closed then', async () => {
    const { engine, branches } = branching();
    branches.follow(LUCK, run('luck'));
    await settled();
    expect(engine.asked.map(({ seed, settings }) => [seed, settings])).toEqual([[null, {}]]);
    await engine.answer(opened('written'));
    expect(branches.runs.current).toBe(runOf(LEDGER));
    expect(engine.closed).toBe(0);
    await engine.answer(opened('ledger'));
    expect(Object.keys(branches.runs.known).sort()).toEqual(keysOf(STORY, LEDGER, LUCK).sort());
    expect(engine.closed).toBe(1);
  });

  it('say why one could not be run, let it be stopped, and run it again when asked', async () => {
    const { engine, branches } = branching();
    branches.follow(LEDGER, run('ledger'));
    await settled();
    branches.runs.cancel();
    await settled();
    expect(branches.runs.unrun[runOf(STORY)]).toEqual({ kind: 'cancelled' });
    branches.follow(LEDGER, run('ledger'));
    await settled();
    expect(engine.asked).toHaveLength(1);
    const written = branches.find(runOf(STORY));
    if (written === null) throw new Error('The scenario as written is missing.');
    branches.runs.again(written);
    await settled();
    await engine.answer({ kind: 'problems', problems: [
      { place: '', line: 1, column: 1, endColumn: 2, sentence: 'No\u202esuch\nplace.' },
    ] });
    expect(branches.runs.unrun[runOf(STORY)]).toEqual({ kind: 'failed', sentence: 'No such place.' });
  });

  it('take what the Stage has run meanwhile, and give up running it', async () => {
    const { branches } = branching();
    branches.follow(LEDGER, run('ledger'));
    await settled();
    branches.follow(STORY, run('written'));
    await settled();
    expect(branches.runs.known[runOf(STORY)]).toEqual(run('written'));
    expect(Object.values(branches.runs.unrun)).toEqual([]);
  });

  it('are kept with their names, by story', () => {
    const on = shelf();
    const first = branching(on);
    first.branches.propose(runOf(LEDGER), 'Everybody reads');
    first.branches.follow(LEDGER, run('ledger'));
    expect(first.branches.find(runOf(LEDGER))?.name).toBe('Everybody reads');
    const second = branching(on);
    second.branches.follow(STORY, run('written'));
    expect(second.branches.find(runOf(LEDGER))?.name).toBe('Everybody reads');
    second.branches.follow(stage('insider-breach'), run('other'));
    expect(second.keys()).toEqual(keysOf(stage('insider-breach')));
    second.branches.follow(STORY, run('written'));
    expect(second.keys()).toEqual(keysOf(STORY, LEDGER));
  });

  it('stay deleted until they are brought back, with all that was made from them', () => {
    const { branches, keys } = branching();
    branches.follow(LUCK, run('luck'));
    expect(branches.remove(runOf(LEDGER)).map(({ key }) => key)).toEqual(keysOf(LEDGER, LUCK));
    branches.follow(STORY, run('written'));
    expect(keys()).toEqual(keysOf(STORY));
    branches.restore();
    expect(keys()).toEqual(keysOf(STORY, LEDGER, LUCK));
    expect(branches.gone).toEqual([]);
  });

  it('of two tabs are never written over', () => {
    const on = shelf();
    const [one, other] = [branching(on), branching(on)];
    one.branches.follow(STORY, run('written'));
    other.branches.follow(STORY, run('written'));
    one.branches.follow(LEDGER, run('ledger'));
    other.branches.follow(withSeed(STORY, 9), run('nine'));
    expect(other.keys()).toEqual(keysOf(STORY, withSeed(STORY, 9), LEDGER));
    other.branches.remove(runOf(LEDGER));
    const third = branching(on);
    third.branches.follow(STORY, run('written'));
    expect(third.keys()).toEqual(keysOf(STORY, withSeed(STORY, 9)));
  });

  it('last as long as the page where the browser keeps nothing', () => {
    const on = { ...shelf(), getItem: () => { throw new Error('no'); }, setItem: () => { throw new Error('no'); } };
    const { branches, keys } = branching(on);
    branches.follow(LEDGER, run('ledger'));
    expect(keys()).toEqual(keysOf(STORY, LEDGER));
  });
});
