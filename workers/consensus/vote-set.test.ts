import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PrepareBody } from './qbft-messages.ts';
import { VoteSet } from './vote-set.ts';

const vote = (author: number, digest: string) => ({
  signer: `validator-${author}`,
  body: { kind: 'prepare', height: 1, round: 0, digest } satisfies PrepareBody,
});

describe('a vote set', () => {
  it('counts one vote a validator, by digest', () => {
    const votes = new VoteSet<PrepareBody>(4);
    expect(votes.add(0, vote(0, 'x'))).toBe('counted');
    expect(votes.add(2, vote(2, 'x'))).toBe('counted');
    expect(votes.add(2, vote(2, 'x'))).toBe('repeated');
    expect(votes.add(3, vote(3, 'y'))).toBe('counted');
    expect([votes.count('x'), votes.count('y'), votes.count('z')]).toEqual([2, 1, 0]);
    expect(votes.votersFor('x')).toEqual([0, 2]);
  });

  it('lets the first vote of a validator stand and reports the second as a lie', () => {
    const votes = new VoteSet<PrepareBody>(4);
    votes.add(1, vote(1, 'x'));
    expect(votes.add(1, vote(1, 'y'))).toBe('equivocated');
    expect([votes.count('x'), votes.count('y')]).toEqual([1, 0]);
  });

  it('agrees with a twin that keeps a list and scans it', () => {
    const digests = fc.constantFrom('x', 'y', 'z');
    const casts = fc.array(fc.tuple(fc.nat(6), digests), { maxLength: 40 });
    fc.assert(fc.property(casts, (cast) => {
      const votes = new VoteSet<PrepareBody>(7);
      const twin: { author: number; digest: string }[] = [];
      for (const [author, digest] of cast) {
        votes.add(author, vote(author, digest));
        if (!twin.some((one) => one.author === author)) twin.push({ author, digest });
      }
      for (const digest of ['x', 'y', 'z']) {
        const expected = twin.filter((one) => one.digest === digest)
          .map((one) => one.author).sort((a, b) => a - b);
        expect(votes.count(digest)).toBe(expected.length);
        expect(votes.votersFor(digest)).toEqual(expected);
        expect(votes.votesFor(digest).map((one) => one.signer))
          .toEqual(expected.map((author) => `validator-${author}`));
      }
      votes.clear();
      expect([votes.count('x'), votes.votersFor('x')]).toEqual([0, []]);
    }), { seed: 2002_03613 });
  });
});
