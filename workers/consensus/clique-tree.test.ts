import { describe, expect, it } from 'vitest';
import { KeyRegistry } from '../crypto/keys.ts';
import { isGenuine, sealBlock } from './clique-header.ts';
import type { CliqueBlock, CliqueHeader } from './clique-header.ts';
import { Snapshot } from './clique-snapshot.ts';
import { childOf, genesisOf, headerProblem, isPreferred } from './clique-tree.ts';
import type { CliqueNode, TieRule } from './clique-tree.ts';
import { commonAncestor, pathFrom } from './fork-choice.ts';

const PERIOD = 15_000_000;
const EPOCH = 30_000;
const RULES = { epochBlocks: EPOCH, blockPeriodMicros: PERIOD };
const registry = new KeyRegistry(1);
const keys = Array.from({ length: 9 }, (_, signer) => registry.issue(`s${signer}`));

/** A block of a signer on a node, right in every field unless changed. */
function blockOn(parent: CliqueNode, signer: number, changes: Partial<CliqueHeader> = {}): CliqueBlock {
  const number = parent.number + 1;
  const digest = `${number} by ${signer}`;
  return sealBlock({ number, parent: parent.hash, timestampMicros: parent.timestampMicros + PERIOD,
    difficulty: parent.snapshot.difficultyOf(signer), beneficiary: null, nonce: 'drop', vanity: 'new',
    signers: null, payload: digest, ...changes },
  { digest, bytes: 1, body: null }, (header) => keys[signer]!.sign(header));
}

function grow(from: CliqueNode, signers: readonly number[]): CliqueNode {
  return signers.reduce((at, signer) => {
    const block = blockOn(at, signer);
    expect(headerProblem(at, block, signer, RULES)).toBeNull();
    return childOf(at, block, signer, EPOCH);
  }, from);
}

const genesis = (signers: number): CliqueNode =>
  genesisOf(new Snapshot(0, [...Array(signers).keys()]));

describe('a header must', () => {
  const parent = grow(genesis(4), [1, 2]);
  const problem = (signer: number, changes: Partial<CliqueHeader> = {}, epochBlocks = EPOCH) =>
    headerProblem(parent, blockOn(parent, signer, changes), signer, { ...RULES, epochBlocks });

  it('have the next number on its parent', () => {
    expect(problem(3)).toBeNull();
    expect(problem(3, { number: 4 })).toBe('not on its parent');
    expect(problem(3, { parent: 'genesis' })).toBe('not on its parent');
  });

  it('be at least BLOCK_PERIOD after its parent', () => {
    expect(problem(3, { timestampMicros: 3 * PERIOD - 1 })).toBe('before its period');
    expect(problem(3, { timestampMicros: 9 * PERIOD })).toBeNull();
  });

  it('have DIFF_INTURN in turn and DIFF_NOTURN out of turn', () => {
    expect(problem(3, { difficulty: 1 })).toBe('wrong difficulty');
    expect(problem(0, { difficulty: 2 })).toBe('wrong difficulty');
    expect(problem(0)).toBeNull();
  });

  it('be of a signer who has not signed one of the SIGNER_LIMIT − 1 before it', () => {
    expect([0, 1, 2, 3, 4].map((signer) => problem(signer, { difficulty: 1 }))).toEqual(
      [null, 'recently signed', 'recently signed', 'wrong difficulty', 'unauthorized signer']);
  });

  it('list the signers on checkpoints, sorted and without a vote, and nowhere else', () => {
    const listed = { signers: [0, 1, 2, 3] };
    expect(problem(3, listed, 3)).toBeNull();
    expect(problem(3, {}, 3)).toBe('a list of signers out of place');
    expect(problem(3, listed)).toBe('a list of signers out of place');
    expect(problem(3, { signers: [1, 0, 2, 3] }, 3)).toBe('another list of signers');
    expect(problem(3, { ...listed, beneficiary: 2 }, 3)).toBe('a vote on a checkpoint');
    expect(problem(3, { ...listed, nonce: 'auth' }, 3)).toBe('a vote on a checkpoint');
    expect(problem(3, { beneficiary: 77, nonce: 'auth' })).toBeNull();
  });

  it('have the hash of all but its seal, and a seal that nobody else can make', () => {
    const block = blockOn(parent, 3);
    expect(isGenuine({ ...block })).toBe(true);
    expect(isGenuine({ ...block, hash: 'x' })).toBe(false);
    expect(isGenuine({ ...block, payload: { ...block.payload, digest: 'x' } })).toBe(false);
    expect(registry.verify(block.seal)).toBe(true);
    expect(registry.verify({ ...block.seal })).toBe(false);
  });
});

describe('the choice of a head', () => {
  const choice = (other: CliqueNode, head: CliqueNode): (TieRule | 'none')[] =>
    (['first-seen', 'shortest', 'eip-3436'] as const).map((rule) =>
      (isPreferred(other, head, rule) ? rule : 'none'));

  it('is the most total difficulty, whatever the length', () => {
    const base = genesis(4);
    const [two, one] = [grow(base, [1]), grow(base, [0])];
    expect(choice(two, one)).toEqual(['first-seen', 'shortest', 'eip-3436']);
    expect(choice(one, two)).toEqual(['none', 'none', 'none']);
  });

  /** The two scenarios under "Rationale" in EIP-3436; its validators 1 to 8 are 0 to 7 here. */
  it('leaves the first scenario of EIP-3436 to the shorter chain', () => {
    const base = grow(genesis(8), [1, 2, 3, 4, 5, 6, 7]);
    const [odd, even] = [grow(base, [0, 2]), grow(base, [1, 3, 5])];
    expect([odd.totalDifficulty, even.totalDifficulty].map((each) => each - base.totalDifficulty))
      .toEqual([3, 3]);
    expect(choice(odd, even)).toEqual(['none', 'shortest', 'eip-3436']);
    expect(choice(even, odd)).toEqual(['none', 'none', 'none']);
  });

  // Its third blocks are left out: validator 6 has signed one of the four before, and may not.
  it('and the second to the signer whose turn was last', () => {
    const base = grow(genesis(8), [1, 2, 3, 4, 5, 6]);
    const [odd, even] = [grow(base, [0, 2]), grow(base, [1, 3])];
    expect(odd.totalDifficulty).toBe(even.totalDifficulty);
    expect(choice(even, odd)).toEqual(['none', 'none', 'eip-3436']);
    expect(choice(odd, even)).toEqual(['none', 'none', 'none']);
  });

  it('is total under EIP-3436: of two different heads one is preferred', () => {
    const base = genesis(3);
    const twins = [blockOn(base, 0), blockOn(base, 0, { timestampMicros: 2 * PERIOD })]
      .map((block) => childOf(base, block, 0, EPOCH));
    expect(isPreferred(twins[0]!, twins[1]!, 'eip-3436'))
      .toBe(!isPreferred(twins[1]!, twins[0]!, 'eip-3436'));
  });
});

it('two chains have the last common node that they have', () => {
  const base = grow(genesis(5), [1, 2, 3]);
  const [long, short] = [grow(base, [4, 0, 1]), grow(base, [0])];
  for (const [one, other] of [[long, short], [short, long]] as const) {
    expect(commonAncestor(one, other)).toBe(base);
  }
  expect(commonAncestor(long, base)).toBe(base);
  expect(pathFrom(base, long).map(({ number }) => number)).toEqual([4, 5, 6]);
});
