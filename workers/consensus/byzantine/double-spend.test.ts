import { describe, expect, it } from 'vitest';
import type { BlockSeen } from '../entry.ts';
import type { Wire } from '../protocol.ts';
import { DoubleSpend } from './double-spend.ts';
import { Withholding } from './withholding.ts';

const PAID = 'paid';

/** A block as a message: maker 0 is the attacker. */
interface Told extends Wire { readonly block: BlockSeen }

function block(hash: string, parent: string, height: number, maker: number, digest = ''): Told {
  return { kind: 'block', bytes: 1, occasion: hash,
    block: { hash, parent, height, maker, payload: { digest, bytes: 1, body: null } } as unknown as BlockSeen };
}

function attack(confirmations: number): { withholding: Withholding; shown: number[] } {
  const shown: number[] = [];
  const withholding = new Withholding(0,
    { blocks: (message: Wire) => [(message as Told).block], head: () => null } as never,
    (messages) => { shown.push(messages.length); });
  withholding.rule = new DoubleSpend(withholding, { confirmations, isAwaited: () => true,
    isIn: ({ payload }) => payload.digest === PAID }, { isDone: false });
  return { withholding, shown };
}

const finds = (withholding: Withholding, message: Told): void => {
  withholding.keeps(message);
  withholding.settle();
};

const hears = (withholding: Withholding, message: Told): void => {
  withholding.hears(message);
  withholding.settle();
};

describe('a double spender', () => {
  it('shows its chain when it is longer and the other has its confirmations', () => {
    const { withholding, shown } = attack(2);
    hears(withholding, block('a1', 'genesis', 1, 1, PAID));
    for (const height of [1, 2, 3]) finds(withholding, block(`h${height}`, `h${height - 1}`, height, 0));
    expect(shown).toEqual([]);
    hears(withholding, block('a2', 'a1', 2, 1));
    expect(shown).toEqual([3]);
  });

  it('does so too where another block came first at the height of the transaction', () => {
    const { withholding, shown } = attack(2);
    hears(withholding, block('b1', 'genesis', 1, 2));
    hears(withholding, block('a1', 'genesis', 1, 1, PAID));
    for (const height of [2, 3, 4]) finds(withholding, block(`h${height}`, `h${height - 1}`, height, 0));
    expect(shown).toEqual([]);
    hears(withholding, block('a2', 'a1', 2, 1));
    expect(shown).toEqual([3]);
  });

  it('takes no confirmations from a branch that has it not', () => {
    const { withholding, shown } = attack(2);
    hears(withholding, block('a1', 'genesis', 1, 1, PAID));
    for (const height of [1, 2, 3, 4]) finds(withholding, block(`h${height}`, `h${height - 1}`, height, 0));
    hears(withholding, block('b1', 'genesis', 1, 2));
    hears(withholding, block('b2', 'b1', 2, 2));
    expect(shown).toEqual([]);
  });
});
