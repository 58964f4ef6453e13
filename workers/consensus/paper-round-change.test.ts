import { describe, expect, it } from 'vitest';
import { LoneValidator } from './testing/lone-validator.ts';
import { locked } from './testing/stages.ts';

/**
 * One test for each statement of the pseudocode of Moniz 2020 (arXiv 2002.03613); 3:5 is
 * Algorithm 3, line 5. Four validators, so f = 1 and a quorum is 3. The leader of height 1 is
 * validator 1 in round 0, validator 2 in round 1, and so on. Rounds count from 0. Algorithm 4 is
 * in justification.test.ts.
 */
const SECOND = 1_000_000;

describe('Algorithm 3: round changes', () => {
  it('3:1, 3:2 "upon timer is expired do r ← r + 1"', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    validator.fire('round');
    expect(validator.protocol.status()).toMatchObject({ round: 1, leader: 2 });
    expect(validator.outcomes.at(-1)).toEqual(
      { kind: 'consensus.roundChanged', values: { height: 1, round: 1 } });
  });

  it('3:3 "set timer to running and expire after t(r)", which doubles', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    const lasted: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const before = validator.now;
      validator.fire('round');
      lasted.push((validator.now - before) / SECOND);
    }
    expect(lasted).toEqual([4, 8, 16, 32, 64]);
  });

  it('3:4 "broadcast ROUND-CHANGE" with ⊥ when nothing is prepared', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    validator.fire('round');
    expect(validator.sent).toMatchObject([{ to: 'all', message: {
      kind: 'round-change',
      signed: { body: { height: 1, round: 1, preparedRound: null, preparedDigest: null } },
      preparedPayload: null, prepares: [],
    } }]);
  });

  it('3:5 takes f + 1 ROUND-CHANGEs of higher rounds and not f', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    validator.hear(2, validator.roundChangeOf(2, 3));
    expect(validator.protocol.status().round).toBe(0);
    validator.hear(3, validator.roundChangeOf(3, 3));
    expect(validator.protocol.status().round).toBe(3);
  });

  it('3:5 takes three of seven validators and not two', () => {
    const validator = new LoneValidator({ self: 0, members: 7 });
    validator.begin();
    validator.hear(2, validator.roundChangeOf(2, 3));
    validator.hear(3, validator.roundChangeOf(3, 3));
    expect(validator.protocol.status().round).toBe(0);
    validator.hear(4, validator.roundChangeOf(4, 3));
    expect(validator.protocol.status().round).toBe(3);
  });

  it('3:5 counts senders: one that races ahead alone moves nobody', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    for (let round = 1; round < 50; round += 1) {
      validator.hear(3, validator.roundChangeOf(3, round));
    }
    expect(validator.protocol.status().round).toBe(0);
  });

  it('3:6 to 3:8 "r ← r_min", the lowest of the rounds ahead', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    validator.hear(2, validator.roundChangeOf(2, 9));
    validator.hear(3, validator.roundChangeOf(3, 4));
    expect(validator.protocol.status().round).toBe(4);
  });

  it('3:9 "set timer to running and expire after t(r)" of the new round', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    for (const author of [2, 3]) validator.hear(author, validator.roundChangeOf(author, 3));
    expect(validator.timers.get('round')).toBe(2 * SECOND + 8 * 4 * SECOND);
  });

  it('3:10 "broadcast ROUND-CHANGE" for the round it has moved to', () => {
    const { validator, block } = locked();
    for (const author of [2, 3]) validator.hear(author, validator.roundChangeOf(author, 3));
    expect(validator.said('round-change')).toMatchObject([
      { signed: { body: { round: 3, preparedRound: 0, preparedDigest: block.digest } } },
    ]);
  });

  it('3:11 takes a quorum of ROUND-CHANGEs for the round and not one fewer', () => {
    const leader = new LoneValidator({ self: 2 });
    leader.begin();
    leader.hear(0, leader.roundChangeOf(0, 1));
    expect(leader.said('proposal')).toEqual([]);
    leader.hear(1, leader.roundChangeOf(1, 1)); // f + 1: it follows, and its own is the third
    expect(leader.said('proposal')).toMatchObject([{ signed: { body: { round: 1 } } }]);
    expect(leader.said('proposal')[0]!.roundChanges.length).toBe(3);
  });

  it('3:11 waits for the quorum although its own timer has expired', () => {
    const leader = new LoneValidator({ self: 2 });
    leader.begin();
    leader.fire('round');
    leader.hear(0, leader.roundChangeOf(0, 1));
    expect(leader.said('proposal')).toEqual([]);
    leader.hear(3, leader.roundChangeOf(3, 1));
    expect(leader.said('proposal').length).toBe(1);
  });

  it('3:11 proposes once a round', () => {
    const leader = new LoneValidator({ self: 2 });
    leader.begin();
    for (const author of [0, 1, 3]) leader.hear(author, leader.roundChangeOf(author, 1));
    expect(leader.said('proposal').length).toBe(1);
  });

  it('3:13 takes the prepared value from one who sends its true body', () => {
    const leader = new LoneValidator({ self: 2 });
    leader.begin();
    const honest = leader.preparedBy([0, 1, 3], 0, leader.block(1));
    const body = leader.block(1, ['something else']).body;
    const lying = { ...honest, payload: { ...honest.payload, body } };
    for (const author of [0, 1]) leader.hear(author, leader.roundChangeOf(author, 1, lying));
    expect(leader.said('proposal')).toEqual([]);
    leader.hear(3, leader.roundChangeOf(3, 1, honest));
    expect(leader.said('proposal').map(({ payload }) => payload)).toEqual([honest.payload]);
  });

  it('3:5, 3:11 count valid messages only: a lie about what was prepared moves nobody', () => {
    const leader = new LoneValidator({ self: 2 });
    leader.begin();
    const unproved = leader.preparedBy([0, 1], 0, leader.block(1)); // one short of a quorum
    for (const author of [0, 1, 3]) leader.hear(author, leader.roundChangeOf(author, 1, unproved));
    expect(leader.sent).toEqual([]);
    for (const author of [0, 1]) leader.hear(author, leader.roundChangeOf(author, 1));
    expect(leader.said('proposal')[0]!.roundChanges.length).toBe(3);
  });

  it('3:11 is for the leader of that round only', () => {
    const other = new LoneValidator({ self: 0 });
    other.begin();
    for (const author of [1, 2, 3]) other.hear(author, other.roundChangeOf(author, 1));
    expect(other.said('proposal')).toEqual([]);
  });

  it('3:11 does not add up ROUND-CHANGEs for different rounds', () => {
    const leader = new LoneValidator({ self: 2 });
    leader.begin();
    leader.fire('round');
    leader.hear(0, leader.roundChangeOf(0, 1));
    leader.hear(1, leader.roundChangeOf(1, 2));
    expect(leader.said('proposal')).toEqual([]);
  });

  it('3:12, 3:13 proposes the value prepared in the highest round', () => {
    const leader = new LoneValidator({ self: 3 }); // leads round 2
    leader.begin('mine');
    const older = leader.preparedBy([0, 1, 2], 0, leader.block(1, ['older']));
    const newer = leader.preparedBy([0, 1, 2], 1, leader.block(2, ['newer']));
    leader.hear(0, leader.roundChangeOf(0, 2, older));
    leader.hear(1, leader.roundChangeOf(1, 2, newer));
    expect(leader.said('proposal')).toMatchObject([
      { payload: newer.payload, signed: { body: { round: 2, digest: '1<2>newer' } } },
    ]);
    expect(leader.said('proposal')[0]!.prepares).toEqual(newer.prepares);
  });

  it('3:12, 3:13 proves a value prepared twice by its later round', () => {
    const leader = new LoneValidator({ self: 3 });
    leader.begin();
    const block = leader.block(1);
    const later = leader.preparedBy([0, 1, 2], 1, block);
    leader.hear(0, leader.roundChangeOf(0, 2, leader.preparedBy([0, 1, 2], 0, block)));
    leader.hear(1, leader.roundChangeOf(1, 2, later));
    expect(leader.said('proposal')[0]!.prepares).toEqual(later.prepares);
  });

  it('3:14, 3:15 proposes its input value when nobody has prepared', () => {
    const leader = new LoneValidator({ self: 2 });
    leader.begin('mine');
    for (const author of [0, 1]) leader.hear(author, leader.roundChangeOf(author, 1));
    expect(leader.said('proposal')).toMatchObject([{ signed: { body: { digest: '1<2>mine' } } }]);
  });

  it('3:16 "broadcast PRE-PREPARE" with a justification that it accepts itself', () => {
    const leader = new LoneValidator({ self: 2 });
    leader.begin();
    for (const author of [0, 1]) leader.hear(author, leader.roundChangeOf(author, 1));
    expect(leader.sent.map(({ message }) => message.kind))
      .toEqual(['round-change', 'proposal', 'prepare']);
  });

  it('3:17 answers a ROUND-CHANGE of a decided instance with the decision', () => {
    const { validator, block } = locked();
    for (const author of [1, 2]) validator.hear(author, validator.commitOf(author, 0, block));
    const before = validator.sent.length;
    validator.hear(3, validator.roundChangeOf(3, 1));
    validator.hear(3, validator.roundChangeOf(3, 2)); // more than once, alone among the rules
    expect(validator.sent.slice(before)).toMatchObject([1, 2].map(() => ({
      to: 3, message: { kind: 'decided', head: 1, decisions: [{ height: 1, payload: block }] },
    })));
  });
});
