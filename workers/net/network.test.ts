import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Kernel } from '../kernel/kernel.ts';
import { NONE } from '../kernel/trace.ts';
import { netCut, netHealed } from './entries.ts';
import { Network, type Party } from './network.ts';
import { roundTripMicros } from './regions.ts';

const parties: Party[] = [
  { name: 'tampa', region: 'us-east' },
  { name: 'boise', region: 'us-west' },
  { name: 'reno', region: 'us-west' },
  { name: 'bonn', region: 'eu-central' },
];

interface Delivery {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly payload: unknown;
}

function build(jitterPercent = 0, bandwidthBitsPerSecond = 8_000_000, keepMessages = true) {
  const kernel = new Kernel({ seed: 11, keepMessages });
  const delivered: Delivery[] = [];
  const network = new Network(kernel, {
    parties,
    bandwidthBitsPerSecond,
    jitterPercent,
    deliver: (to, from, payload) => delivered.push({ at: kernel.now, from, to, payload }),
  });
  return { kernel, network, delivered };
}

const message = (bytes: number, occasion = 'm') => ({ kind: 'test', bytes, occasion });
const TAMPA_TO_BOISE = 43_500;

describe('Network', () => {
  it('delivers after half a round trip and the time of its bytes, exactly, without jitter', () => {
    // 8 Mbit/s: a microsecond a byte.
    fc.assert(
      fc.property(fc.nat(3), fc.nat(3), fc.nat(100_000), (from, to, bytes) => {
        fc.pre(from !== to);
        const { kernel, network, delivered } = build();
        const row = network.send(from, to, message(bytes), 'x');
        kernel.advance(Infinity, 10);
        const roundTrip = roundTripMicros(parties[from]!.region, parties[to]!.region);
        const at = Math.round(roundTrip / 2) + bytes;
        expect(delivered).toEqual([{ at, from, to, payload: 'x' }]);
        expect(kernel.trace.arrivesAt(row)).toBe(at);
        expect(network.delayMicros(from, to, bytes)).toBe(at);
      }),
    );
  });

  it('sends the bytes of one link in order, and links beside each other', () => {
    const { kernel, network, delivered } = build();
    network.send(0, 1, message(1_000), 'first');
    network.send(0, 1, message(10), 'second');
    network.send(0, 2, message(10), 'other link');
    network.send(1, 0, message(10), 'other way');
    kernel.advance(Infinity, 10);
    expect(delivered.map(({ at, payload }) => [payload, at - TAMPA_TO_BOISE])).toEqual([
      ['other link', 10],
      ['other way', 10],
      ['first', 1_000],
      ['second', 1_010],
    ]);
  });

  it('rounds the time of the bytes up, never early', () => {
    const { kernel, network, delivered } = build(0, 24_000_000);
    network.send(0, 1, message(1), 'x');
    kernel.advance(Infinity, 10);
    expect(delivered[0]!.at).toBe(TAMPA_TO_BOISE + 1);
  });

  it('keeps jitter within its share of the propagation, drawn by link and occasion alone', () => {
    const arrivals = (occasions: readonly string[]): Map<string, number> => {
      const { kernel, network, delivered } = build(5, Infinity);
      kernel.on(0, (_target, index) => {
        const occasion = occasions[index]!;
        network.send(0, 1, message(0, occasion), occasion);
      });
      for (const index of occasions.keys()) {
        kernel.schedule(index * 1_000_000, 0, 0, index, undefined);
      }
      kernel.advance(Infinity, 1_000);
      return new Map(delivered.map(({ at, payload }) => [payload as string, at % 1_000_000]));
    };
    const occasions = Array.from({ length: 200 }, (_, index) => `prepare/${index}/0`);
    const forwards = arrivals(occasions);
    for (const delay of forwards.values()) {
      expect(Math.abs(delay - TAMPA_TO_BOISE)).toBeLessThanOrEqual(TAMPA_TO_BOISE * 0.05);
    }
    expect(new Set(forwards.values()).size).toBeGreaterThan(150);
    const some = arrivals(occasions.toReversed().slice(0, 60));
    for (const [occasion, delay] of some) expect(delay).toBe(forwards.get(occasion));
  });

  it('names the message and its cause while delivering', () => {
    const kernel = new Kernel({ seed: 1, keepMessages: true });
    const seen: unknown[] = [];
    const network: Network = new Network(kernel, {
      parties,
      bandwidthBitsPerSecond: 1e8,
      jitterPercent: 0,
      deliver: (_to, _from, _payload, kind) => seen.push(kind, kernel.cause, kernel.via),
    });
    const cause = network.cut('boise', 'bonn');
    const row = kernel.within(cause, () => network.send(0, 1, message(10), 'x'));
    kernel.advance(Infinity, 10);
    expect(seen).toEqual(['test', cause, row]);
    expect(kernel.trace.messageCause(row)).toBe(cause);
  });

  it('refuses a message to oneself, to nobody, or of broken size', () => {
    const { network } = build();
    expect(() => network.send(1, 1, message(1), 'x')).toThrow('itself');
    expect(() => network.send(1, 4, message(1), 'x')).toThrow('receiver');
    expect(() => network.send(1, 2, message(0.5), 'x')).toThrow('whole number');
    expect(() => network.send(1, 2, message(2 ** 40), 'x')).toThrow('MESSAGE_BYTES_MAX');
  });
});

