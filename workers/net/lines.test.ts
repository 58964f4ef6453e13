import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Kernel } from '../kernel/kernel.ts';
import { Network, type Party } from './network.ts';
import { roundTripMicros } from './regions.ts';

const parties: Party[] = [
  { name: 'tampa', region: 'us-east' }, { name: 'boise', region: 'us-west' },
  { name: 'reno', region: 'us-west' }, { name: 'bonn', region: 'eu-central' },
];

interface Sent {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}

interface Rates {
  readonly up: number;
  readonly link: number;
  readonly down: number;
}

/** Megabits a second: 8 of them are a byte a microsecond. */
function play(sends: readonly Sent[], { up, link, down }: Rates): number[] {
  const kernel = new Kernel({ seed: 3, keepMessages: true });
  const arrivals: number[] = [];
  const network = new Network(kernel, {
    parties, jitterPercent: 0, bandwidthBitsPerSecond: link * 1e6,
    uplinkBitsPerSecond: up * 1e6, downlinkBitsPerSecond: down * 1e6,
    deliver: (_to, _from, payload) => { arrivals[payload as number] = kernel.now; },
  });
  const rows: number[] = [];
  kernel.on(0, (_target, index) => {
    const { from, to, bytes } = sends[index]!;
    rows[index] = network.send(from, to, { kind: 'm', bytes, occasion: `${index}` }, index);
  });
  sends.forEach(({ at }, index) => kernel.schedule(at, 0, 0, index, null));
  kernel.advance(Infinity, 1e6);
  expect(network.underWayCount).toBe(0);
  expect(rows.map((row) => kernel.trace.arrivesAt(row))).toEqual(arrivals);
  return arrivals;
}

/**
 * The dumb twin: one stage after another over the whole list, each looking back through all that
 * went before it. No events, no state kept beside a link.
 */
function twin(sends: readonly Sent[], rates: Rates): number[] {
  const time = (bytes: number, rate: number): number => Math.ceil((bytes * 8) / rate);
  const order = sends.map((_, index) => index)
    .sort((a, b) => sends[a]!.at - sends[b]!.at || a - b);
  const sent = new Map<number, { start: number; end: number }>();
  const linked = new Map<number, { start: number; end: number }>();
  const reached = new Map<number, number>();
  for (const [place, index] of order.entries()) {
    const { at, from, to, bytes } = sends[index]!;
    const earlier = order.slice(0, place);
    const onLine = earlier.filter((each) => sends[each]!.from === from);
    const onLink = onLine.filter((each) => sends[each]!.to === to);
    const lineStart = Math.max(at, ...onLine.map((each) => sent.get(each)!.end));
    const lineEnd = lineStart + time(bytes, rates.up);
    sent.set(index, { start: lineStart, end: lineEnd });
    const start = Math.max(lineStart, ...onLink.map((each) => linked.get(each)!.end));
    const end = Math.max(lineEnd, start + time(bytes, rates.link));
    linked.set(index, { start, end });
    const away = Math.round(roundTripMicros(parties[from]!.region, parties[to]!.region) / 2);
    reached.set(index, Math.max(end + away, ...onLink.map((each) => reached.get(each)!)));
  }
  const arrivals: number[] = [];
  const byReach = [...order].sort((a, b) =>
    reached.get(a)! - reached.get(b)! || order.indexOf(a) - order.indexOf(b));
  for (const [place, index] of byReach.entries()) {
    const { to, bytes } = sends[index]!;
    const before = byReach.slice(0, place).filter((each) => sends[each]!.to === to);
    const draining = time(bytes, rates.down);
    const { start, end } = linked.get(index)!;
    const first = reached.get(index)! - (end - start);
    arrivals[index] = Math.max(reached.get(index)!, first + draining,
      ...before.map((each) => arrivals[each]! + draining));
  }
  return arrivals;
}

const sends = fc.array(fc.record({
  at: fc.nat(30_000), from: fc.nat(3), to: fc.nat(3), bytes: fc.nat(30_000),
}).filter(({ from, to }) => from !== to), { minLength: 1, maxLength: 40 });
const rate = fc.constantFrom(1, 4, 8, 24, 100, Infinity);
const rates = fc.record({ up: rate, link: rate, down: rate });

describe('Access lines', () => {
  it('make every message arrive when a brute-force twin says', () => {
    fc.assert(fc.property(sends, rates, (list, speeds) => {
      expect(play(list, speeds)).toEqual(twin(list, speeds));
    }));
  });

  it('take bytes ÷ the slowest of the three on an idle path, as the pipe they are', () => {
    fc.assert(fc.property(rates, fc.nat(100_000), (speeds, bytes) => {
      const [at] = play([{ at: 0, from: 0, to: 1, bytes }], speeds);
      const slowest = Math.min(speeds.up, speeds.link, speeds.down);
      expect(at).toBe(43_500 + Math.ceil((bytes * 8) / slowest));
    }));
  });

  it('saturate: a broadcast leaves one after another, and a receiver takes no more than its line', () => {
    const block = 100_000;
    const broadcast = [1, 2].map((to): Sent => ({ at: 0, from: 0, to, bytes: block }));
    expect(play(broadcast, { up: 8, link: Infinity, down: Infinity }))
      .toEqual([43_500 + block, 43_500 + 2 * block]);
    const burst = Array.from({ length: 30 }, (_, index): Sent =>
      ({ at: 0, from: index % 2 === 0 ? 0 : 3, to: 1, bytes: 10_000 }));
    const arrivals = play(burst, { up: Infinity, link: 1_000, down: 8 });
    expect(Math.max(...arrivals)).toBeGreaterThanOrEqual(43_500 + 30 * 10_000);
    expect(Math.max(...arrivals)).toBeLessThan(43_500 + 30 * 10_000 + 60_000);
  });

  it('without a limit are as if they were not there', () => {
    fc.assert(fc.property(sends, rate, (list, link) => {
      const none = play(list, { up: Infinity, link, down: Infinity });
      expect(play(list, { up: 1e9, link, down: 1e9 }).every((at, index) =>
        at >= none[index]! && at <= none[index]! + 2 * list.length)).toBe(true);
    }));
  });
});
