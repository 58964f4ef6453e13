import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Kernel } from '../kernel/kernel.ts';
import { Network, type Party } from './network.ts';
import { roundTripMicros } from './regions.ts';

const parties: Party[] = [
  { name: 'tampa', region: 'us-east' }, { name: 'orlando', region: 'us-east' },
  { name: 'boise', region: 'us-west' }, { name: 'reno', region: 'us-west' },
  { name: 'bonn', region: 'eu-central' },
];
const WEST = [2, 3];
const EAST = [0, 1];

interface Sent { readonly at: number; readonly from: number; readonly to: number; readonly bytes: number }
/** From a moment on so many megabits a second, which is bits a microsecond; Infinity: no limit. */
interface Change { readonly at: number; readonly rate: number }

type SetLimit = (network: Network, rate: number) => void;

/** Between the two coasts, both ways. */
const between: SetLimit = (network, rate) => {
  const sides = { a: 'us-west', b: 'us-east', oneWay: false };
  if (rate === Infinity) network.mend(sides);
  else network.impair({ kind: 'bandwidth', ...sides, share: 0, byMicros: 0, bitsPerSecond: rate * 1e6 });
};
const ofTampa: SetLimit = (network, rate) => network.limit(0, rate === Infinity ? null : rate * 1e6);

function play(
  sends: readonly Sent[], changes: readonly Change[], set: SetLimit, { link = Infinity, down = Infinity } = {},
): number[] {
  const kernel = new Kernel({ seed: 3, keepMessages: true });
  const arrivals: number[] = [];
  const network = new Network(kernel, {
    parties, jitterPercent: 0, bandwidthBitsPerSecond: link * 1e6, downlinkBitsPerSecond: down * 1e6,
    deliver: (_to, _from, payload) => { arrivals[payload as number] = kernel.now; },
  });
  kernel.on(0, (_target, index) => {
    const { from, to, bytes } = sends[index]!;
    network.send(from, to, { kind: 'm', bytes, occasion: `${index}` }, index);
  });
  kernel.on(1, (_target, index) => set(network, changes[index]!.rate));
  changes.forEach(({ at }, index) => kernel.schedule(at, 1, 0, index, null));
  sends.forEach(({ at }, index) => kernel.schedule(at, 0, 0, index, null));
  kernel.advance(Infinity, 1e6);
  expect(network.underWayCount).toBe(0);
  return arrivals;
}

const away = ({ from, to }: Sent): number =>
  Math.round(roundTripMicros(parties[from]!.region, parties[to]!.region) / 2);

/** The dumb twin: one pipe, a microsecond at a time, at the rate of that microsecond. */
function piped(list: readonly { at: number; bits: number }[], changes: readonly Change[]): number[] {
  const left = list.map(({ bits }) => bits);
  const done: number[] = [];
  const order = list.map((_, index) => index).sort((a, b) => list[a]!.at - list[b]!.at || a - b);
  for (let now = 0; done.filter((at) => at >= 0).length < list.length; now += 1) {
    const rate = changes.findLast(({ at }) => at <= now)?.rate ?? Infinity;
    let room = rate;
    for (const index of order) {
      if (done[index] !== undefined) continue;
      if (list[index]!.at > now) break;
      const taken = Math.min(room, left[index]!);
      left[index]! -= taken;
      room -= taken;
      if (left[index]! > 1e-9) break;
      // What is through within a microsecond is through at its end, and in no time without a limit.
      done[index] = taken === 0 || rate === Infinity ? now : now + 1;
    }
  }
  return done;
}

/** The same for what comes in bit by bit, at `speed` since `at`, in this order; each through when its last is. */
function poured(
  list: readonly { at: number; bits: number }[], speed: number, rateAt: (now: number) => number,
): number[] {
  const [come, through] = [list.map(() => 0), list.map(() => 0)];
  const done: number[] = [];
  for (let now = Math.min(...list.map(({ at }) => at)); done.length < list.length; now += 1) {
    let [coming, room] = [speed, rateAt(now)];
    for (const [index, { at, bits }] of list.entries()) {
      if (at > now) break;
      const taken = Math.min(coming, bits - come[index]!);
      come[index]! += taken;
      coming -= taken;
    }
    for (const [index, { at, bits }] of list.entries()) {
      if (at > now) break;
      const passed = Math.min(room, come[index]! - through[index]!);
      through[index]! += passed;
      room -= passed;
      if (bits - through[index]! > 1e-9) break;
      done[index] ??= now + 1;
    }
  }
  return done;
}

const changesOf = (rates: fc.Arbitrary<number>, until = 9_000): fc.Arbitrary<Change[]> => fc.array(
  fc.record({ at: fc.nat(until), rate: rates }), { maxLength: 4 })
  .map((list) => [...list].sort((a, b) => a.at - b.at));
