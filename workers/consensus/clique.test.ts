import { describe, expect, it } from 'vitest';
import { sealBlock } from './clique-header.ts';
import type { CliqueBlock, CliqueHeader } from './clique-header.ts';
import { blocksMessage, getBlocks, headMessage, newBlock } from './clique-messages.ts';
import type { CliqueMessage } from './clique-messages.ts';
import { Snapshot } from './clique-snapshot.ts';
import { childOf, genesisOf } from './clique-tree.ts';
import type { CliqueNode } from './clique-tree.ts';
import { payloadOf } from './testing/chain-application.ts';
import { createClique } from './testing/clique-network.ts';
import { LoneSeat } from './testing/lone-seat.ts';

const PERIOD = 2_000_000;
const EPOCH = 30_000;
const WIGGLE = 123_456;

/** Draws that were asked for, as `n purpose number`; each comes to WIGGLE, or to 0 among votes. */
interface Drawn { readonly asked: string[] }

/** A signer of four whose peers the test plays. Member 1 is in turn at 1, 2 at 2, 3 at 3, 0 at 4. */
class Bench extends LoneSeat<CliqueMessage> implements Drawn {
  readonly asked: string[];

  constructor(self: number, { members = 4, restored = null, epochBlocks = EPOCH, confirmations = 2 }: {
    members?: number; restored?: unknown; epochBlocks?: number; confirmations?: number;
  } = {}) {
    const asked: string[] = [];
    super({ self, members, restored, create: createClique({ epochBlocks, confirmations,
      below: (_self, n, purpose, number) => {
        asked.push(`${n} ${purpose} ${number}`);
        return purpose === 'clique-vote' ? 0 : WIGGLE;
      } }) });
    this.asked = asked;
  }

  get genesis(): CliqueNode {
    return genesisOf(new Snapshot(0, [...Array(this.members).keys()]));
  }

  /** What a peer would seal on a node, right in all fields unless changed. */
  blockOn(parent: CliqueNode, signer: number, transactions: readonly string[] = [],
    changes: Partial<CliqueHeader> = {}): CliqueBlock {
    const payload = payloadOf({ height: parent.number + 1, proposer: signer, transactions,
      parent: parent.block?.payload.digest ?? 'genesis' });
    return sealBlock({ number: parent.number + 1, parent: parent.hash,
      timestampMicros: parent.timestampMicros + PERIOD,
      difficulty: parent.snapshot.difficultyOf(signer), beneficiary: null, nonce: 'drop',
      vanity: transactions.length > 0 ? 'new' : 'confirming', signers: null,
      payload: payload.digest, ...changes }, payload, (header) => this.keyrings[signer]!.sign(header));
  }

  /** A peer seals a block on a node and this signer hears of it at once. */
  grow(parent: CliqueNode, signer: number, transactions: readonly string[] = []): CliqueNode {
    const block = this.blockOn(parent, signer, transactions);
    this.now = Math.max(this.now, block.seal.body.timestampMicros);
    this.hear(signer, newBlock(block));
    return childOf(parent, block, signer, EPOCH);
  }

  vote(about: number, choice: 'add' | 'drop' | 'none'): void {
    this.protocol.onWish?.(about, choice, this.now);
  }

  get sealed(): CliqueHeader[] {
    return this.said('new-block').map(({ block }) => block.seal.body);
  }
}

