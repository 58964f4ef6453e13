import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Kernel } from '../kernel/kernel.ts';
import { NONE } from '../kernel/trace.ts';
import { netCutOneWay, netHealed, netHealedOneWay, netImpaired, netRestored } from './entries.ts';
import { FAULT_KINDS, FaultSet, MILLION, type Fault } from './faults.ts';
import { Network, type Party } from './network.ts';

const parties: Party[] = [
  { name: 'tampa', region: 'us-east' }, { name: 'boise', region: 'us-west' },
  { name: 'reno', region: 'us-west' }, { name: 'bonn', region: 'eu-central' },
];
const AWAY = 43_500;

interface Delivery {
  readonly at: number;
  readonly payload: unknown;
}

function build(jitterPercent = 0, seed = 11) {
  const kernel = new Kernel({ seed, keepMessages: true });
  const delivered: Delivery[] = [];
  const network = new Network(kernel, {
    parties, jitterPercent, bandwidthBitsPerSecond: 8e6,
    deliver: (_to, _from, payload) => delivered.push({ at: kernel.now, payload }),
  });
  return { kernel, network, delivered };
}

const fault = (kind: Fault['kind'], given: Partial<Fault> = {}): Fault =>
  ({ kind, a: 'tampa', b: 'boise', oneWay: false, share: 0, byMicros: 0, ...given });

/** Sends `count` messages from Tampa to Boise, one a second. */
function stream(count: number, faults: readonly Fault[], seed?: number) {
  const { kernel, network, delivered } = build(5, seed);
  for (const each of faults) network.impair(each);
  const rows: number[] = [];
  kernel.on(0, (_target, index) => {
    rows[index] = network.send(0, 1, { kind: 'm', bytes: 1, occasion: `m/${index}` }, index);
  });
  for (let index = 0; index < count; index += 1) kernel.schedule(index * 1e6, 0, 0, index, null);
  kernel.advance(Infinity, 1e6);
  expect(network.underWayCount).toBe(0);
  return { kernel, delivered, rows, arrived: new Set(delivered.map(({ payload }) => payload)) };
}

describe('Loss', () => {
  it('takes its share and no more, marks what it took, and lets the rest through as before', () => {
    const { kernel, delivered, rows, arrived } = stream(2_000, [fault('loss', { share: 200_000 })]);
    const { messages } = kernel.trace;
    // Five standard errors of a binomial share.
    expect(Math.abs(arrived.size / 2_000 - 0.8)).toBeLessThan(5 * Math.sqrt(0.16 / 2_000));
    expect(messages.lostCount).toBe(2_000 - arrived.size);
    expect(kernel.trace.messageCount).toBe(2_000);
    const healthy = new Map(stream(2_000, []).delivered.map(({ payload, at }) => [payload, at]));
    for (const { payload, at } of delivered) expect(at).toBe(healthy.get(payload));
    rows.forEach((row, index) => {
      const lostAt = messages.lostAt(row);
      expect(lostAt === Infinity).toBe(arrived.has(index));
      if (lostAt === Infinity) return;
      expect(lostAt).toBeGreaterThan(messages.sentAt(row));
      expect(lostAt).toBeLessThan(messages.arrivesAt(row));
    });
  });

  it('takes all or nothing at the ends, and the same messages and more as its share grows', () => {
    const at = (share: number): Set<unknown> => stream(300, [fault('loss', { share })]).arrived;
    expect(at(0).size).toBe(300);
    expect(at(MILLION).size).toBe(0);
    const [some, fewer] = [at(100_000), at(300_000)];
    expect([...fewer].every((each) => some.has(each))).toBe(true);
    expect(fewer.size).toBeLessThan(some.size);
  });

  it('of two kinds that overlap is as if each took its own share', () => {
    const both = stream(2_000, [fault('loss', { share: 300_000 }),
      fault('loss', { share: 200_000, a: 'us-east', b: 'us-west' })]);
    expect(Math.abs(both.arrived.size / 2_000 - 0.56)).toBeLessThan(0.05);
  });

  it('gives a message that is sent again luck of its own', () => {
    const { kernel, network, delivered } = build();
    network.impair(fault('loss', { share: 500_000 }));
    for (let attempt = 0; attempt < 40; attempt += 1) {
      network.send(0, 1, { kind: 'm', bytes: 1, occasion: 'always the same' }, attempt);
    }
    kernel.advance(Infinity, 100);
    expect(delivered.length).toBeGreaterThan(5);
    expect(delivered.length).toBeLessThan(35);
  });

  it('strikes what a cut held when it leaves, not before', () => {
    const { kernel, network, delivered } = build();
    network.impair(fault('loss', { share: MILLION }));
    network.cut('tampa', 'boise');
    network.send(0, 1, { kind: 'm', bytes: 1, occasion: 'held' }, 'held');
    expect(network.underWayCount).toBe(1);
    network.heal('tampa', 'boise');
    expect([network.underWayCount, kernel.trace.messages.lostCount]).toEqual([0, 1]);
    kernel.advance(Infinity, 9);
    expect(delivered).toEqual([]);
  });
});

