import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MemberVote } from './protocol.ts';
import { ValidatorTally } from './validator-tally.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e'];

const add = (voter: string, about: string): MemberVote => ({ voter, about, choice: 'add' });
const drop = (voter: string, about: string): MemberVote => ({ voter, about, choice: 'drop' });

/** After these votes, a block each, from block 1 on. */
function after(votes: readonly (MemberVote | undefined)[], members = NAMES, epochBlocks = 30_000): ValidatorTally {
  const tally = new ValidatorTally(members, epochBlocks);
  votes.forEach((vote, index) => void tally.apply(index + 1, vote));
  return tally;
}

const left = (votes: readonly (MemberVote | undefined)[], members = NAMES, epochBlocks = 30_000): string =>
  after(votes, members, epochBlocks).validators.join('');

describe('block header validator selection, by the sentences of Besu', () => {
  it('a majority of the validators, more than half of them, has to vote for it', () => {
    expect(left([drop('a', 'e'), drop('b', 'e')])).toBe('abcde');
    expect(left([drop('a', 'e'), drop('b', 'e'), drop('c', 'e')])).toBe('abcd');
    const four = ['a', 'b', 'c', 'd'];
    expect(left([drop('a', 'd'), drop('b', 'd')], four)).toBe('abcd');
    expect(left([drop('a', 'd'), drop('b', 'd'), drop('c', 'd')], four)).toBe('abc');
  });

  it('a validator counts once about a member, however often it says the same', () => {
    expect(left([drop('a', 'e'), drop('a', 'e'), drop('a', 'e')])).toBe('abcde');
  });

  it('its latest vote takes the place of what it said before', () => {
    expect(left([drop('a', 'e'), add('a', 'e'), drop('b', 'e'), drop('c', 'e')])).toBe('abcde');
    expect(left([drop('a', 'e'), add('a', 'e'), drop('b', 'e'), drop('c', 'e'), drop('a', 'e')])).toBe('abcd');
  });

  it('one may vote about itself', () => {
    expect(left([drop('e', 'e'), drop('b', 'e'), drop('c', 'e')])).toBe('abcd');
  });

  it('once it has passed, what was said about that member is forgotten', () => {
    const dropped = [drop('a', 'e'), drop('b', 'e'), add('d', 'e'), drop('c', 'e')];
    expect(after(dropped).said('d', 'e')).toBeUndefined();
    // Of the four that are left three have to say it, and d has to say it anew.
    expect(left([...dropped, add('a', 'e'), add('b', 'e')])).toBe('abcd');
    expect(left([...dropped, add('a', 'e'), add('b', 'e'), add('d', 'e')])).toBe('abcde');
  });

  it('and what a dropped member said about others is forgotten too', () => {
    const votes = [drop('e', 'd'), drop('a', 'e'), drop('b', 'e'), drop('c', 'e')];
    expect(after(votes).said('e', 'd')).toBeUndefined();
    expect(left([...votes, drop('a', 'd'), drop('b', 'd')])).toBe('abcd');
  });

  it('at each epoch all pending votes are forgotten, and that block’s own does not count', () => {
    expect(left([drop('a', 'e'), drop('b', 'e'), drop('c', 'e')], NAMES, 3)).toBe('abcde');
    expect(after([drop('a', 'e'), drop('b', 'e'), undefined], NAMES, 3).said('a', 'e')).toBeUndefined();
    expect(left([undefined, undefined, undefined, drop('a', 'e'), drop('b', 'e')], NAMES, 3)).toBe('abcde');
  });

  it('who the validators are is left as it is by an epoch', () => {
    expect(left([drop('a', 'e'), drop('b', 'e'), drop('c', 'e'), undefined, undefined], NAMES, 5)).toBe('abcd');
  });

  it('what passes is counted by how many there are by then', () => {
    const votes = [add('b', 'a'), drop('a', 'e'), drop('b', 'e'), drop('c', 'e')];
    expect(left([...votes, drop('a', 'd'), drop('b', 'd'), drop('c', 'd'), drop('a', 'c')])).toBe('abc');
    expect(left([...votes, drop('a', 'd'), drop('b', 'd'), drop('c', 'd'), drop('a', 'c'), drop('b', 'c')])).toBe('ab');
  });

  it('nobody can be voted out who is the last, and nobody is voted in who is no member', () => {
    expect(left([drop('a', 'a')], ['a'])).toBe('a');
    expect(left([add('a', 'z')], ['a'])).toBe('a');
  });
});

/**
 * The dumb twin: two sets of voters for each member, as `VoteTally` of Besu is written, and the whole
 * chain read again for every block.
 */
function twin(members: readonly string[], votes: readonly (MemberVote | undefined)[], epoch: number): string {
  let validators = [...members];
  let votesFor: [choice: 'add' | 'drop', about: string, voters: Set<string>][] = [];
  const votersOf = (choice: 'add' | 'drop', about: string): Set<string> => {
    let found = votesFor.find(([c, a]) => c === choice && a === about);
    if (found === undefined) votesFor.push(found = [choice, about, new Set()]);
    return found[2];
  };
  votes.forEach((vote, index) => {
    if ((index + 1) % epoch === 0) {
      votesFor = [];
      return;
    }
    if (vote === undefined) return;
    const [adders, droppers] = [votersOf('add', vote.about), votersOf('drop', vote.about)];
    (vote.choice === 'add' ? adders : droppers).add(vote.voter);
    (vote.choice === 'add' ? droppers : adders).delete(vote.voter);
    const limit = Math.floor(validators.length / 2) + 1;
    if (adders.size >= limit) {
      if (!validators.includes(vote.about)) validators.push(vote.about);
      votesFor = votesFor.filter(([, about]) => about !== vote.about);
    }
    if (droppers.size >= limit) {
      votesFor = votesFor.filter(([, about]) => about !== vote.about);
      if (validators.join() === vote.about) return;
      validators = validators.filter((name) => name !== vote.about);
      for (const [, , voters] of votesFor) voters.delete(vote.about);
    }
  });
  return validators.sort().join('');
}

it('agrees with a twin that keeps two sets of voters for each member, as Besu does', () => {
  const vote = fc.option(fc.record({ voter: fc.nat(4), about: fc.nat(4), isDrop: fc.boolean() }), { nil: undefined });
  fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 40 }),
    fc.array(vote, { maxLength: 60 }), (size, epoch, drawn) => {
      const members = NAMES.slice(0, size);
      const tally = new ValidatorTally(members, epoch);
      const votes: (MemberVote | undefined)[] = [];
      for (const each of drawn) {
        // Only who is a validator makes blocks.
        const { validators } = tally;
        votes.push(each === undefined ? undefined : {
          voter: validators[each.voter % validators.length]!, about: members[each.about % size]!,
          choice: each.isDrop ? 'drop' : 'add' });
        const before = validators.join('');
        expect(tally.apply(votes.length, votes.at(-1))).toBe(before !== tally.validators.join(''));
        expect(tally.validators.join('')).toBe(twin(members, votes, epoch));
      }
    }), { numRuns: 200 });
});
