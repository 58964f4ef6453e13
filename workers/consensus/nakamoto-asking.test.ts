/** How a miner asks for the blocks that it hears of, and what it says in the same object. */
import { describe, expect, it } from 'vitest';
import { Draws } from '../kernel/draw.ts';
import type { ConsensusNetwork, Create, Seat } from './entry.ts';
import { mineBlock, NakamotoTree } from './nakamoto-block.ts';
import type { NakamotoBlock } from './nakamoto-block.ts';
import { blocksMessage, Said } from './nakamoto-messages.ts';
import type { GetBlocks, NakamotoMessage } from './nakamoto-messages.ts';
import { protocol as entry } from './nakamoto.protocol.ts';
import { BLOCKS_MAX, nakamoto } from './nakamoto.ts';
import type { Application, Effects, Payload, Protocol, Wire } from './protocol.ts';

const [ASKER, HOLDER, THIRD] = [0, 1, 2];
const ASK_AGAIN_MICROS = 1_000;

const APPLICATION: Application = {
  hasPending: () => false,
  propose: (): Payload => { throw new Error('Nobody mines here.'); },
  accept: () => true,
};

function nothing(): void {}

/** A miner with what it said and the last block it went over to. */
class Bench {
  readonly sent: { to: number; message: NakamotoMessage }[] = [];
  readonly protocol: Protocol<NakamotoMessage>;
  head = '';

  constructor(self: number) {
    const effects: Effects<NakamotoMessage> = {
      send: (to, message) => { this.sent.push({ to, message }); },
      adopt: (_height, { digest }) => { this.head = digest; },
      broadcast: nothing, setTimer: nothing, cancelTimer: nothing, decide: nothing, revert: nothing,
      persist: nothing, record: nothing, count: nothing,
    };
    this.protocol = nakamoto({ self, members: 3, names: ['a', 'b', 'c'], blockIntervalMicros: 1, hashShare: 1,
      confirmations: 6, askAgainMicros: ASK_AGAIN_MICROS, emptyBlocks: false, said: new Said(),
      tree: new NakamotoTree(), below: (n) => n - 1,
    }, APPLICATION, effects);
    this.protocol.start(0);
  }

  /** Given the whole chain by somebody else. */
  learn(blocks: readonly NakamotoBlock[]): void {
    const last = blocks.at(-1)!;
    this.protocol.onMessage(THIRD, blocksMessage(last.hash, blocks), 0);
    expect(this.head).toBe(last.payload.digest);
    this.sent.length = 0;
  }

  /** Tells it at a time of a block; whom it then asks for which. */
  hears(from: number, block: NakamotoBlock, at: number): [number, string][] {
    this.sent.length = 0;
    this.protocol.onMessage(from, new Said().inv(block.hash), at);
    return this.sent.flatMap(({ to, message }) => (message.kind === 'get-blocks' ? [[to, message.hash]] : []));
  }

  get asks(): GetBlocks[] {
    return this.sent.flatMap(({ message }) => (message.kind === 'get-blocks' ? message : []));
  }
}

function chain(name: string, length: number): NakamotoBlock[] {
  const blocks: NakamotoBlock[] = [];
  for (let number = 1; number <= length; number += 1) {
    const payload = { digest: `${name}${number}`, bytes: 100, body: null };
    const parent = blocks.at(-1)?.hash ?? 'genesis';
    blocks.push(mineBlock({ number, parent, miner: THIRD, coinbase: 'confirming', payload: payload.digest }, payload));
  }
  return blocks;
}

