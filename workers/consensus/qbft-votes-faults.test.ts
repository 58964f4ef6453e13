import { describe, expect, it } from 'vitest';
import type { Payload } from './protocol.ts';
import { proposal } from './qbft-messages.ts';
import type { PrepareBody, RoundChangeBody } from './qbft-messages.ts';
import { payloadOf } from './testing/chain-application.ts';
import { heights, sets, wish, VotingNetwork } from './testing/voting-network.ts';
import { votePending } from './vote-pending.ts';

const SECOND = 1_000_000;

describe('with validators that fail', () => {
  it('one that was down through the change finds it in the blocks that it is told', () => {
    const network = new VotingNetwork({ members: 5 });
    network.crash(1);
    wish(network, 'drop', 4, [0, 2, 3]);
    network.run(200 * SECOND);
    network.restart(1);
    network.submit('a', network.now);
    network.run(400 * SECOND);
    expect(sets(network, 1)).toEqual(sets(network, 0));
    expect(new Set(heights(network, 5)).size).toBe(1);
  });

  it('one that was dropped while it was down stays out when it is back, and hears all', () => {
    const network = new VotingNetwork({ members: 4 });
    network.crash(3);
    wish(network, 'drop', 3, [0, 1, 2]);
    network.run(200 * SECOND);
    network.restart(3);
    network.submit('a', network.now);
    network.run(400 * SECOND);
    expect(network.protocol(3).status().phase).toBe('not a validator');
    expect(new Set(heights(network, 4)).size).toBe(1);
    network.crash(3);
    network.restart(3);
    network.run(500 * SECOND);
    expect(network.protocol(3).status().phase).toBe('not a validator');
  });

  it('one that restarts knows the set and what its people want from its disk', () => {
    const network = new VotingNetwork({ members: 5 });
    wish(network, 'drop', 4, [0, 1, 2]);
    network.run(100 * SECOND);
    network.wish(0, 'add', 4);
    network.run(100 * SECOND + 1);
    network.crash(0);
    network.restart(0);
    wish(network, 'add', 4, [1, 2]);
    network.run(200 * SECOND);
    expect(sets(network, 1)).toHaveLength(2);
    expect(sets(network, 0)).toEqual(sets(network, 1));
  });

  it('the round fails whose proposer was to be the one that is dropped, across the change too', () => {
    const network = new VotingNetwork({ members: 5 });
    wish(network, 'drop', 4, [0, 1, 2, 3]);
    network.at(SECOND, () => network.crash(0));
    network.run(200 * SECOND);
    network.submit('a', network.now);
    network.run(400 * SECOND);
    for (const member of [1, 2, 3, 4]) {
      expect(network.application(member).decidedTransactions.has('a')).toBe(true);
      expect(sets(network, member)).toHaveLength(1);
    }
  });

  it('whoever was cut off while it was dropped learns of it once it is heard again', () => {
    const network = new VotingNetwork({ members: 4 });
    for (const peer of [0, 1, 2]) network.cut(3, peer);
    wish(network, 'drop', 3, [0, 1, 2]);
    network.submit('b', SECOND);
    network.run(200 * SECOND);
    expect(network.protocol(3).status().phase).not.toBe('not a validator');
    for (const peer of [0, 1, 2]) network.heal(3, peer);
    network.run(400 * SECOND);
    expect(network.protocol(3).status().phase).toBe('not a validator');
    expect(new Set(heights(network, 4)).size).toBe(1);
  });

  it('whoever lost all that was said while it was dropped asks once it is told a later block', () => {
    const network: VotingNetwork = new VotingNetwork({ members: 4,
      tamper: (_from, to, message) => (to === 3 && network.now < 100 * SECOND ? null : message) });
    wish(network, 'drop', 3, [0, 1, 2]);
    wish(network, 'drop', 2, [0, 1], 200 * SECOND);
    network.run(150 * SECOND);
    expect(heights(network, 4)[3]).toBe(0);
    network.run(400 * SECOND);
    expect(sets(network, 3)).toEqual(sets(network, 0));
    expect(sets(network, 3)).toHaveLength(2);
    expect(new Set(heights(network, 4)).size).toBe(1);
  });

  it('whoever is outside and is told nothing asks again, for as long as it has something pending', () => {
    let lost = 0;
    const network = new VotingNetwork({ members: 4, tamper: (_from, to, message) => {
      if (to !== 3 || message.kind !== 'decided' || lost >= 5) return message;
      lost += 1;
      return null;
    } });
    wish(network, 'drop', 3, [0, 1, 2]);
    network.run(60 * SECOND);
    network.submit('a', network.now);
    network.run(120 * SECOND);
    expect(lost).toBe(5);
    expect(network.application(3).decidedTransactions.has('a')).toBe(true);
  });

  it('a new member with two lives cannot make the others disagree where f = 1 of the new set', () => {
    const network = new VotingNetwork({ members: 5,
      twins: new Map([[4, (peer) => (peer % 2 === 0 ? 0 : 1)]]) });
    wish(network, 'drop', 4, [0, 1, 2]);
    wish(network, 'add', 4, [0, 1, 2], 60 * SECOND);
    for (let index = 0; index < 12; index += 1) network.submit(`${index}`, (100 + 30 * index) * SECOND);
    network.run(2_000 * SECOND);
    for (const member of [0, 1, 2, 3]) {
      expect(network.application(member).decidedTransactions.size).toBe(12);
      expect(sets(network, member)).toHaveLength(2);
    }
  });
});

