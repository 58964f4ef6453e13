import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CliqueHeader } from './clique-header.ts';
import { Snapshot } from './clique-snapshot.ts';

const EPOCH = 30_000;

function header(number: number, vote: Pick<CliqueHeader, 'beneficiary' | 'nonce'>): CliqueHeader {
  return { number, parent: '', timestampMicros: 0, difficulty: 1, vanity: 'new', signers: null,
    payload: '', ...vote };
}

/**
 * A block as `signer`, `signer+voted` (to add) or `signer-voted` (to drop). The facts of the table
 * in EIP-225 under "Test Cases" (CC0); its last row, for a database, comes to the one before it.
 */
interface Row {
  readonly title: string;
  readonly signers: string;
  readonly blocks: string;
  readonly becomes: string;
  readonly epoch?: number;
}

const TABLE: readonly Row[] = [
  { title: 'single signer, no votes cast', signers: 'A', blocks: 'A', becomes: 'A' },
  { title: 'single signer adds two: the second needs two votes', signers: 'A',
    blocks: 'A+B B A+C', becomes: 'AB' },
  { title: 'two signers add three: the third needs three votes', signers: 'AB',
    blocks: 'A+C B+C A+D B+D C A+E B+E', becomes: 'ABCD' },
  { title: 'single signer drops itself', signers: 'A', blocks: 'A-A', becomes: '' },
  { title: 'of two, one cannot drop the other', signers: 'AB', blocks: 'A-B', becomes: 'AB' },
  { title: 'of two, both can drop one', signers: 'AB', blocks: 'A-B B-B', becomes: 'A' },
  { title: 'of three, two drop the third', signers: 'ABC', blocks: 'A-C B-C', becomes: 'AB' },
  { title: 'of four, two cannot drop anyone', signers: 'ABCD', blocks: 'A-C B-C', becomes: 'ABCD' },
  { title: 'of four, three can', signers: 'ABCD', blocks: 'A-D B-D C-D', becomes: 'ABC' },
  { title: 'votes to add count once per signer and target', signers: 'AB',
    blocks: 'A+C B A+C B A+C', becomes: 'AB' },
  { title: 'several may be added concurrently', signers: 'AB',
    blocks: 'A+C B A+D B A B+D A B+C', becomes: 'ABCD' },
  { title: 'votes to drop count once per signer and target', signers: 'AB',
    blocks: 'A-B B A-B B A-B', becomes: 'AB' },
  { title: 'several may be dropped concurrently', signers: 'ABCD',
    blocks: 'A-C B C A-D B C A B-D C-D A B-C', becomes: 'AB' },
  { title: 'votes to drop of one who is dropped are discarded', signers: 'ABC',
    blocks: 'C-B A-C B-C A-B', becomes: 'AB' },
  { title: 'votes to add of one who is dropped are discarded', signers: 'ABC',
    blocks: 'C+D A-C B-C A+D', becomes: 'AB' },
  { title: 'changes do not cascade: only who is voted on may change', signers: 'ABCD',
    blocks: 'A-C B C A-D B-C C A B-D C-D', becomes: 'ABC' },
  { title: 'what has consensus by a drop is executed on touch', signers: 'ABCD',
    blocks: 'A-C B C A-D B-C C A B-D C-D A C+C', becomes: 'AB' },
  { title: 'and may lose it on first touch', signers: 'ABCD',
    blocks: 'A-C B C A-D B-C C A B-D C-D A B+C', becomes: 'ABC' },
  { title: 'pending votes do not survive a change of what they are about', signers: 'ABCDE',
    blocks: 'A+F B+F C+F D-F E-F B-F C-F D+F E+F B-A C-A D-A B+F', becomes: 'BCDEF' },
  { title: 'an epoch resets all votes', signers: 'AB', epoch: 3,
    blocks: 'A+C B A B+C', becomes: 'AB' },
  { title: 'a stranger cannot sign', signers: 'A', blocks: 'B', becomes: 'unauthorized signer' },
  { title: 'who signed recently cannot sign again', signers: 'AB', blocks: 'A A',
    becomes: 'recently signed' },
  { title: 'not even after a checkpoint', signers: 'ABC', epoch: 3, blocks: 'A B A A',
    becomes: 'recently signed' },
];

