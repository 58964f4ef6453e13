/** What makes a scenario an experiment: how messages travel, what clients send, when it ends. */
import { describe, expect, it } from 'vitest';
import { loadFinal, loadRefused, loadSubmitted, storyAct } from '../../workers/world/entries.ts';
import type { EntryKind, Trace } from '../../workers/kernel/trace.ts';
import { PROTOCOLS } from '../../workers/settings/protocols.ts';
import { OpenRun } from '../../workers/threads/open-run.ts';
import type { LoadReport } from '../../workers/contract/load.ts';
import { main } from '../../workers/threads/headless/main.ts';
import { familyOf } from '../../src/marks/message/family.ts';
import { protocolWords } from '../../src/words/en-protocols.ts';
import { openToEnd } from './open.ts';

const SECOND = 1_000_000;

const scenario = (network: string, story: string): { text: string } => ({ text:
  `scenario "An experiment"\nnetwork\n  validators 4\n${network}\nstory\n${story}\n` });

const rowsOf = (trace: Trace, kind: EntryKind): number[] =>
  Array.from({ length: trace.outcomeCount }, (_, row) => row).filter((row) => trace.is(row, kind));

const momentsOf = (trace: Trace, kind: EntryKind): string[] => rowsOf(trace, kind)
  .map((row) => `${trace.at(row)} ${trace.entity(row)} ${trace.get(row, loadSubmitted).number}`);

const LOAD = scenario('  delay normal 40ms, spread 10ms',
  '  day 1 00:00 clients send 20 tx/s for 20s\n  day 1 00:00:10 clients send 60 tx/min for 10s, evenly, of 512 bytes');

describe('a load', () => {
  it.each(PROTOCOLS.filter((name) => name !== 'qbft'))('is offered to %s as it is to qbft', async (name) => {
    const [one, other] = await Promise.all(['qbft', name].map((consensus) =>
      openToEnd('x', { scenario: LOAD, settings: { 'network.consensus': consensus } })));
    const sent = momentsOf(one!.run.trace, loadSubmitted);
    expect(sent.length).toBeGreaterThan(300);
    expect(momentsOf(other!.run.trace, loadSubmitted)).toEqual(sent);
  });

  it('is final, every transaction once, at the member to which it was sent', async () => {
    const { run } = await openToEnd('x', { scenario: LOAD });
    const who = (kind: typeof loadFinal | typeof loadSubmitted): string[] => rowsOf(run.trace, kind).map((row) => {
      const { load, number } = run.trace.get<typeof loadFinal | typeof loadSubmitted>(row, kind);
      return `${load}/${number} ${run.trace.entity(row)}`;
    }).sort();
    expect(who(loadFinal)).toEqual(who(loadSubmitted));
    for (const row of rowsOf(run.trace, loadFinal)) {
      expect(run.trace.is(run.trace.cause(row), loadSubmitted)).toBe(true);
    }
    for (const row of rowsOf(run.trace, loadSubmitted)) {
      expect(run.trace.is(run.trace.cause(row), storyAct)).toBe(true);
    }
  });

  it('comes evenly where that is said, and of that size', async () => {
    const { run } = await openToEnd('x', { scenario: LOAD });
    const second = rowsOf(run.trace, loadSubmitted)
      .filter((row) => run.trace.get(row, loadSubmitted).load === 2).map((row) => run.trace.at(row));
    expect(second).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19].map((at) => at * SECOND));
    const { chain } = run.world.nodeOf(0).replica;
    const sizes = Array.from({ length: chain.height }, (_, at) => chain.blockAt(at + 1))
      .flatMap(({ transactions }) => transactions).map(({ body }) => body)
      .filter((each) => each.contract === 'do-nothing' && each.body.load === 2).map(({ bytes }) => bytes);
    expect(sizes).toEqual(second.map(() => 512));
  });

  it('is Poisson: as many as its rate says, as often two at once as chance has it', async () => {
    const { run } = await openToEnd('x', { scenario: scenario('  stop after 200s',
      '  day 1 00:00 clients send 50 tx/s for 200s') });
    const at = rowsOf(run.trace, loadSubmitted).map((row) => run.trace.at(row));
    // Four standard deviations of a Poisson count.
    expect(Math.abs(at.length - 10_000)).toBeLessThan(400);
    const gaps = at.slice(1).map((moment, index) => (moment - at[index]!) / SECOND);
    // Of an exponential gap 1 − 1/e lie below its mean; four standard errors.
    const below = gaps.filter((gap) => gap < 1 / 50).length / gaps.length;
    expect(Math.abs(below - (1 - Math.exp(-1)))).toBeLessThan(0.02);
  });

  it('is refused by a node that is down, and waits for nothing', async () => {
    const { run } = await openToEnd('crash-under-load');
    const refused = rowsOf(run.trace, loadRefused);
    expect(refused.length).toBeGreaterThan(40);
    for (const row of refused) {
      expect(run.trace.entity(row)).toBe('chesapeake-general');
      expect(run.trace.at(row)).toBeGreaterThanOrEqual(20 * SECOND);
      expect(run.trace.at(row)).toBeLessThanOrEqual(40 * SECOND);
    }
  });
});