describe('A cut', () => {
  it('holds what is under way and what is sent, and lets it leave in order when healed', () => {
    const { kernel, network, delivered } = build();
    const underway = network.send(0, 1, message(100), 'under way');
    kernel.advance(10, 1);
    network.cut('us-east', 'us-west');
    const held = network.send(0, 1, message(200), 'held');
    network.send(0, 3, message(1), 'elsewhere');
    expect([underway, held].map((row) => kernel.trace.arrivesAt(row))).toEqual([
      Infinity, Infinity,
    ]);
    kernel.advance(1_000_000, 99);
    expect(network.underWayCount).toBe(2);
    expect(delivered.map(({ payload }) => payload)).toEqual(['elsewhere']);
    kernel.on(0, () => network.heal('us-west', 'us-east'));
    kernel.schedule(2_000_000, 0, 0, 0, undefined);
    kernel.advance(Infinity, 99);
    expect(delivered.slice(1)).toEqual([
      { at: 2_000_000 + TAMPA_TO_BOISE + 100, from: 0, to: 1, payload: 'under way' },
      { at: 2_000_000 + TAMPA_TO_BOISE + 300, from: 0, to: 1, payload: 'held' },
    ]);
    expect(kernel.trace.arrivesAt(held)).toBe(delivered[2]!.at);
    expect(network.underWayCount).toBe(0);
  });

  it('covers both ways between regions or parties, and only those', () => {
    const { network } = build();
    const cutPairs = (): string[] =>
      parties.flatMap((_, from) =>
        parties.flatMap((_each, to) => (network.faults.cutCount(from, to) > 0 ? [`${from}${to}`] : [])),
      );
    network.cut('us-east', 'us-west');
    expect(cutPairs()).toEqual(['01', '02', '10', '20']);
    network.cut('boise', 'bonn');
    expect(cutPairs()).toEqual(['01', '02', '10', '13', '20', '31']);
    network.heal('us-east', 'us-west');
    expect(cutPairs()).toEqual(['13', '31']);
  });

  it('is recorded once, and healed once', () => {
    const { kernel, network } = build();
    const cut = network.cut('boise', 'us-east');
    expect(network.cut('us-east', 'boise')).toBe(NONE);
    expect(network.heal('boise', 'tampa')).toBe(NONE);
    const healed = network.heal('us-east', 'boise');
    expect(network.heal('us-east', 'boise')).toBe(NONE);
    expect(kernel.trace.get(cut, netCut)).toEqual({ a: 'boise', b: 'us-east' });
    expect(kernel.trace.get(healed, netHealed)).toEqual({ a: 'us-east', b: 'boise' });
    expect(kernel.trace.outcomeCount).toBe(2);
  });

  it('that overlaps another keeps a link cut until both are healed', () => {
    const { kernel, network, delivered } = build();
    network.send(0, 1, message(1), 'x');
    network.cut('tampa', 'boise');
    network.cut('us-east', 'us-west');
    network.heal('tampa', 'boise');
    expect(network.faults.cutCount(0, 1) > 0).toBe(true);
    expect(kernel.advance(Infinity, 9)).toBe('empty');
    network.heal('us-east', 'us-west');
    kernel.advance(Infinity, 9);
    expect(delivered).toHaveLength(1);
  });

  it('of a name that is neither party nor region is refused', () => {
    expect(() => build().network.cut('tampa', 'atlantis')).toThrow('atlantis');
  });
});