describe('a liar’s votes', () => {
  /** Validator 1 proposes the first block, of which it is the maker or not, perhaps with false evidence. */
  function proposing(alter: (payload: Payload) => Payload, hasEvidence = false): VotingNetwork {
    const network: VotingNetwork = new VotingNetwork({ members: 4, tamper: (from, _to, message) => {
      if (from !== 1 || message.kind !== 'proposal') return message;
      const payload = alter(message.payload);
      const body = { ...message.signed.body, digest: payload.digest };
      const key = network.keyrings[1]!;
      const { height, digest } = body;
      return proposal(key.sign(body), payload, hasEvidence ? [key.sign<RoundChangeBody>(
        { kind: 'round-change', height, round: 1, preparedRound: 0, preparedDigest: digest })] : message.roundChanges,
      hasEvidence ? [key.sign<PrepareBody>({ kind: 'prepare', height, round: 0, digest })] : message.prepares);
    } });
    network.submit('a', SECOND);
    network.run(60 * SECOND);
    return network;
  }

  const block = (proposer: number): Payload => payloadOf({ height: 1, parent: 'genesis', proposer,
    transactions: ['a'], vote: { about: 'validator-3', choice: 'drop' } });

  it('are in its own name: one in another’s is not voted for, and the round fails', () => {
    expect(proposing(() => block(1)).application(2).chain[0]?.vote?.voter).toBe('validator-1');
    for (const hasEvidence of [false, true]) {
      const forged = proposing(() => block(2), hasEvidence).application(2).chain;
      expect(forged).toHaveLength(1);
      expect(forged[0]?.vote).toBeUndefined();
    }
  });

  it('nor is one believed that the block does not have', () => {
    const vote = { voter: 'validator-1', about: 'validator-3', choice: 'drop' } as const;
    const pretended = proposing((payload) => ({ ...payload, vote })).application(2).chain;
    expect(pretended).toHaveLength(1);
    expect(pretended[0]?.vote).toBeUndefined();
  });

  it('that only pend make no more than so many blocks', () => {
    const network = new VotingNetwork({ members: 4, tamper: (from, _to, message) =>
      (from === 3 && message.kind === 'vote-pending' ? votePending(1, 1e9, 0) : message) });
    network.wish(3, 'add', 3);
    network.wish(3, 'drop', 2);
    network.run(1_000 * SECOND);
    expect(network.decisionsOf(0).length).toBeLessThanOrEqual(32);
  });
});

it('every tick simulated, the outcomes are the same', () => {
  const play = (idle: 'closed-form' | 'simulated'): readonly string[] => {
    const network = new VotingNetwork({ members: 5, idle });
    wish(network, 'drop', 4, [0, 1, 2], 5 * SECOND);
    network.submit('a', 70 * SECOND);
    wish(network, 'add', 4, [1, 2, 3], 100 * SECOND);
    network.run(300 * SECOND);
    return network.outcomes;
  };
  expect(play('simulated')).toEqual(play('closed-form'));
  expect(play('simulated').filter((line) => line.includes('validatorsChanged'))).toHaveLength(10);
});
