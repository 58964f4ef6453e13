import { describe, expect, it } from 'vitest';
import { heights, sets, wish, VotingNetwork } from './testing/voting-network.ts';

const SECOND = 1_000_000;

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