describe('the suggested strategy of EIP-225', () => {
  it('in turn, waits for the exact time of the next block, signs and broadcasts at once', () => {
    const bench = new Bench(1);
    bench.application.submit('a');
    bench.protocol.onPending(1);
    expect(bench.timers.get('block')).toBe(PERIOD);
    bench.fire('block');
    expect(bench.sent.map(({ to }) => to)).toEqual(['all']);
    expect(bench.sealed).toMatchObject(
      [{ number: 1, parent: 'genesis', timestampMicros: PERIOD, difficulty: 2, vanity: 'new' }]);
    expect(bench.asked).toEqual([]);
  });

  it('out of turn, delays signing by rand(SIGNER_COUNT · 500 ms)', () => {
    const bench = new Bench(0);
    bench.begin();
    expect(bench.asked).toEqual(['2000000 clique-wiggle 1']);
    expect(bench.sealed).toEqual([]);
    bench.fire('wiggle');
    expect(bench.sealed).toMatchObject([{ number: 1, timestampMicros: PERIOD + WIGGLE, difficulty: 1 }]);
  });

  it('leaves it to a block that comes while it waits', () => {
    const bench = new Bench(0);
    bench.begin();
    bench.grow(bench.genesis, 1, ['a']);
    expect(bench.timers.has('wiggle')).toBe(false);
    expect(bench.protocol.status()).toMatchObject({ leader: 2 });
  });

  it('does not sign where it has signed one of the last SIGNER_LIMIT − 1, and asks about others', () => {
    const bench = new Bench(1);
    bench.begin();
    bench.application.submit('b');
    bench.fire('block');
    expect(bench.sealed).toHaveLength(1);
    expect(bench.protocol.status().phase).toBe('waiting for others');
    const waits = [0, 1, 2].map(() => {
      const { now } = bench;
      bench.fire('retransmission');
      return bench.now - now;
    });
    expect(waits).toEqual([4_000_000, 8_000_000, 16_000_000]);
    expect(bench.said('head')).toHaveLength(3);
  });

  it('makes no block at all while nothing waits and nothing has to be confirmed', () => {
    const bench = new Bench(1);
    expect([...bench.timers]).toEqual([]);
    bench.begin();
    expect(bench.timers.get('block')).toBe(2 * PERIOD);
    const second = bench.grow(childOf(bench.genesis, bench.said('new-block')[0]!.block, 1, EPOCH), 2);
    expect(second.number).toBe(2);
    expect([...bench.timers]).toEqual([]);
  });
});

describe('a chain of blocks', () => {
  it('decides what has its confirmations, the block itself counted', () => {
    const bench = new Bench(0, { confirmations: 3 });
    const first = bench.grow(bench.genesis, 1, ['a']);
    const second = bench.grow(first, 2);
    expect(bench.decided).toEqual([]);
    bench.grow(second, 3);
    expect(bench.decided).toMatchObject(
      [{ height: 1, certificate: { digest: '1<1>a', signers: [1, 2, 3] } }]);
  });

  it('gives way to one of more total difficulty, and not to one of as much', () => {
    const bench = new Bench(0);
    bench.grow(bench.genesis, 2, ['b']);
    bench.grow(bench.genesis, 3, ['c']);
    expect(bench.outcomes).toEqual([]);
    bench.grow(bench.genesis, 1, ['a']);
    expect(bench.outcomes).toEqual([{ kind: 'consensus.reorganised',
      values: { height: 1, depth: 1, digest: '1<1>a' } }]);
  });

  it('takes back what was decided where the other chain leaves it out', () => {
    const bench = new Bench(3, { confirmations: 1 });
    bench.grow(bench.genesis, 2, ['b']);
    bench.grow(bench.genesis, 1, ['a']);
    expect(bench.reverted).toEqual([1]);
    expect(bench.decided.map(({ payload }) => payload.digest)).toEqual(['1<2>b', '1<1>a']);
    expect(bench.application.chain.map(({ digest }) => digest)).toEqual(['1<1>a']);
  });

  it('takes no block that is forged, against the rules or refused by the application', () => {
    const bench = new Bench(0);
    const { genesis } = bench;
    const good = bench.blockOn(genesis, 1, ['a']);
    bench.now = 10 * PERIOD;
    bench.hear(1, newBlock({ ...good, seal: { ...good.seal } }));
    bench.hear(1, newBlock(bench.blockOn(genesis, 1, ['a'], { difficulty: 1 })));
    bench.hear(1, newBlock(bench.blockOn(genesis, 1, ['invalid'])));
    expect(Object.fromEntries(bench.counts)).toEqual(
      { 'consensus.forgeries': 1, 'consensus.refusedBlocks': 2 });
    expect(bench.protocol.status().leader).toBe(1);
    bench.hear(1, newBlock(good));
    expect(bench.protocol.status().leader).toBe(2);
  });

  it('keeps a block from the future until its time has come', () => {
    const bench = new Bench(0);
    bench.hear(1, newBlock(bench.blockOn(bench.genesis, 1, ['a'])));
    expect(bench.protocol.status().leader).toBe(1);
    expect(bench.timers.get('held')).toBe(PERIOD);
    bench.fire('held');
    expect(bench.protocol.status().leader).toBe(2);
  });
});

