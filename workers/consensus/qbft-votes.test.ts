import { describe, expect, it } from 'vitest';
import type { Payload } from './protocol.ts';
import { proposal } from './qbft-messages.ts';
import type { PrepareBody, RoundChangeBody } from './qbft-messages.ts';
import { payloadOf } from './testing/chain-application.ts';
import { VotingNetwork } from './testing/test-network.ts';
import { votePending } from './vote-pending.ts';

const SECOND = 1_000_000;

/** The validators from each height on, as one member tells of them. */
function sets(network: VotingNetwork, member: number): string[] {
  return network.outcomes.filter((line) => line.includes(` ${member} consensus.validatorsChanged`)).map((line) => {
    const { height, validators } = JSON.parse(line.slice(line.indexOf('{'))) as { height: number; validators: string };
    return `${height}: ${validators.replaceAll('validator-', '').replaceAll(', ', ' ')}`;
  });
}

function heights(network: VotingNetwork, members: number): number[] {
  return [...Array(members).keys()].map((member) => network.decisionsOf(member).length);
}

/** Members `by` want `about` dropped or added. */
function wish(
  network: VotingNetwork, choice: 'add' | 'drop', about: number, by: readonly number[], at = network.now,
): void {
  for (const member of by) network.wish(member, choice, about, at);
}