describe('Duplication', () => {
  it('sends a message twice, the second never before the first, and both are in the trace', () => {
    const { kernel, delivered, arrived } = stream(500, [fault('duplication', { share: 300_000 })]);
    expect(arrived.size).toBe(500);
    const doubled = delivered.length - 500;
    expect(Math.abs(doubled / 500 - 0.3)).toBeLessThan(0.12);
    expect(kernel.trace.messageCount).toBe(500 + doubled);
    expect(kernel.trace.counted.get('net.messagesDoubled')).toBe(doubled);
    expect(kernel.trace.messages.lostCount).toBe(0);
  });
});

describe('Reordering', () => {
  it('lets others overtake a message, by no more than was said', () => {
    const { kernel, network, delivered } = build();
    network.impair(fault('reordering', { share: 300_000, byMicros: 20_000 }));
    for (let index = 0; index < 300; index += 1) {
      network.send(0, 1, { kind: 'm', bytes: 100, occasion: `m/${index}` }, index);
    }
    kernel.advance(Infinity, 1_000);
    const order = delivered.map(({ payload }) => payload as number);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, index) => index));
    expect(order).not.toEqual([...order].sort((a, b) => a - b));
    const late = delivered.filter(({ payload, at }) => at !== AWAY + 100 * ((payload as number) + 1));
    expect(Math.abs(late.length / 300 - 0.3)).toBeLessThan(0.14);
    for (const { payload, at } of late) {
      const extra = at - (AWAY + 100 * ((payload as number) + 1));
      expect(extra).toBeGreaterThan(0);
      expect(extra).toBeLessThanOrEqual(20_000);
    }
  });
});

describe('A slower link', () => {
  it('is slower by what was said, keeps its order when it is mended, and the other way is as it was', () => {
    const { kernel, network, delivered } = build();
    const slower = fault('delay', { byMicros: 200_000, oneWay: true });
    network.impair(slower);
    network.send(0, 1, { kind: 'm', bytes: 1, occasion: 'slow' }, 'slow');
    network.send(1, 0, { kind: 'm', bytes: 1, occasion: 'back' }, 'back');
    network.restore(slower);
    network.send(0, 1, { kind: 'm', bytes: 1, occasion: 'after' }, 'after');
    kernel.advance(Infinity, 9);
    expect(delivered).toEqual([{ at: AWAY + 1, payload: 'back' },
      { at: AWAY + 200_001, payload: 'slow' }, { at: AWAY + 200_001, payload: 'after' }]);
  });
});

describe('A cut one way', () => {
  it('holds what goes that way, and lets it go in order; the other way passes', () => {
    const { kernel, network, delivered } = build();
    const row = network.cut('us-east', 'us-west', true);
    for (const payload of ['one', 'two']) {
      network.send(0, 1, { kind: 'm', bytes: 1, occasion: payload }, payload);
    }
    network.send(1, 0, { kind: 'm', bytes: 1, occasion: 'back' }, 'back');
    kernel.advance(1_000_000, 9);
    expect(delivered.map(({ payload }) => payload)).toEqual(['back']);
    const { faults } = network;
    expect([faults.cutCount(0, 1), faults.cutCount(0, 2), faults.cutCount(1, 0)]).toEqual([1, 1, 0]);
    const healed = network.heal('us-east', 'us-west', true);
    kernel.advance(Infinity, 9);
    expect(delivered.map(({ payload }) => payload)).toEqual(['back', 'one', 'two']);
    expect(kernel.trace.get(row, netCutOneWay)).toEqual({ a: 'us-east', b: 'us-west' });
    expect(kernel.trace.get(healed, netHealedOneWay)).toEqual({ a: 'us-east', b: 'us-west' });
  });

  it('is not the cut both ways, and is healed by its own name or with everything', () => {
    const { network } = build();
    network.cut('tampa', 'boise', true);
    expect(network.heal('tampa', 'boise')).toBe(NONE);
    expect(network.heal('boise', 'tampa', true)).toBe(NONE);
    network.mend({ a: 'boise', b: 'tampa', oneWay: false });
    expect(network.faults.cutCount(0, 1) > 0).toBe(false);
  });
});

