import { expect, it } from 'vitest';
import { protocolWords } from './en-protocols.ts';
import { words } from './en.ts';

const { chain } = words;

it('a block says in which attempt it was agreed in the word of its protocol, which is explained there', () => {
  expect([chain.round(3, 'qbft'), chain.round(3, 'tendermint'), chain.round(3, 'raft'), chain.round(3, 'pbft')])
    .toEqual(['r3', 'r3', 't3', 'v3']);
  expect(chain.rounds(2, 'hotstuff')).toBe('agreed in view 2');
  for (const protocol of ['qbft', 'tendermint', 'raft', 'pbft', 'hotstuff']) {
    const [, word = ''] = /agreed in (\w+) 1/.exec(chain.rounds(1, protocol)) ?? [];
    expect(protocolWords.get(protocol)?.entries.map(([each]) => each), protocol).toContain(word);
  }
});