describe('members are voted out and in by the headers of blocks', () => {
  it('one vote a block, by its proposer; more than half, and the set is another from the next block', () => {
    const network = new VotingNetwork({ members: 5 });
    wish(network, 'drop', 4, [0, 1, 2], SECOND);
    network.run(60 * SECOND);
    const votes = network.application(0).chain.map(({ vote }) =>
      (vote === undefined ? '' : `${vote.voter} ${vote.choice} ${vote.about}`));
    expect(votes.filter((vote) => vote !== '')).toEqual([1, 2, 0].map((voter) =>
      `validator-${voter} drop validator-4`));
    const last = votes.findLastIndex((vote) => vote !== '') + 1;
    for (const member of [0, 1, 2, 3, 4]) expect(sets(network, member)).toEqual([`${last + 1}: 0 1 2 3`]);
  });

  it('at rest no blocks are made, for a vote only as many as it takes, and then none again', () => {
    const network = new VotingNetwork({ members: 5 });
    network.run(60 * SECOND);
    expect(heights(network, 5)).toEqual([0, 0, 0, 0, 0]);
    network.wish(0, 'drop', 4);
    network.run(200 * SECOND);
    const [made = 0] = heights(network, 5);
    expect(made).toBeLessThanOrEqual(5);
    expect(network.application(1).chain.at(-1)?.vote?.voter).toBe('validator-0');
    network.run(900 * SECOND);
    expect(heights(network, 5)).toEqual([made, made, made, made, made]);
    expect([...network.sent.keys()]).not.toContain('round-change');
  });

  it('from the next block on quorum, turns and certificates are those of the smaller set', () => {
    const network = new VotingNetwork({ members: 5 });
    wish(network, 'drop', 4, [0, 1, 2, 3]);
    network.run(60 * SECOND);
    network.crash(4);
    network.crash(3);
    network.submit('a', network.now);
    network.run(90 * SECOND);
    // Three of four are a quorum; of five it would take four.
    expect(network.application(0).decidedTransactions.has('a')).toBe(true);
    const five = new VotingNetwork({ members: 5 });
    five.crash(4);
    five.crash(3);
    five.submit('a', SECOND);
    five.run(90 * SECOND);
    expect(five.application(0).decidedTransactions.has('a')).toBe(false);
  });

  it('whoever is outside is told each block, says nothing, and is never waited for', () => {
    const network = new VotingNetwork({ members: 4 });
    wish(network, 'drop', 3, [0, 1, 2]);
    network.run(60 * SECOND);
    const before = network.application(3).chain.length;
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      network.submit(name, network.now);
      network.run(network.now + 20 * SECOND);
    }
    expect(network.application(3).chain.map(({ digest }) => digest))
      .toEqual(network.application(0).chain.map(({ digest }) => digest));
    expect(network.application(3).chain.length).toBe(before + 5);
    expect(network.application(0).chain.slice(before).some(({ body }) =>
      (body as { proposer: number }).proposer === 3)).toBe(false);
    expect(network.protocol(3).status()).toMatchObject({ phase: 'not a validator' });
    expect([...network.sent.keys()]).not.toContain('round-change');
  });

  it('who is added begins at its first height, and takes its turns', () => {
    const network = new VotingNetwork({ members: 4 });
    wish(network, 'drop', 3, [0, 1, 2]);
    wish(network, 'add', 3, [0, 1], 100 * SECOND);
    network.run(150 * SECOND);
    expect(sets(network, 3)).toHaveLength(2);
    const from = network.application(0).chain.length;
    for (const name of ['a', 'b', 'c', 'd']) {
      network.submit(name, network.now);
      network.run(network.now + 20 * SECOND);
    }
    expect(network.application(0).chain.slice(from).map(({ body }) => (body as { proposer: number }).proposer).sort())
      .toEqual([0, 1, 2, 3]);
  });

  it('a vote that has become void is waited for no longer: no round fails and no block is made for it', () => {
    const network = new VotingNetwork({ members: 4 });
    wish(network, 'drop', 3, [0, 1, 2]);
    wish(network, 'add', 3, [0, 1, 2], 60 * SECOND);
    network.run(300 * SECOND);
    expect(sets(network, 3)).toHaveLength(2);
    expect(network.application(0).chain.at(-1)?.vote).toMatchObject({ choice: 'add' });
    expect([...network.sent.keys()]).not.toContain('round-change');
  });

  it('votes that conflict: each has one vote about a member, and its latest is what counts', () => {
    const network = new VotingNetwork({ members: 5 });
    wish(network, 'drop', 4, [0, 1]);
    wish(network, 'add', 4, [2, 3, 4]);
    network.run(100 * SECOND);
    expect(sets(network, 0)).toEqual([]);
    network.wish(0, 'add', 4);
    network.wish(2, 'drop', 4, 150 * SECOND);
    network.run(200 * SECOND);
    expect(sets(network, 0)).toEqual([]);
    network.wish(0, 'drop', 4);
    network.run(300 * SECOND);
    expect(sets(network, 0)).toHaveLength(1);
    for (const member of [1, 2, 3, 4]) expect(sets(network, member)).toEqual(sets(network, 0));
  });

  it('the last that is left votes for itself to go only once there is another again', () => {
    const network = new VotingNetwork({ members: 2 });
    const toGo = (): number => network.application(0).chain.filter(({ vote }) => vote?.about === 'validator-0').length;
    wish(network, 'drop', 1, [0, 1], SECOND);
    network.run(60 * SECOND);
    expect(sets(network, 0).at(-1)).toMatch(/: 0$/);
    network.wish(0, 'drop', 0);
    for (const name of ['a', 'b']) network.submit(name, network.now);
    network.run(120 * SECOND);
    expect(network.application(0).decidedTransactions.has('b')).toBe(true);
    expect(toGo()).toBe(0);
    network.wish(0, 'add', 1);
    network.run(180 * SECOND);
    expect(sets(network, 0).at(-1)).toMatch(/: 0 1$/);
    expect(toGo()).toBe(1);
  });

  it('a wish that is given up is not voted for any more; what is on the chain stands', () => {
    const network = new VotingNetwork({ members: 4 });
    network.wish(0, 'drop', 3);
    network.wish(0, 'none', 3, 1_000);
    network.run(100 * SECOND);
    expect(network.application(1).chain.some(({ vote }) => vote !== undefined)).toBe(false);
  });

  it('an epoch forgets what is pending, and whoever still wants it votes anew in its next block', () => {
    const network = new VotingNetwork({ members: 4, epochBlocks: 5 });
    network.submit('a', SECOND);
    network.submit('b', 10 * SECOND);
    wish(network, 'drop', 3, [0, 1, 2], 20 * SECOND);
    for (let index = 0; index < 12; index += 1) network.submit(`${index}`, (20 + 10 * index) * SECOND);
    network.run(300 * SECOND);
    const cast = network.application(0).chain.flatMap(({ vote }, index) =>
      (vote === undefined ? [] : [`${index + 1} ${vote.voter}`]));
    // Block 5 ends an epoch: it has no vote, and that of block 4 is forgotten.
    expect(cast).toEqual(['4 validator-0', '6 validator-2', '8 validator-0', '9 validator-1']);
    expect(sets(network, 0)).toEqual(['10: 0 1 2']);
  });
});

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