describe('whoever has missed blocks', () => {
  it('asks who sent one on top of them, and follows when they come', () => {
    const [teller, bench] = [new Bench(3, { confirmations: 9 }), new Bench(0, { confirmations: 9 })];
    let at = teller.genesis;
    for (const signer of [1, 2, 3, 0]) at = teller.grow(at, signer, [`t${signer}`]);
    // The seals of one bench are known to its own registry alone.
    const blocks = [1, 2, 3, 0].reduce<CliqueNode[]>((chain, signer) => [...chain,
      childOf(chain.at(-1) ?? bench.genesis,
        bench.blockOn(chain.at(-1) ?? bench.genesis, signer, [`t${signer}`]), signer, EPOCH)], []);
    bench.now = at.timestampMicros;
    bench.hear(0, newBlock(blocks[3]!.block!));
    expect(bench.said('get-blocks')).toMatchObject([{ hash: blocks[3]!.hash, locator: ['genesis'] }]);
    teller.hear(0, getBlocks(at.hash, ['genesis']));
    expect(teller.said('blocks')[0]?.blocks.map(({ seal: { body } }) => body.number))
      .toEqual([1, 2, 3, 4]);
    bench.hear(0, blocksMessage(blocks[3]!.hash, blocks.map(({ block }) => block!)));
    expect(bench.protocol.status().leader).toBe(1);
  });

  it('is told of a head by whoever has as good a one', () => {
    const bench = new Bench(0);
    const at = bench.grow(bench.genesis, 1, ['a']);
    bench.hear(2, headMessage('genesis', 0, '1'));
    expect(bench.sent.at(-1)).toMatchObject({ to: 2, message: { kind: 'blocks', hash: at.hash } });
    bench.hear(3, headMessage('unknown', 7, '1'));
    expect(bench.sent.at(-1)).toMatchObject({ to: 3, message: { kind: 'get-blocks', hash: 'unknown' } });
  });

  it('comes back with the chain and the proposals that its disk kept', () => {
    const bench = new Bench(3);
    bench.vote(2, 'drop');
    const at = bench.grow(bench.genesis, 1, ['a']);
    const back = new Bench(3, { restored: bench.persisted.at(-1) });
    expect(back.sent).toMatchObject([{ to: 'all', message: { kind: 'head', hash: at.hash } }]);
    back.begin('b');
    back.fire('wiggle');
    expect(back.sealed).toMatchObject([{ number: 2, beneficiary: 2, nonce: 'drop' }]);
  });
});

describe('votes', () => {
  it('go into the blocks of whoever has proposed something, as long as it would change something', () => {
    const bench = new Bench(1, { members: 1 + 1 });
    bench.vote(0, 'drop');
    bench.fire('block');
    expect(bench.sealed).toMatchObject([{ beneficiary: 0, nonce: 'drop', vanity: 'new' }]);
  });

  it('are said again in every block, and keep nobody awake who has cast them', () => {
    const bench = new Bench(1, { confirmations: 1 });
    bench.vote(3, 'drop');
    bench.fire('block');
    expect([...bench.timers.keys()]).toEqual([]);
    let at = childOf(bench.genesis, bench.said('new-block')[0]!.block, 1, EPOCH);
    for (const signer of [2, 3, 0]) at = bench.grow(at, signer, [`t${signer}`]);
    bench.begin();
    expect(bench.sealed.map(({ beneficiary }) => beneficiary)).toEqual([3, 3]);
    expect([...bench.timers.keys()]).toEqual([]);
  });

  it('are no part of a checkpoint, which lists the signers', () => {
    const bench = new Bench(1, { epochBlocks: 1 });
    bench.vote(2, 'drop');
    bench.fire('block');
    expect(bench.sealed).toMatchObject([{ beneficiary: null, nonce: 'drop', signers: [0, 1, 2, 3] }]);
  });

  it('change the signers for all who follow the chain, at once', () => {
    const bench = new Bench(0, { members: 2, confirmations: 1 });
    bench.now = PERIOD;
    bench.hear(1, newBlock(bench.blockOn(bench.genesis, 1, ['a'], { beneficiary: 1 })));
    bench.vote(1, 'drop');
    bench.application.submit('b');
    bench.protocol.onPending(bench.now);
    bench.fire('block');
    expect(bench.outcomes.at(-1)).toEqual(
      { kind: 'consensus.signersChanged', values: { height: 2, signers: 'validator-0' } });
    expect(bench.protocol.status()).toMatchObject({ leader: 0 });
  });
});