describe('a block that it hears of', () => {
  const [one] = chain('one', 1) as [NakamotoBlock];
  const [two] = chain('two', 1) as [NakamotoBlock];

  it('is asked for of one who has it, and of another when it has not come for long enough', () => {
    const bench = new Bench(ASKER);
    expect(bench.hears(HOLDER, one, 0)).toEqual([[HOLDER, one.hash]]);
    expect(bench.hears(THIRD, one, ASK_AGAIN_MICROS - 1)).toEqual([]);
    expect(bench.hears(THIRD, one, ASK_AGAIN_MICROS)).toEqual([[THIRD, one.hash]]);
    expect(bench.hears(HOLDER, one, ASK_AGAIN_MICROS + 1)).toEqual([]);
  });

  it('is waited for while it hears of others, each for its own time, and not asked for once it has come', () => {
    const bench = new Bench(ASKER);
    expect(bench.hears(HOLDER, one, 0)).toEqual([[HOLDER, one.hash]]);
    expect(bench.hears(HOLDER, two, 10)).toEqual([[HOLDER, two.hash]]);
    expect(bench.hears(THIRD, one, 20)).toEqual([]);
    expect(bench.hears(THIRD, two, ASK_AGAIN_MICROS + 5)).toEqual([]);
    expect(bench.hears(THIRD, one, ASK_AGAIN_MICROS + 5)).toEqual([[THIRD, one.hash]]);
    expect(bench.hears(HOLDER, one, ASK_AGAIN_MICROS + 20)).toEqual([]);
    expect(bench.hears(THIRD, two, ASK_AGAIN_MICROS + 20)).toEqual([[THIRD, two.hash]]);
    bench.learn([two]);
    expect(bench.hears(HOLDER, two, 9 * ASK_AGAIN_MICROS)).toEqual([]);
    expect(bench.hears(HOLDER, one, 9 * ASK_AGAIN_MICROS)).toEqual([[HOLDER, one.hash]]);
  });
});

it('a fork longer than one answer is asked for above what was given, and followed when it is the longer', () => {
  const [own, other] = [chain('own', BLOCKS_MAX + 20), chain('other', 2 * BLOCKS_MAX + 100)];
  const tip = other.at(-1)!;
  const [asker, holder] = [new Bench(ASKER), new Bench(HOLDER)];
  asker.learn(own);
  holder.learn(other);
  asker.hears(HOLDER, tip, 0);
  const given: number[] = [];
  for (let turn = 0; asker.asks.length > turn && turn < 10; turn += 1) {
    holder.protocol.onMessage(ASKER, asker.asks[turn]!, turn);
    const { message } = holder.sent.at(-1)!;
    if (message.kind === 'blocks') given.push(message.blocks.length);
    asker.protocol.onMessage(HOLDER, message, turn);
    // A part of it is no reason to leave a chain that is longer than that.
    if (turn === 0) expect(asker.head).toBe(own.at(-1)!.payload.digest);
  }
  expect(given).toEqual([BLOCKS_MAX, BLOCKS_MAX, 100]);
  expect(asker.asks.map(({ locator }) => locator[0])).toEqual(
    [own.at(-1)!.hash, other[BLOCKS_MAX - 1]!.hash, other[2 * BLOCKS_MAX - 1]!.hash]);
  expect(asker.head).toBe(tip.payload.digest);
});

it('what a first life says of a block is one object, and never the one in which a second life says it', () => {
  const said: Wire[] = [];
  const draws = new Draws(1);
  const create = entry.assemble({ names: ['a', 'b', 'c'], idle: 'simulated',
    settings: { number: () => 6, micros: () => 1, flag: () => false, text: () => '' },
    below: (...name: Parameters<Draws['below']>) => draws.below(...name) } as unknown as ConsensusNetwork) as Create;
  const [block] = chain('block', 1) as [NakamotoBlock];
  for (const [self, isSecondLife] of [[0, false], [1, false], [1, true]] as const) {
    const life = create({ self, application: APPLICATION, disk: null, isRestarted: false, isSecondLife,
      effects: { send: (_to: number, message: Wire) => { said.push(message); }, persist: nothing, adopt: nothing,
        setTimer: nothing, cancelTimer: nothing, record: nothing, count: nothing, decide: nothing },
    } as unknown as Seat);
    life.start(0);
    life.onMessage(THIRD, blocksMessage(block.hash, [block]), 0);
  }
  // To whoever neither told it of the block nor made it; a second life tells the first as well.
  expect(said).toHaveLength(4);
  expect(said[3]).toBe(said[2]);
  expect(said[1]).toBe(said[0]);
  expect(said[2]).toEqual(said[0]);
  expect(said[2]).not.toBe(said[0]);
});
