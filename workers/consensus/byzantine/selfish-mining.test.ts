/** Eyal and Sirer 2014, algorithm 1 and figure 1: what the pool shows in each state. */
import { describe, expect, it } from 'vitest';
import type { BlockSeen, ReadChain } from '../entry.ts';
import type { Wire } from '../protocol.ts';
import { SelfishMining } from './selfish-mining.ts';
import { Withholding } from './withholding.ts';

interface Told extends Wire {
  readonly block: BlockSeen | null;
  readonly about: string | null;
}

const READ: ReadChain = {
  blocks: (message) => ((message as Told).block === null ? [] : [(message as Told).block!]),
  head: (message) => (message as Told).about,
};
const [POOL, OTHERS] = [0, 1];

function told(maker: number, height: number, name = `${maker}/${height}`): Told {
  const payload = { digest: name, bytes: 0, body: null };
  return { kind: 'block', bytes: 0, occasion: name, about: null,
    block: { hash: name, parent: '', height, maker, payload } };
}

/** `p4` the pool finds block 4, `o4` others do; what the pool shows after each. */
function play(...events: readonly string[]): string[] {
  let shown: string[] = [];
  const withholding = new Withholding(POOL, READ, (messages) => {
    shown.push(...messages.map((message) => `${(message as Told).block!.height}`));
  });
  withholding.hears(told(OTHERS, 3, 'before'));
  withholding.rule = new SelfishMining(withholding);
  return events.map((event) => {
    shown = [];
    if (event === 'end') withholding.end();
    else if (event.startsWith('o')) withholding.hears(told(OTHERS, Number(event.slice(1)), `${event}`));
    else {
      expect(withholding.keeps(told(POOL, Number(event.slice(1))))).toBe(true);
      withholding.settle();
    }
    return shown.join(' ');
  });
}

describe('one who mines selfishly', () => {
  it('keeps its first block to itself, and its second and third', () => {
    expect(play('p4', 'p5', 'p6')).toEqual(['', '', '']);
  });
  it('shows the one it has when others find one of that height: a race (state 0′)', () => {
    expect(play('p4', 'o4')).toEqual(['', '4']);
  });
  it('shows at once what it finds in a race, and has won both', () => {
    expect(play('p4', 'o4', 'p5', 'p6')).toEqual(['', '4', '5', '']);
  });
  it('begins anew where the others win the race', () => {
    expect(play('p4', 'o4', 'o5', 'p6', 'o6')).toEqual(['', '4', '', '', '6']);
  });
  it('shows all when its lead shrinks from two to one', () => {
    expect(play('p4', 'p5', 'o4', 'p6')).toEqual(['', '', '4 5', '']);
  });
  it('shows one for one while it leads by more', () => {
    expect(play('p4', 'p5', 'p6', 'p7', 'o4', 'o5', 'o6')).toEqual(['', '', '', '', '4', '5', '6 7']);
  });
  it('follows the others where it has nothing', () => {
    expect(play('o4', 'o5', 'p6', 'o6')).toEqual(['', '', '', '6']);
  });
  it('answers no block that leaves the public chain as long as it was', () => {
    expect(play('p4', 'p5', 'p6', 'o4', 'o3', 'p7')).toEqual(['', '', '', '4', '', '']);
  });
  it('shows all it has when it turns honest', () => {
    expect(play('p4', 'p5', 'p6', 'end')).toEqual(['', '', '', '4 5 6']);
  });
  it('gives away nothing that is hidden, whoever asks', () => {
    const withholding = new Withholding(POOL, READ, () => undefined);
    withholding.rule = new SelfishMining(withholding);
    expect(withholding.keeps(told(POOL, 1))).toBe(true);
    expect(withholding.keeps({ ...told(POOL, 1), block: null, about: '0/1' } as Told)).toBe(true);
    expect(withholding.keeps(told(OTHERS, 1))).toBe(false);
  });
});
