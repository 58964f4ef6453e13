import { describe, expect, it } from 'vitest';
import { ROUNDS_AHEAD_MAX } from './instance.ts';
import { LoneValidator } from './testing/lone-validator.ts';
import { locked, preparing } from './testing/stages.ts';

/**
 * One test for each statement of the pseudocode of Moniz 2020 (arXiv 2002.03613); 2:4 is
 * Algorithm 2, line 4. Four validators, so f = 1 and a quorum is 3. The leader of height 1 is
 * validator 1 in round 0, validator 2 in round 1, and so on. Rounds count from 0. Algorithm 4 is
 * in justification.test.ts.
 */
const SECOND = 1_000_000;

describe('Algorithm 1: Start(λ, value)', () => {
  it('"if leader(λ, r) = p then broadcast PRE-PREPARE" with the input value', () => {
    const leader = new LoneValidator({ self: 1 });
    leader.begin('mine');
    expect(leader.said('proposal')).toMatchObject([{
      signed: { signer: 'validator-1', body: { height: 1, round: 0, digest: '1<1>mine' } },
      roundChanges: [], prepares: [],
    }]);
    expect(leader.sent[0]!.to).toBe('all');
  });

  it('a validator that does not lead proposes nothing', () => {
    const other = new LoneValidator({ self: 2 });
    other.begin();
    expect(other.sent).toEqual([]);
  });

  it('"set timer to running and expire after t(r)"', () => {
    const other = new LoneValidator({ self: 2 });
    other.begin();
    expect(other.timers.get('round')).toBe((2 + 4) * SECOND);
  });

  it('a proposal that comes before our own tick is accepted, and the tick adds nothing', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.application.submit('a');
    validator.protocol.onPending(0);
    validator.hear(1, validator.proposalOf(1, 0, validator.block(1)));
    expect(validator.said('prepare').length).toBe(1);
    validator.fire('block');
    expect(validator.sent.length).toBe(1);
  });
});

