import { describe, expect, it } from 'vitest';
import { Mempool } from './mempool.ts';
import { SampleNetwork } from './sample.ts';

const network = new SampleNetwork(0);
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((grant) => network.give(grant));

describe('the mempool', () => {
  it('gives the oldest first and keeps them until they are removed', () => {
    const pool = new Mempool(10);
    for (const signed of [c!, a!, b!]) expect(pool.add(signed)).toBe(true);
    expect(pool.oldest(2)).toEqual([c, a]);
    expect(pool.oldest(9)).toEqual([c, a, b]);
    expect(pool.size).toBe(3);
    pool.remove([a!.body.id, d!.body.id]);
    expect(pool.oldest(9)).toEqual([c, b]);
  });

  it('takes each id once', () => {
    const pool = new Mempool(10);
    expect([pool.add(a!), pool.add(a!), pool.size]).toEqual([true, false, 1]);
    expect([pool.has(a!.body.id), pool.has(b!.body.id)]).toEqual([true, false]);
  });

  it('takes nothing more when it is full, and does again after a removal', () => {
    const pool = new Mempool(2);
    expect([a!, b!, c!].map((signed) => pool.add(signed))).toEqual([true, true, false]);
    expect(pool.isFull).toBe(true);
    pool.remove([a!.body.id]);
    expect([pool.add(c!), ...pool.oldest(5)]).toEqual([true, b, c]);
  });

  it('has a size limit that leaves room', () => {
    expect(() => new Mempool(0)).toThrow('has room');
  });
});
