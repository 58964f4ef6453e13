import { describe, expect, it } from 'vitest';
import { Kernel } from '../kernel/kernel.ts';
import type { Message, Network } from '../net/network.ts';
import type { Parcel } from './parcel.ts';
import { costMicros, Processing, type Cpu } from './processing.ts';

const ballot = { kind: 'prepare', bytes: 0, occasion: 'prepare/1/0', signed: {} };
const vote = (): Parcel => ({ topic: 'consensus', message: ballot });
const refusal: Parcel = { topic: 'refusal', request: 'r', refused: [] };
const message: Message = { kind: 'm', bytes: 0, occasion: 'm' };

function build(cpu: Cpu) {
  const kernel = new Kernel({ seed: 1, keepMessages: false });
  const received: [number, number][] = [];
  const sent: [number, number][] = [];
  const network = { send: (from: number) => sent.push([kernel.now, from]) } as unknown as Network;
  const processing = new Processing({
    kernel, network, members: ['a', 'b'], input: { settings: { 'network.cpu': cpu } },
    receive: (to) => { received.push([kernel.now, to]); },
  });
  return { kernel, processing, received, sent };
}

describe('costMicros', () => {
  it('is the published cycles at 2.4 GHz, rounded up', () => {
    expect(costMicros({ verifications: 1, signatures: 0, hashedBytes: 0 })).toBe(114);
    expect(costMicros({ verifications: 0, signatures: 1, hashedBytes: 0 })).toBe(37);
    expect(costMicros({ verifications: 0, signatures: 0, hashedBytes: 1_000_000 })).toBe(7_417);
    expect(costMicros({ verifications: 0, signatures: 0, hashedBytes: 0 })).toBe(0);
  });
});

describe('Processing', () => {
  it('hands messages over at once when ideal, and to phones always', () => {
    const ideal = build('ideal');
    ideal.processing.arrive(0, 1, vote(), 1_000);
    ideal.processing.send(0, 1, message, refusal);
    expect([ideal.received, ideal.sent]).toEqual([[[0, 0]], [[0, 0]]]);
    const published = build('published');
    published.processing.arrive(2, 1, vote(), 1_000);
    expect(published.received).toEqual([[0, 2]]);
  });

  it('handles one message after another, each node for itself', () => {
    const { kernel, processing, received } = build('published');
    for (const to of [0, 0, 1]) processing.arrive(to, 2, vote(), 0);
    kernel.advance(Infinity, 9);
    expect(received).toEqual([[114, 0], [114, 1], [228, 0]]);
  });

  it('signs a broadcast once, and sends what is signed in order', () => {
    const { kernel, processing, sent } = build('published');
    const parcel = vote();
    processing.send(0, 1, message, parcel);
    processing.send(0, 1, message, parcel);
    processing.send(0, 1, message, refusal);
    kernel.advance(Infinity, 9);
    expect(sent).toEqual([[37, 0], [37, 0], [74, 0]]);
  });

  it('makes a slow node pay under ideal too, and lets nothing overtake what it is busy with', () => {
    const { kernel, processing, received, sent } = build('ideal');
    processing.setSlowness(0, 10);
    processing.arrive(0, 2, vote(), 0);
    processing.arrive(1, 2, vote(), 0);
    processing.setSlowness(0, 1);
    processing.arrive(0, 2, refusal, 0);
    processing.send(0, 1, message, vote());
    kernel.advance(Infinity, 9);
    expect(received).toEqual([[0, 1], [1_140, 0], [1_140, 0]]);
    expect(sent).toEqual([[1_140, 0]]);
    processing.arrive(0, 2, vote(), 0);
    kernel.advance(Infinity, 9);
    expect(received.at(-1)).toEqual([1_140, 0]);
  });

  it('takes so many times as long as was published', () => {
    const { kernel, processing, received } = build('published');
    processing.setSlowness(0, 3);
    for (const to of [0, 0, 1]) processing.arrive(to, 2, vote(), 0);
    kernel.advance(Infinity, 9);
    expect(received).toEqual([[114, 1], [342, 0], [684, 0]]);
  });
});