describe('Algorithm 2: normal case', () => {
  it('2:1 accepts a PRE-PREPARE from the leader only', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    validator.hear(2, validator.proposalOf(2, 0, validator.block(2)));
    validator.hear(3, validator.proposalOf(3, 0, validator.block(1)));
    expect(validator.sent).toEqual([]);
  });

  it('2:1 accepts what leader signed, whoever brought it', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    validator.hear(3, validator.proposalOf(1, 0, validator.block(1)));
    expect(validator.said('prepare').length).toBe(1);
  });

  it('2:1 accepts one PRE-PREPARE a round: a second is never prepared', () => {
    const { validator } = preparing();
    validator.hear(1, validator.proposalOf(1, 0, validator.block(1, ['another'])));
    expect(validator.said('prepare').length).toBe(1);
    expect(validator.counts.get('consensus.equivocations')).toBe(1);
  });

  it('2:1 hears the same PRE-PREPARE twice as once', () => {
    const { validator, block } = preparing();
    validator.hear(1, validator.proposalOf(1, 0, block));
    expect(validator.said('prepare').length).toBe(1);
    expect(validator.counts.get('consensus.equivocations')).toBeUndefined();
  });

  it('2:1 hears nothing of rounds far beyond its own, which cost memory and prove little', () => {
    const propose = (round: number) => {
      const validator = new LoneValidator({ self: 0 });
      validator.begin();
      const leader = (1 + round) % 4;
      const changes = [1, 2, 3].map((author) => validator.roundChangeOf(author, round).signed);
      validator.hear(leader, validator.proposalOf(leader, round, validator.block(leader), changes));
      return validator.protocol.status().round;
    };
    expect(propose(ROUNDS_AHEAD_MAX)).toBe(ROUNDS_AHEAD_MAX);
    expect(propose(ROUNDS_AHEAD_MAX + 1)).toBe(0);
  });

  it('2:1 refuses what the validity predicate β refuses', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    validator.hear(1, validator.proposalOf(1, 0, validator.block(1, ['invalid'])));
    expect(validator.sent).toEqual([]);
  });

  it('2:1 refuses a payload under another payload\'s digest', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    const honest = validator.proposalOf(1, 0, validator.block(1));
    validator.hear(1, { ...honest, payload: validator.block(1, ['other']) });
    const lying = { ...validator.block(1, ['other']), digest: validator.block(1).digest };
    validator.hear(1, { ...honest, payload: lying });
    expect(validator.sent).toEqual([]);
  });

  it('2:2 "set timer to running and expire after t(r)" again', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    validator.now += 3 * SECOND;
    validator.hear(1, validator.proposalOf(1, 0, validator.block(1)));
    expect(validator.timers.get('round')).toBe((2 + 3 + 4) * SECOND);
  });

  it('2:3 "broadcast PREPARE" with the round and the value', () => {
    const { validator, block } = preparing();
    expect(validator.sent).toMatchObject([{
      to: 'all',
      message: { kind: 'prepare',
        signed: { signer: 'validator-0', body: { height: 1, round: 0, digest: block.digest } } },
    }]);
  });

  it('2:3 the leader prepares its own proposal as well', () => {
    const leader = new LoneValidator({ self: 1 });
    leader.begin();
    expect(leader.sent.map(({ message }) => message.kind)).toEqual(['proposal', 'prepare']);
  });

  it('2:4 takes a quorum of PREPAREs and not one fewer', () => {
    const { validator, block } = preparing();
    validator.hear(1, validator.prepareOf(1, 0, block)); // with its own, two
    expect(validator.said('commit')).toEqual([]);
    validator.hear(2, validator.prepareOf(2, 0, block));
    expect(validator.said('commit').length).toBe(1);
  });

  it('2:4 takes five of seven validators and not four', () => {
    const validator = new LoneValidator({ self: 0, members: 7 });
    validator.begin();
    const block = validator.block(1);
    validator.hear(1, validator.proposalOf(1, 0, block));
    for (const author of [1, 2, 3]) validator.hear(author, validator.prepareOf(author, 0, block));
    expect(validator.said('commit')).toEqual([]);
    validator.hear(4, validator.prepareOf(4, 0, block));
    expect(validator.said('commit').length).toBe(1);
  });

  it('2:4 counts a validator once, however often it says so', () => {
    const { validator, block } = preparing();
    for (let time = 0; time < 3; time += 1) validator.hear(1, validator.prepareOf(1, 0, block));
    expect(validator.said('commit')).toEqual([]);
  });

  it('2:4 does not add up PREPAREs for different values, or of different rounds', () => {
    const { validator, block } = preparing();
    validator.hear(1, validator.prepareOf(1, 0, validator.block(1, ['another'])));
    validator.hear(2, validator.prepareOf(2, 1, block));
    validator.hear(3, validator.prepareOf(3, 1, block));
    expect(validator.said('commit')).toEqual([]);
  });

  it('2:4 counts PREPAREs that came before the PRE-PREPARE', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    const block = validator.block(1);
    for (const author of [2, 3]) validator.hear(author, validator.prepareOf(author, 0, block));
    expect(validator.sent).toEqual([]);
    validator.hear(1, validator.proposalOf(1, 0, block));
    expect(validator.sent.map(({ message }) => message.kind)).toEqual(['prepare', 'commit']);
  });

  it('2:4 does nothing for a round that has been left', () => {
    const { validator, block } = preparing();
    validator.fire('round');
    for (const author of [1, 2, 3]) validator.hear(author, validator.prepareOf(author, 0, block));
    expect(validator.said('commit')).toEqual([]);
  });

  it('2:5, 2:6 "pr ← r, pv ← value" shows in the next ROUND-CHANGE', () => {
    const { validator, block } = locked();
    validator.fire('round');
    const [message] = validator.said('round-change');
    expect(message).toMatchObject({
      signed: { body: { round: 1, preparedRound: 0, preparedDigest: block.digest } },
      preparedPayload: block,
    });
    expect(message!.prepares.length).toBe(3);
  });

  it('2:7 "broadcast COMMIT", once', () => {
    const { validator, block } = locked();
    expect(validator.said('commit')).toMatchObject([
      { signed: { signer: 'validator-0', body: { height: 1, round: 0, digest: block.digest } } },
    ]);
    expect(validator.said('commit').length).toBe(1);
  });

  it('2:8 takes a quorum of COMMITs and not one fewer', () => {
    const { validator, block } = locked();
    validator.hear(1, validator.commitOf(1, 0, block));
    expect(validator.decided).toEqual([]);
    validator.hear(3, validator.commitOf(3, 0, block));
    expect(validator.decided).toMatchObject([{
      height: 1, payload: block,
      certificate: { height: 1, round: 0, digest: block.digest, signers: [0, 1, 3] },
    }]);
  });

  it('2:8 decides on COMMITs alone, without having prepared', () => {
    const { validator, block } = preparing();
    for (const author of [1, 2, 3]) validator.hear(author, validator.commitOf(author, 0, block));
    expect(validator.decided.length).toBe(1);
  });

  it('2:8 decides in "round", not only in the current one', () => {
    const { validator, block } = locked();
    validator.fire('round');
    validator.fire('round');
    expect(validator.protocol.status().round).toBe(2);
    validator.hear(1, validator.commitOf(1, 0, block));
    validator.hear(2, validator.commitOf(2, 0, block));
    expect(validator.decided).toMatchObject([{ certificate: { round: 0 } }]);
  });

  it('2:8 decides when the PRE-PREPARE comes last of all', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    const block = validator.block(1);
    for (const author of [1, 2, 3]) validator.hear(author, validator.commitOf(author, 0, block));
    expect(validator.decided).toEqual([]);
    validator.hear(1, validator.proposalOf(1, 0, block));
    expect(validator.decided.length).toBe(1);
  });

  it('2:8 decides when the PRE-PREPARE of a round it has left comes last of all', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    validator.fire('round');
    const block = validator.block(1);
    for (const author of [1, 2, 3]) validator.hear(author, validator.commitOf(author, 0, block));
    validator.hear(1, validator.proposalOf(1, 0, block));
    expect(validator.said('prepare')).toEqual([]);
    expect(validator.decided.length).toBe(1);
  });

  it('2:8 decides a later round once, and the next height begins clean', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    const block = validator.block(2);
    const changes = [1, 2, 3].map((author) => validator.roundChangeOf(author, 1).signed);
    for (const author of [1, 2]) {
      validator.hear(author, validator.prepareOf(author, 1, block));
      validator.hear(author, validator.commitOf(author, 1, block));
    }
    // Its own PREPARE and then its own COMMIT complete both quorums within one step.
    validator.hear(2, validator.proposalOf(2, 1, block, changes));
    expect(validator.said('commit').length).toBe(1);
    expect(validator.decided.length).toBe(1);
    expect(validator.protocol.status()).toMatchObject({ height: 2, round: 0, phase: 'resting' });
  });

  it('2:8 does not add up COMMITs for different values or of different rounds', () => {
    const { validator, block } = locked();
    validator.hear(1, validator.commitOf(1, 0, validator.block(1, ['another'])));
    validator.hear(2, validator.commitOf(2, 1, block));
    validator.hear(3, validator.commitOf(3, 2, block));
    expect(validator.decided).toEqual([]);
  });

  it('2:9 "set timer to stopped"', () => {
    const { validator, block } = locked();
    for (const author of [1, 2]) validator.hear(author, validator.commitOf(author, 0, block));
    expect(validator.timers.size).toBe(0);
  });

  it('2:10 what the decision itself makes pending waits for the next height', () => {
    const { validator, block } = locked();
    validator.onDecided = () => {
      validator.application.submit('b');
      validator.protocol.onPending(validator.now);
    };
    for (const author of [1, 2]) validator.hear(author, validator.commitOf(author, 0, block));
    expect([...validator.timers]).toEqual([['block', validator.now + 2 * SECOND]]);
  });

  it('2:10 "Decide(λ, value, Qcommit)" with the signed COMMITs', () => {
    const { validator, block } = locked();
    for (const author of [1, 2]) validator.hear(author, validator.commitOf(author, 0, block));
    const { certificate } = validator.decided[0]!;
    expect(certificate).toMatchObject({
      seals: [{ signer: 'validator-0' }, { signer: 'validator-1' }, { signer: 'validator-2' }],
    });
    expect(validator.outcomes.at(-1)).toEqual({
      kind: 'consensus.decided',
      values: { height: 1, round: 0, digest: block.digest, signers: '1110' },
    });
  });
});
