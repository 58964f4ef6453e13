import { describe, expect, it } from 'vitest';
import type { ChainLink } from '../../workers/contract.ts';
import { standings } from './standings.ts';

const link = (height: number, problem: string | null = null, joined = true): ChainLink =>
  ({ height, says: 1, is: 1, parent: 1, problem, joined });

describe('a chain of which one byte is changed', () => {
  it('stands as far as the changed block, which is broken, and all after it are undone', () => {
    const links = [link(0), link(1), link(2, 'its hash'), link(3, null, false), link(4)];
    expect([...standings(links).values()]).toEqual(['whole', 'whole', 'broken', 'undone', 'undone']);
  });

  it('is whole where nothing is', () => {
    expect([...standings([link(0), link(1)]).values()]).toEqual(['whole', 'whole']);
  });
});
