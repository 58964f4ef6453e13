// What encrypts stands beside what hashes: in the built file the two have much to say alike.
import '../crypto/seal.ts';
import type { OpenReply, OpenRequest, Progress, SimulationApi } from '../contract.ts';
import { InvariantError, ruleOf } from '../kernel/assert.ts';
import { Run } from '../world/run.ts';
import type { Explorer } from './explorer/explorer.ts';
import type { DrawnRun } from './drawn-run.ts';
import { MadeOnce } from './made-once.ts';
import type { OpenRun } from './open-run.ts';
import { serve } from './serve.ts';

/** As the caller has it: what is fetched first answers later. */
type Served<Api> = { readonly [Name in keyof Api]: Api[Name] extends (...args: infer Args) => infer Answer
  ? (...args: Args) => Answer | Promise<Awaited<Answer>> : never };

/** Events between two looks at the port: about eight milliseconds, so that a cancel is heard. */
const SLICE_EVENTS = 4_000;

let current: DrawnRun | null = null;
/** The same run, once something has been asked of it; one that is open no more is not kept. */
const asked = new MadeOnce<Run, OpenRun>();
/** Raised by every `open` and `cancel`: a slice that finds it changed gives up. */
let turn = 0;
/** What has been gathered of a run for its pages. */
const explorers = new MadeOnce<OpenRun, Explorer>();
let progress: Progress | null = null;

const api: Served<SimulationApi> = {
  async open(request) {
    turn += 1;
    const mine = turn;
    try {
      return await openRun(request, () => turn === mine);
    } catch (error) {
      return await faulty(error);
    } finally {
      if (turn === mine) progress = null;
    }
  },
  progress: () => progress,
  cancel: () => {
    turn += 1;
    progress = null;
  },
  frame: (atMicros, sinceMicros) => opened().frame(atMicros, sinceMicros),
  names: (from) => opened().namesFrom(from),
  life: async (subject, atMicros) => (await asking()).life(subject, atMicros),
  why: async (row) => (await asking()).why(row),
  events: async (query) => (await asking()).events(query),
  snapshots: async (about, atMicros) => (await asking()).snapshots(about, atMicros),
  inspectChain: async (upTo, tamper) => (await asking()).inspectChain(upTo, tamper),
  charts: (atMicros) => opened().charts(atMicros),
  trail: async (datum, atMicros) => (await asking()).trail(datum, atMicros),
  loadReport: async () => (await asking()).loadReport(),
  ladder: async (every) => (await asking()).ladder(every),
  touches: async (subject, atMicros) => (await asking()).touches(subject, atMicros),
  prints: async (from, count) => (await asking()).prints(from, count),
  outcome: async (row) => (await asking()).outcome(row),
  prevent: async (row) => (await asking()).prevent(row),
  prove: async (leak, before) => (await asking()).prove(leak, before),
  page: async (address, atMicros) => (await explorer()).page(address, atMicros),
  find: async (text) => (await explorer()).find(text),
  contents: async (atMicros) => (await explorer()).contents(atMicros),
  sign: async (thing) => (await explorer()).sign(thing),
  checkSignature: async (facts) => (await import('./explorer/explorer.ts')).checkSignature(facts),
  verifyChain: async (tamper) => (await asking()).verifyChain(tamper),
};

/**
 * The simulation itself is what this file imports. What makes a run ready and what draws it is
 * fetched beside it, at the same time and once; what answers for it, when something is asked.
 */
async function openRun(request: OpenRequest, isWanted: () => boolean): Promise<OpenReply> {
  const drawing = import('./drawn-run.ts');
  drawing.catch(() => undefined);
  const { prepareHere } = await import('./prepare-here.ts');
  const prepared = await prepareHere(request);
  if (!prepared.ok) return prepared;
  const { DrawnRun } = await drawing;
  const started = performance.now();
  const open = new DrawnRun(prepared.input, new Run(prepared.input));
  const endsAtMicros = open.run.endsAt;
  while (open.run.advance(SLICE_EVENTS) === 'going') {
    open.follow();
    progress = { atMicros: open.run.now, endsAtMicros, events: open.run.events };
    await nextTurn();
    if (!isWanted()) return cancelled();
  }
  if (!isWanted()) return cancelled();
  current = open;
  return { ok: true, run: open.summary((performance.now() - started) / 1_000) };
}

/** Loaded when the first question is asked; about the run that is open as it is asked. */
async function asking(): Promise<OpenRun> {
  const { input, run, openCharts } = opened();
  const { OpenRun } = await import('./open-run.ts');
  return asked.of(run, () => new OpenRun(input, run, openCharts));
}

/** Loaded when the first page is asked for. */
async function explorer(): Promise<Explorer> {
  const open = await asking();
  const { Explorer: Opening } = await import('./explorer/explorer.ts');
  return explorers.of(open, () => new Opening(open));
}

function opened(): DrawnRun {
  if (current === null) throw new Error('No run is open.');
  return current;
}

function cancelled(): OpenReply {
  return { ok: false, problems: [
    { place: '', line: 0, column: 0, endColumn: 0, sentence: 'cancelled' }] };
}

/** Our fault: said plainly, with what a report needs. */
async function faulty(error: unknown): Promise<OpenReply> {
  const what = await saying(error);
  const sentence = error instanceof InvariantError
    ? `The simulation broke one of its own rules and stopped: ${what} Please report it.`
    : what;
  return { ok: false, problems: [{ place: 'Ledgerward', line: 0, column: 0, endColumn: 0, sentence }] };
}

/** Its sentence, which an assertion of the built page has elsewhere; its number, where that is not to be had. */
async function saying(error: unknown): Promise<string> {
  if (!(error instanceof InvariantError)) return error instanceof Error ? error.message : String(error);
  return ruleOf(error, await import('./rules.ts').then(({ RULES }) => RULES, () => []));
}

/** Lets waiting messages be handled; a timer would be held back to 4 ms by browsers. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); resolve(); };
    port2.postMessage(null);
  });
}

serve(api, self, saying);