describe('a network that is offered more than its blocks hold', () => {
  /** A block of ten every second, and three delays of 10 ms until the next proposer knows the last one. */
  it.each(['qbft', 'tendermint'])('commits under %s as much as they hold, and makes the rest wait', async (name) => {
    const open = await openToEnd('x', { scenario: scenario(
      '  delay constant 10ms\n  set net.bandwidthMbps 1000000\n  set network.clockSkewMillisecondsMax 0\n'
      + '  set consensus.blockIntervalSeconds 1\n  set consensus.blockTransactionsMax 10\n  stop after 5m',
      '  day 1 00:00 clients send 20 tx/s for 5m, evenly'), settings: { 'network.consensus': name } });
    const { metrics } = open.summary(0);
    expect(metrics['load.sendRateTps']).toBeCloseTo(20, 1);
    expect(Math.abs((metrics['load.committedTps'] ?? NaN) / (10 / 1.03) - 1)).toBeLessThan(0.01);
    // What is sent at the end waits for all before it: about half of five minutes.
    expect(metrics['load.latencySecondsMax']).toBeGreaterThan(140);
    expect(metrics['load.latencySecondsP90']).toBeNull();
    expect(metrics['load.unfinished']).toBeGreaterThan(2_900);
  });
});

describe('the forms of messages on the Stage', () => {
  it.each(PROTOCOLS)('show what is put forward and what is voted under %s, and no talk', async (name) => {
    const { run } = await openToEnd('crash-under-load', { settings: { 'network.consensus': name } });
    const { messages } = run.trace;
    const kinds = new Set(Array.from({ length: messages.keptCount }, (_, row) => messages.kind(row)));
    const families = new Map([...kinds].map((kind) => [kind, familyOf(kind)]));
    expect([...families].filter(([, family]) => family === 'request' || family === 'record')).toEqual([]);
    expect([...families.values()]).toContain('vote');
  });

  it.each(PROTOCOLS)('come with the words of %s, each explained once, and a source', (name) => {
    const own = protocolWords.get(name);
    expect(own?.source).toMatch(/\d{4}/);
    const words = own?.entries.map(([word]) => word) ?? [];
    expect(words.length).toBeGreaterThan(5);
    expect(new Set(words).size).toBe(words.length);
    for (const [, meaning] of own?.entries ?? []) expect(meaning).toMatch(/^[A-Z2].{20,240}\.$/);
  });
});