const rate = fc.constantFrom(0.5, 1, 4, 8, 24, Infinity);
/** No message is empty: one that takes no time shares its moment with the next, and has no order with it. */
const sendsOf = (from: readonly number[], to: readonly number[]): fc.Arbitrary<Sent[]> => fc.array(fc.record({
  at: fc.nat(8_000), from: fc.constantFrom(...from), to: fc.constantFrom(...to),
  bytes: fc.integer({ min: 1, max: 900 }),
}), { minLength: 1, maxLength: 10 });

/** The slowest of the rates takes so long for a byte. */
const BYTE_MICROS = 8 / 0.5;
/**
 * Rounding up, once for every message before it and at every change; and a line carries whole bytes:
 * one that is half through when its rate changes goes again.
 */
const slack = (list: readonly unknown[], changes: readonly unknown[]): number =>
  2 * (list.length + 1) * (changes.length + 1) + BYTE_MICROS * changes.length;

describe('A limit between two sides', () => {
  it('is one pipe each way for all who send through it, however it changes', () => {
    fc.assert(fc.property(sendsOf(WEST, EAST), changesOf(rate), (list, changes) => {
      const arrivals = play(list, changes, between);
      const twin = piped(list.map(({ at, bytes }) => ({ at, bits: bytes * 8 })), changes);
      list.forEach((sent, index) => {
        expect(Math.abs(arrivals[index]! - away(sent) - twin[index]!), `message ${index}`)
          .toBeLessThanOrEqual(slack(list, changes));
      });
    }), { numRuns: 60 });
  });

  it('leaves the other way, other links and those within a side alone', () => {
    const far = { at: 0, from: 2, to: 0, bytes: 100_000 };
    const others: Sent[] = [
      { at: 1, from: 0, to: 2, bytes: 5 }, { at: 1, from: 2, to: 3, bytes: 5 },
      { at: 1, from: 2, to: 4, bytes: 5 }, { at: 1, from: 0, to: 1, bytes: 5 },
    ];
    const arrivals = play([far, ...others], [{ at: 0, rate: 1 }], between);
    expect(arrivals[0]).toBe(away(far) + 800_000);
    // Five bytes of its own way take forty microseconds, and nothing has to wait for the far one.
    expect(arrivals.slice(1)).toEqual(others.map((sent, index) => 1 + away(sent) + (index === 0 ? 40 : 0)));
  });

  it('holds nothing up for what a cut or a loss has taken out of it', () => {
    const kernel = new Kernel({ seed: 3, keepMessages: true });
    const arrivals = new Map<unknown, number>();
    const network = new Network(kernel, {
      parties, jitterPercent: 0, bandwidthBitsPerSecond: Infinity,
      deliver: (_to, _from, payload) => { arrivals.set(payload, kernel.now); },
    });
    between(network, 8);
    const send = (from: number, to: number, name: string, bytes: number): void => {
      network.send(from, to, { kind: name, bytes, occasion: name }, name);
    };
    send(2, 0, 'first', 1_000);
    send(3, 1, 'second', 1_000);
    send(2, 1, 'third', 1_000);
    kernel.on(0, () => network.cut('boise', 'tampa'));
    kernel.on(1, () => { for (const flight of network.underWay(3, 1, 'second')) network.drop(flight); });
    kernel.on(2, () => network.heal('boise', 'tampa'));
    kernel.schedule(500, 0, 0, 0, null);
    kernel.schedule(700, 1, 0, 0, null);
    kernel.schedule(900, 2, 0, 0, null);
    kernel.advance(Infinity, 99);
    const way = away({ at: 0, from: 2, to: 0, bytes: 0 });
    // The third begins at 700, when both before it are gone; the first leaves again, whole, behind it.
    expect(Object.fromEntries(arrivals)).toEqual({ third: 1_700 + way, first: 2_700 + way });
  });
});

describe('A limit between two sides, after a cut on one link through it', () => {
  it('carries what was held one after another, and later messages behind it', () => {
    const kernel = new Kernel({ seed: 3, keepMessages: true });
    const arrivals: [unknown, number][] = [];
    const network = new Network(kernel, {
      parties, jitterPercent: 0, bandwidthBitsPerSecond: Infinity,
      deliver: (_to, _from, payload) => { arrivals.push([payload, kernel.now]); },
    });
    between(network, 8);
    const send = (from: number, to: number, name: string): void => {
      network.send(from, to, { kind: name, bytes: 1_000, occasion: name }, name);
    };
    network.cut('boise', 'tampa');
    for (const name of ['held 1', 'held 2', 'held 3']) send(2, 0, name);
    kernel.on(0, () => network.heal('boise', 'tampa'));
    kernel.on(1, () => { send(3, 1, 'later'); });
    kernel.schedule(10_000, 0, 0, 0, null);
    kernel.schedule(10_001, 1, 0, 0, null);
    kernel.advance(Infinity, 99);
    const way = away({ at: 0, from: 2, to: 0, bytes: 0 });
    expect(arrivals).toEqual([['held 1', 11_000 + way], ['held 2', 12_000 + way], ['held 3', 13_000 + way],
      ['later', 14_000 + way]]);
  });
});

