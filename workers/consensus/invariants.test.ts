import { describe, expect, it } from 'vitest';
import { Invariants } from './invariants.ts';

const payload = (digest: string) => ({ digest, bytes: 1, body: null });
const certificate = (height: number, digest: string, signers = [0, 1, 2]) =>
  ({ height, round: 0, digest, signers });

describe('the invariants of consensus', () => {
  it('are content with validators that decide the same, each at its own time', () => {
    const invariants = new Invariants({ members: 4 });
    for (const member of [2, 0, 3]) {
      invariants.observe(member, 1, payload('x'), certificate(1, 'x'));
    }
    invariants.observe(2, 2, payload('y'), certificate(2, 'y', [1, 2, 3]));
  });

  it('report two digests at one height', () => {
    const invariants = new Invariants({ members: 4 });
    invariants.observe(2, 1, payload('x'), certificate(1, 'x'));
    expect(() => invariants.observe(3, 1, payload('y'), certificate(1, 'y')))
      .toThrow('agreement: at height 1 validator 2 decided x and validator 3 decided y');
  });

  it('report a height decided twice or skipped', () => {
    const twice = new Invariants({ members: 4 });
    twice.observe(1, 1, payload('x'), certificate(1, 'x'));
    expect(() => twice.observe(1, 1, payload('x'), certificate(1, 'x'))).toThrow('integrity');
    const skipped = new Invariants({ members: 4 });
    expect(() => skipped.observe(1, 2, payload('x'), certificate(2, 'x'))).toThrow('integrity');
  });

  it('report a certificate with too few, repeated or unknown signers', () => {
    for (const signers of [[0, 1], [0, 1, 1], [1, 2, 4], [2, 1, 0], []]) {
      const invariants = new Invariants({ members: 4 });
      expect(() => invariants.observe(0, 1, payload('x'), certificate(1, 'x', signers)))
        .toThrow('certificate');
    }
  });

  it('report a certificate for another block or height', () => {
    const invariants = new Invariants({ members: 4 });
    expect(() => invariants.observe(0, 1, payload('x'), certificate(1, 'y')))
      .toThrow('another block');
    const other = new Invariants({ members: 4 });
    expect(() => other.observe(0, 1, payload('x'), certificate(2, 'x')))
      .toThrow('another block');
  });

  it('report a decision that is not valid', () => {
    const invariants = new Invariants({ members: 4, isValid: (_, { digest }) => digest !== 'bad' });
    expect(() => invariants.observe(0, 1, payload('bad'), certificate(1, 'bad')))
      .toThrow('validity');
  });
});