describe('stop after', () => {
  it.each(PROTOCOLS)('so many blocks ends a run of %s at its block, in slices of any size', async (name) => {
    const text = scenario('  stop after 5 blocks', '  day 1 00:00 clients send 10 tx/s for 60s');
    const options = { scenario: text, settings: { 'network.consensus': name } };
    const whole = await openToEnd('x', options);
    const heights = whole.run.world.nodes.map(({ replica }) => replica.height);
    // A miner's block is nobody else's until it has travelled.
    expect(heights.filter((height) => height >= 5).length)
      .toBeGreaterThanOrEqual(name === 'nakamoto' ? 1 : 2);
    const sliced = new OpenRun(whole.input);
    while (sliced.run.advance(7) === 'going');
    expect(sliced.summary(0).fingerprint).toBe(whole.summary(0).fingerprint);
    expect(sliced.run.endsAt).toBe(whole.run.endsAt);
    expect(whole.run.endsAt).toBeLessThan(60 * SECOND);
  });

  it('a while ends a run there, and what the story says for later does not happen', async () => {
    const { run } = await openToEnd('x', { scenario: scenario('  stop after 30s',
      '  day 1 00:00 clients send 1 tx/s for 10s\n  day 1 00:01 clients send 1 tx/s for 10s') });
    expect(run.now).toBe(30 * SECOND);
    expect(rowsOf(run.trace, storyAct)).toHaveLength(1);
  });
});

describe('delay', () => {
  it('is the same between all, wherever they are', async () => {
    const { run } = await openToEnd('x', { scenario: { text: 'scenario "x"\nnetwork\n'
      + '  clinic far in ap-sydney\n  clinic near in us-east\n  validators 2\n  delay constant 30ms\n'
      + 'story\n  day 1 00:00 clients send 1 tx/s for 9s\n' } });
    const { messages } = run.trace;
    expect(messages.keptCount).toBeGreaterThan(50);
    for (let row = 0; row < messages.keptCount; row += 1) {
      const took = messages.arrivesAt(row) - messages.sentAt(row);
      // What its bytes take comes on top.
      expect(took).toBeGreaterThanOrEqual(30_000);
      expect(took).toBeLessThan(31_000);
    }
  });
});

describe('sim run --report', () => {
  const sim = async (...words: string[]): Promise<string> => {
    let out = '';
    await main(words, { out: (text) => { out += text; }, err: () => undefined, seconds: () => 0, cpuSeconds: () => 0 });
    return out;
  };

  it('has the columns of Caliper, in its order, and seconds to the millisecond', async () => {
    const out = await sim('run', 'crash-under-load', '--report');
    const lines = out.split('\n');
    const head = lines.findIndex((line) => line.startsWith('Name '));
    expect(lines[head]?.split(/ {2,}/)).toEqual(['Name', 'Succ', 'Fail', 'Send Rate (TPS)',
      'Max Latency (s)', 'Min Latency (s)', 'Avg Latency (s)', 'Throughput (TPS)']);
    const row = lines[head + 1];
    expect(row).toMatch(/^load 1 +\d+ +\d+ +\d+\.\d( +\d+\.\d{3}){3} +\d+\.\d$/);
    expect(out).toMatch(/at 20\.000 +chesapeake-general's node crashes\. +\d+\.\d{3}/);
  });

  it('says the same as rows for programs', async () => {
    const { report, metrics } = JSON.parse(
      await sim('run', 'crash-under-load', '--report', '--format', 'json')) as {
      report: LoadReport; metrics: Record<string, number> };
    expect(report.rows).toHaveLength(1);
    expect(report.rows[0]).toMatchObject({
      succ: metrics['load.succeeded'], throughputTps: metrics['load.throughputTps'],
      latencySecondsP50: metrics['load.latencySecondsP50'] });
    expect(report.perSecond.reduce((sum, each) => sum + each, 0)).toBe(metrics['load.succeeded']);
    expect(report.messages.reduce((sum, { messages }) => sum + messages, 0))
      .toBe(metrics['net.messages']);
  });

  it('says how to have a load where there is none', async () => {
    expect(await sim('run', 'lost-phone', '--report')).toMatch(/No load is offered/);
  });
});