describe('A limit of one party', () => {
  it('is one pipe for all it sends', () => {
    fc.assert(fc.property(sendsOf([0], [1, 2, 3, 4]), changesOf(rate), (list, changes) => {
      const arrivals = play(list, changes, ofTampa);
      const twin = piped(list.map(({ at, bytes }) => ({ at, bits: bytes * 8 })), changes);
      list.forEach((sent, index) => {
        expect(Math.abs(arrivals[index]! - away(sent) - twin[index]!)).toBeLessThanOrEqual(slack(list, changes));
      });
    }), {
      numRuns: 60,
      // The last bit of it would be through a microsecond after the change.
      examples: [[[{ at: 4406, from: 0, to: 1, bytes: 185 }], [{ at: 0, rate: 1 }, { at: 5885, rate: 0.5 }]]],
    });
  });

  it('is one pipe for all it receives, as it comes in, also where it was under way when that changed', () => {
    // In the first of these the limit begins while both are on their way, in the second it ends, in
    // the third a line that the settings make narrow is made narrower while two wait there.
    const both: Sent[] = [{ at: 0, from: 1, to: 0, bytes: 900 }, { at: 1, from: 2, to: 0, bytes: 900 }];
    const far = away(both[1]!);
    const examples: [Sent[], Change[], number][] = [
      [both, [{ at: far - 5, rate: 1 }], Infinity],
      [both, [{ at: 0, rate: 1 }, { at: far + 9, rate: Infinity }], Infinity],
      [[both[1]!, { ...both[1]!, at: 2 }], [{ at: far + 500, rate: 1 }], 8],
    ];
    fc.assert(fc.property(sendsOf([1, 2, 3, 4], [0]), changesOf(rate, 70_000), fc.constantFrom(1, 8, Infinity),
      (list, changes, down) => {
        const arrivals = play(list, changes, ofTampa, { down });
        // Each message comes in whole: without a limit of its sender it has no length.
        const twin = piped(list.map((sent) => ({ at: sent.at + away(sent), bits: sent.bytes * 8 })),
          [{ at: 0, rate: down }, ...changes.map((change) => ({ ...change, rate: Math.min(down, change.rate) }))]);
        list.forEach((_sent, index) => {
          expect(Math.abs(arrivals[index]! - twin[index]!), `message ${index}`)
            .toBeLessThanOrEqual(slack(list, changes));
        });
      }), { numRuns: 25, examples });
  });

  it('lets what was half in come to its end at the new rate, and counts no byte twice', () => {
    const speed = 4;
    const lists = fc.array(fc.nat(900), { minLength: 1, maxLength: 4 }).map((sizes) =>
      sizes.map((bytes, index) => ({ at: index, from: 2, to: 0, bytes: bytes + 50 })));
    const changes = fc.array(fc.record({ at: fc.nat(5_000), rate }), { maxLength: 3 }).map((list) => {
      const first = away({ at: 0, from: 2, to: 0, bytes: 0 });
      return list.map((change) => ({ ...change, at: change.at + first })).sort((a, b) => a.at - b.at);
    });
    fc.assert(fc.property(lists, changes, (list, alter) => {
      const arrivals = play(list, alter, ofTampa, { link: speed });
      const twin = poured(list.map((sent) => ({ at: sent.at + away(sent), bits: sent.bytes * 8 })), speed,
        (now) => alter.findLast(({ at }) => at <= now)?.rate ?? Infinity);
      list.forEach((_sent, index) => {
        // Bytes are counted whole at each change: one of them may pass a little later.
        expect(Math.abs(arrivals[index]! - twin[index]!), `message ${index}`)
          .toBeLessThanOrEqual(slack(list, alter) + 16 * (alter.length + 1));
      });
    }), { numRuns: 60 });
  });

  it('keeps the order of each link whatever changes, and is over at once when it ends', () => {
    fc.assert(fc.property(sendsOf([1, 2, 3, 4], [0]), changesOf(rate), (list, changes) => {
      const arrivals = play(list, [...changes, { at: 50_000, rate: Infinity }], ofTampa);
      list.forEach(({ from, at }, index) => list.forEach((other, place) => {
        if (other.from !== from || other.at < at || (other.at === at && place < index)) return;
        expect(arrivals[place]).toBeGreaterThanOrEqual(arrivals[index]!);
      }));
      for (const [index, sent] of list.entries()) {
        expect(arrivals[index]).toBeLessThanOrEqual(Math.max(50_000, sent.at + away(sent)));
      }
    }));
  });
});