function play({ signers, blocks, epoch = EPOCH }: Row): string {
  const numbers = [...signers].map((letter) => letter.charCodeAt(0));
  let snapshot = new Snapshot(0, numbers);
  for (const [index, block] of blocks.split(' ').entries()) {
    const signer = block.charCodeAt(0);
    const problem = snapshot.problemOf(signer);
    if (problem !== null) return problem;
    snapshot = snapshot.apply(header(index + 1, {
      beneficiary: block.length === 1 ? null : block.charCodeAt(2),
      nonce: block[1] === '+' ? 'auth' : 'drop',
    }), signer, epoch);
  }
  return String.fromCharCode(...snapshot.signers);
}

describe('the test cases of EIP-225', () => {
  it.each(TABLE)('$title', (row) => {
    expect(play(row)).toBe(row.becomes);
  });
});

/** The rules again, from the whole chain each time and without any of the code above. */
function twin(
  initial: readonly number[], chain: readonly { signer: number; about: number | null; add: boolean }[],
  epoch: number,
): { signers: number[]; valid: boolean } {
  const signers = new Set(initial);
  let ballots = new Map<string, number>();
  const signedAt = new Map<number, number>();
  for (const [index, { signer, about, add }] of chain.entries()) {
    const number = index + 1;
    if (number % epoch === 0) ballots = new Map();
    const limit = Math.floor(signers.size / 2) + 1;
    if (!signers.has(signer)) return { signers: [...signers], valid: false };
    if ((signedAt.get(signer) ?? -Infinity) > number - limit) return { signers: [...signers], valid: false };
    signedAt.set(signer, number);
    if (about === null || number % epoch === 0) continue;
    ballots.delete(`${signer} ${about}`);
    if (signers.has(about) !== add) ballots.set(`${signer} ${about}`, about);
    const count = [...ballots.values()].filter((each) => each === about).length;
    if (count < limit) continue;
    for (const [key, each] of ballots) if (each === about) ballots.delete(key);
    if (!signers.delete(about)) signers.add(about);
    else for (const key of ballots.keys()) if (key.startsWith(`${about} `)) ballots.delete(key);
  }
  return { signers: [...signers], valid: true };
}

describe('a snapshot', () => {
  const chains = fc.array(fc.record({
    signer: fc.nat(6), about: fc.option(fc.nat(6), { freq: 3 }), add: fc.boolean(),
  }), { maxLength: 60 });

  it('says the same as its dumb twin of any chain of headers', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 3, max: 20 }), chains,
      (members, epoch, wanted) => {
        const initial = [...Array(members).keys()];
        let snapshot = new Snapshot(0, initial);
        const chain: { signer: number; about: number | null; add: boolean }[] = [];
        for (const block of wanted) {
          const next = [...chain, block];
          const expected = twin(initial, next, epoch);
          expect(snapshot.problemOf(block.signer) === null).toBe(expected.valid);
          if (!expected.valid) continue;
          const isCheckpoint = next.length % epoch === 0;
          snapshot = snapshot.apply(header(next.length, {
            beneficiary: isCheckpoint ? null : block.about, nonce: block.add ? 'auth' : 'drop',
          }), block.signer, epoch);
          chain.push(block);
          expect([...snapshot.signers]).toEqual(expected.signers.sort((a, b) => a - b));
        }
      }), { seed: 225, numRuns: 400 });
  });

  it('lets N − SIGNER_LIMIT + 1 of N sign at any height', () => {
    for (let members = 1; members <= 9; members += 1) {
      let snapshot = new Snapshot(0, [...Array(members).keys()]);
      for (let number = 1; number <= 30; number += 1) {
        const allowed = snapshot.signers.filter((each) => snapshot.problemOf(each) === null);
        const limit = Math.floor(members / 2) + 1;
        if (number >= limit) expect(allowed).toHaveLength(members - limit + 1);
        snapshot = snapshot.apply(header(number, { beneficiary: null, nonce: 'drop' }),
          allowed[number % allowed.length]!, EPOCH);
      }
    }
  });

  it('has difficulty 2 where BLOCK_NUMBER % SIGNER_COUNT is the index among the sorted signers', () => {
    const snapshot = new Snapshot(6, [1, 4, 9]);
    expect([1, 4, 9].map((signer) => snapshot.difficultyOf(signer))).toEqual([1, 2, 1]);
  });
});