describe('A fault', () => {
  it('gives way to a later one of its kind, whose end is its own', () => {
    const { kernel, network } = build();
    const [first, second] = [fault('loss', { share: 1 }), fault('loss', { share: 2 })];
    const row = network.impair(first);
    network.impair(second);
    expect(network.restore(first)).toBe(NONE);
    const end = network.restore(second);
    expect(kernel.trace.get(row, netImpaired))
      .toEqual({ a: 'tampa', b: 'boise', oneWay: 0, fault: 'loss', share: 1, byMicros: 0 });
    expect(kernel.trace.get(end, netRestored))
      .toEqual({ a: 'tampa', b: 'boise', oneWay: 0, fault: 'loss' });
  });

  it('is mended with all others between the same sides, each end recorded', () => {
    const { kernel, network } = build();
    network.cut('tampa', 'boise');
    network.impair(fault('loss', { share: 5 }));
    network.impair(fault('delay', { byMicros: 5, oneWay: true }));
    network.impair(fault('delay', { byMicros: 5, b: 'reno' }));
    network.mend({ a: 'boise', b: 'tampa', oneWay: false });
    const kinds = Array.from({ length: kernel.trace.outcomeCount }, (_, row) => kernel.trace.kind(row));
    expect(kinds.slice(4)).toEqual([netHealed, netRestored, netRestored]);
  });

  it('covers the directions that a list of them would', () => {
    const names = ['tampa', 'boise', 'reno', 'bonn', 'us-east', 'us-west', 'eu-central'];
    const side = fc.constantFrom(...names);
    fc.assert(fc.property(side, side, fc.boolean(), fc.nat(3), fc.nat(3), (a, b, oneWay, from, to) => {
      const members = (name: string): number[] => parties.flatMap((party, index) =>
        (party.name === name || party.region === name ? [index] : []));
      const there = members(a).flatMap((one) => members(b).map((other) => `${one}>${other}`));
      const back = members(b).flatMap((one) => members(a).map((other) => `${one}>${other}`));
      const expected = from !== to && [...there, ...oneWay ? [] : back].includes(`${from}>${to}`);
      expect(new FaultSet(parties).covers({ a, b, oneWay }, from, to)).toBe(expected);
    }));
  });
});

const anyFault = fc.record({
  kind: fc.constantFrom(...FAULT_KINDS), a: fc.constantFrom('tampa', 'us-west', 'bonn'),
  b: fc.constantFrom('boise', 'us-east'), oneWay: fc.boolean(),
  share: fc.integer({ min: 0, max: 600_000 }), byMicros: fc.integer({ min: 0, max: 100_000 }),
  rate: fc.integer({ min: 50_000, max: 8_000_000 }),
}).map(({ rate, ...sides }) => (sides.kind === 'bandwidth' ? { ...sides, bitsPerSecond: rate } : sides));
const story = fc.array(fc.tuple(fc.nat(30_000), fc.oneof(
  fc.record({ send: fc.tuple(fc.nat(3), fc.nat(3)) }), fc.record({ begin: anyFault }),
  fc.record({ mend: anyFault }),
  fc.record({ limit: fc.tuple(fc.nat(3), fc.option(fc.integer({ min: 50_000, max: 8_000_000 }))) }),
)), { maxLength: 60 });

describe('Any sends and faults', () => {
  it('deliver each message once, but for those marked lost and those counted as doubled', () => {
    fc.assert(fc.property(story, fc.boolean(), (steps, hasLines) => {
      const kernel = new Kernel({ seed: 4, keepMessages: true });
      const delivered: number[] = [];
      const network = new Network(kernel, {
        parties, jitterPercent: 20, bandwidthBitsPerSecond: 8e6,
        ...hasLines ? { uplinkBitsPerSecond: 4e6, downlinkBitsPerSecond: 4e6 } : {},
        deliver: (_to, _from, payload) => { delivered.push(payload as number); },
      });
      const sent: [number, number][] = [];
      let strays = false;
      kernel.on(0, (_target, index) => {
        const step = steps[index]![1];
        if ('begin' in step) {
          if (step.begin.kind === 'reordering') strays = true;
          network.impair(step.begin);
        } else if ('mend' in step) network.mend(step.mend);
        else if ('limit' in step) network.limit(...step.limit);
        else if (step.send[0] !== step.send[1]) {
          const message = { kind: 'm', bytes: 50 * index, occasion: `${index}` };
          sent.push([index, network.send(...step.send, message, index)]);
        }
      });
      let at = 0;
      for (const [index, [wait]] of steps.entries()) kernel.schedule(at += wait, 0, 0, index, null);
      kernel.on(1, () => {
        for (const [, step] of steps) if ('begin' in step) network.mend(step.begin);
        for (const party of parties.keys()) network.limit(party, null);
      });
      kernel.schedule(at + 1, 1, 0, 0, null);
      kernel.advance(Infinity, 1e6);
      expect(network.underWayCount).toBe(0);
      const { messages, counted } = kernel.trace;
      const whole = sent.filter(([, row]) => messages.lostAt(row) === Infinity).map(([index]) => index);
      expect([...new Set(delivered)].sort((a, b) => a - b)).toEqual(whole);
      expect(sent.length - whole.length).toBe(messages.lostCount);
      expect(delivered.length - whole.length).toBe(counted.get('net.messagesDoubled') ?? 0);
      if (strays) return;
      const link = (index: number): string => JSON.stringify(steps[index]![1]);
      for (const name of new Set(delivered.map(link))) {
        const order = delivered.filter((index) => link(index) === name);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }
    }));
  });
});