type Step =
  | { send: [number, number, number] }
  | { cut: [string, string] }
  | { heal: [string, string] };

const names = ['tampa', 'boise', 'reno', 'bonn', 'us-east', 'us-west', 'eu-central'];
const ends = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names));
const steps = fc.array(
  fc.tuple(
    fc.nat(40_000),
    fc.oneof(
      fc.record({ send: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(20_000)) }),
      fc.record({ cut: ends }),
      fc.record({ heal: ends }),
    ) as fc.Arbitrary<Step>,
  ),
  { maxLength: 60 },
);

function play(list: readonly [number, Step][], keepMessages = true) {
  const { kernel, network, delivered } = build(20, 8_000_000, keepMessages);
  const sent: string[] = [];
  const rows: number[] = [];
  kernel.on(0, (_target, index) => {
    const step = list[index]![1];
    if ('cut' in step) network.cut(...step.cut);
    else if ('heal' in step) network.heal(...step.heal);
    else if (step.send[0] !== step.send[1]) {
      const [from, to, bytes] = step.send;
      const payload = `${from}>${to} ${index}`;
      rows.push(network.send(from, to, message(bytes, `${index}`), payload));
      sent.push(payload);
    }
  });
  let at = 0;
  for (const [index, [wait]] of list.entries()) {
    at += wait;
    kernel.schedule(at, 0, 0, index, undefined);
  }
  kernel.on(1, () => {
    for (const a of names) for (const b of names) network.heal(a, b);
  });
  kernel.schedule(at + 1, 1, 0, 0, undefined);
  kernel.advance(Infinity, 1e6);
  return { kernel, delivered, sent, rows };
}

describe('Any sends, cuts and heals', () => {
  it('lose nothing, double nothing, and keep the order of each link', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { delivered, sent, kernel, rows } = play(list);
        const got = delivered.map(({ payload }) => payload);
        expect(got).toHaveLength(sent.length);
        for (const [link, payloads] of groupedByLink(sent)) {
          expect(groupedByLink(got).get(link)).toEqual(payloads);
        }
        const arrivals = new Map(delivered.map(({ payload, at }) => [payload, at]));
        rows.forEach((row, index) => {
          expect(kernel.trace.arrivesAt(row)).toBe(arrivals.get(sent[index]!));
        });
      }),
    );
  });

  it('come out the same whether messages are kept or only counted', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const [kept, counted] = [play(list, true), play(list, false)];
        expect(counted.delivered).toEqual(kept.delivered);
        const fingerprint = ({ kernel }: typeof kept): string =>
          kernel.trace.fingerprint(sha256.create());
        expect(fingerprint(counted)).toBe(fingerprint(kept));
        expect(counted.kernel.trace.messageBytes).toBe(kept.kernel.trace.messageBytes);
      }),
      { numRuns: 40 },
    );
  });
});

function groupedByLink(payloads: readonly unknown[]): Map<string, unknown[]> {
  const groups = new Map<string, unknown[]>();
  for (const payload of payloads) {
    const link = (payload as string).split(' ')[0]!;
    groups.set(link, [...(groups.get(link) ?? []), payload]);
  }
  return groups;
}
