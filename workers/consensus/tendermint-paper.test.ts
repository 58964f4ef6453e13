import { describe, expect, it } from 'vitest';
import type { Signed } from '../crypto/keys.ts';
import type { Payload } from './protocol.ts';
import { NIL } from './tendermint-messages.ts';
import type { PrevoteBody } from './tendermint-messages.ts';
import { LoneProcess } from './testing/lone-process.ts';

const SECOND = 1_000_000;

/** It has locked the value of round 0. */
function locked(): { bench: LoneProcess; block: Payload } {
  const bench = new LoneProcess();
  const block = bench.block(1);
  bench.hear(1, bench.proposalOf(0, block));
  bench.hearPrevotes(0, block.digest);
  expect(bench.last('precommit')).toMatchObject({ round: 0, digest: block.digest });
  return { bench, block };
}

describe('lines 11 to 21, StartRound', () => {
  it('the proposer proposes getValue() with validRound −1', () => {
    const bench = new LoneProcess({ self: 1 });
    bench.begin();
    expect(bench.said('proposal')[0]).toMatchObject(
      { signed: { body: { height: 1, round: 0, validRound: -1 } }, payload: { digest: '1<1>a' } });
  });

  it('another process waits timeoutPropose(round), longer with each round', () => {
    const bench = new LoneProcess();
    bench.begin();
    expect(bench.timers.get('propose')).toBe(bench.now + 3 * SECOND);
    bench.leaveRound(0);
    expect(bench.timers.get('propose')).toBe(bench.now + 3.5 * SECOND);
  });

  it('the proposer of a later round proposes the valid value with its round', () => {
    const bench = new LoneProcess({ self: 2 });
    const block = bench.block(1);
    bench.hear(1, bench.proposalOf(0, block));
    bench.hearPrevotes(0, block.digest, [1, 3]);
    bench.hearPrecommits(0, NIL, [0, 1, 3]);
    bench.fire('precommit');
    const [said] = bench.said('proposal');
    expect(said).toMatchObject(
      { signed: { body: { round: 1, digest: block.digest, validRound: 0 } } });
    expect(said?.prevotes).toHaveLength(3);
  });
});

describe('line 22, a fresh proposal', () => {
  it('is prevoted when it is valid and nothing is locked', () => {
    const bench = new LoneProcess();
    const block = bench.block(1);
    bench.hear(1, bench.proposalOf(0, block));
    expect(bench.last('prevote')).toMatchObject({ round: 0, digest: block.digest });
  });

  it('gets a prevote for nil when it is not valid', () => {
    const bench = new LoneProcess();
    bench.hear(1, bench.proposalOf(0, bench.block(1, ['invalid'])));
    expect(bench.last('prevote')).toMatchObject({ digest: NIL });
  });

  it('gets a prevote for nil when another value is locked', () => {
    const { bench } = locked();
    bench.leaveRound(0);
    bench.hear(2, bench.proposalOf(1, bench.block(2, ['b'])));
    expect(bench.last('prevote')).toMatchObject({ round: 1, digest: NIL });
  });

  it('is prevoted again when it is the locked value', () => {
    const { bench, block } = locked();
    bench.leaveRound(0);
    bench.hear(2, bench.proposalOf(1, block));
    expect(bench.last('prevote')).toMatchObject({ round: 1, digest: block.digest });
  });

  it('is heeded from the proposer of the round alone', () => {
    const bench = new LoneProcess();
    bench.hear(3, bench.proposalOf(0, bench.block(3), -1, [], 3));
    expect(bench.said('prevote')).toEqual([]);
  });
});

describe('line 28, a proposal that was valid before', () => {
  it('waits for 2f + 1 prevotes of that round, heard or shown', () => {
    const bench = new LoneProcess();
    const block = bench.block(1);
    bench.begin();
    bench.leaveRound(0);
    bench.hear(2, bench.proposalOf(1, block, 0));
    expect(bench.said('prevote')).toEqual([]);
    bench.hearPrevotes(0, block.digest, [1, 2, 3]);
    expect(bench.last('prevote')).toMatchObject({ round: 1, digest: block.digest });

    const other = new LoneProcess();
    other.begin();
    other.leaveRound(0);
    const shown = [1, 2, 3].map((author) => other.prevoteOf(author, 0, block.digest).signed);
    other.hear(2, other.proposalOf(1, block, 0, shown));
    expect(other.last('prevote')).toMatchObject({ round: 1, digest: block.digest });
  });

  it('is not believed on too few, repeated or foreign prevotes', () => {
    const bench = new LoneProcess();
    const block = bench.block(1);
    bench.begin();
    bench.leaveRound(0);
    const vote = (author: number, round = 0): Signed<PrevoteBody> =>
      bench.prevoteOf(author, round, block.digest).signed;
    bench.hear(2, bench.proposalOf(1, block, 0, [vote(1), vote(2), vote(2)]));
    expect(bench.said('prevote')).toEqual([]);
  });

  it('frees a lock of an earlier round', () => {
    const { bench } = locked();
    const other = bench.block(2, ['b']);
    bench.leaveRound(0);
    bench.leaveRound(1);
    const shown = [1, 2, 3].map((author) => bench.prevoteOf(author, 1, other.digest).signed);
    bench.hear(3, bench.proposalOf(2, other, 1, shown));
    expect(bench.last('prevote')).toMatchObject({ round: 2, digest: other.digest });
  });

  it('does not free a lock of a later round', () => {
    const bench = new LoneProcess();
    const [first, second] = [bench.block(1), bench.block(2, ['b'])];
    bench.begin();
    bench.leaveRound(0);
    bench.hear(2, bench.proposalOf(1, second));
    bench.hearPrevotes(1, second.digest);
    bench.leaveRound(1);
    const shown = [1, 2, 3].map((author) => bench.prevoteOf(author, 0, first.digest).signed);
    bench.hear(3, bench.proposalOf(2, first, 0, shown));
    expect(bench.last('prevote')).toMatchObject({ round: 2, digest: NIL });
  });
});

describe('lines 34 to 46, the prevotes', () => {
  it('34: 2f + 1 of any kind start timeoutPrevote, once', () => {
    const bench = new LoneProcess();
    bench.hear(1, bench.proposalOf(0, bench.block(1)));
    bench.hearPrevotes(0, NIL, [1]);
    expect(bench.timers.has('prevote')).toBe(false);
    bench.hearPrevotes(0, 'other', [2]);
    expect(bench.timers.get('prevote')).toBe(bench.now + 1 * SECOND);
  });

  it('36: 2f + 1 for the proposal lock it and are followed by a precommit', () => {
    const { bench, block } = locked();
    expect(bench.persisted.at(-1)).toMatchObject({ lockedRound: 0, lockedDigest: block.digest });
  });

  it('36: after the precommit step they make it valid and lock nothing', () => {
    const bench = new LoneProcess();
    const block = bench.block(1);
    bench.hear(1, bench.proposalOf(0, block));
    bench.hearPrevotes(0, NIL, [1, 2]);
    bench.fire('prevote');
    expect(bench.last('precommit')).toMatchObject({ digest: NIL });
    bench.hear(3, bench.prevoteOf(3, 0, block.digest));
    expect(bench.persisted.at(-1)).toMatchObject({ lockedRound: -1, valid: null });
    const late = new LoneProcess();
    late.begin();
    late.hearPrevotes(0, block.digest, [1, 2, 3]);
    late.fire('propose');
    late.fire('prevote');
    late.hear(1, late.proposalOf(0, block));
    expect(late.persisted.at(-1)).toMatchObject({ lockedRound: -1, valid: { round: 0 } });
  });

  it('44: 2f + 1 for nil are followed by a precommit for nil at once', () => {
    const bench = new LoneProcess();
    bench.begin();
    bench.fire('propose');
    bench.hearPrevotes(0, NIL, [1, 2]);
    expect(bench.last('precommit')).toMatchObject({ digest: NIL });
  });
});

describe('lines 47 to 67, the precommits and the timeouts', () => {
  it('47: 2f + 1 of any kind start timeoutPrecommit', () => {
    const bench = new LoneProcess();
    bench.begin();
    bench.hearPrecommits(0, NIL, [1, 2]);
    expect(bench.timers.has('precommit')).toBe(false);
    bench.hearPrecommits(0, 'other', [3]);
    expect(bench.timers.get('precommit')).toBe(bench.now + 1 * SECOND);
  });

  it('49: 2f + 1 for a proposal decide it, in whatever round', () => {
    const bench = new LoneProcess();
    const block = bench.block(1);
    bench.hear(1, bench.proposalOf(0, block));
    bench.leaveRound(0);
    expect(bench.protocol.status().round).toBe(1);
    const other = new LoneProcess();
    other.hear(1, other.proposalOf(0, block));
    other.hearPrecommits(0, NIL, [1]);
    other.hearPrecommits(0, block.digest, [2, 3]);
    other.fire('precommit');
    other.hearPrecommits(0, block.digest, [0]);
    expect(other.decided).toMatchObject([{ height: 1, certificate: { round: 0, signers: [0, 2, 3] } }]);
    expect(other.protocol.status()).toMatchObject({ height: 2, round: 0 });
  });

  it('55: f + 1 processes in a later round make it follow', () => {
    const bench = new LoneProcess();
    bench.begin();
    bench.hear(1, bench.prevoteOf(1, 5, NIL));
    expect(bench.protocol.status().round).toBe(0);
    bench.hear(2, bench.precommitOf(2, 5, NIL));
    expect(bench.protocol.status().round).toBe(5);
  });

  it('57: without a proposal in time it prevotes nil', () => {
    const bench = new LoneProcess();
    bench.begin();
    bench.fire('propose');
    expect(bench.last('prevote')).toMatchObject({ round: 0, digest: NIL });
    bench.hear(1, bench.proposalOf(0, bench.block(1)));
    expect(bench.said('prevote')).toHaveLength(1);
  });

  it('61 and 65: it precommits nil, and then begins the next round', () => {
    const bench = new LoneProcess();
    bench.begin();
    bench.fire('propose');
    bench.hearPrevotes(0, 'other', [1, 2]);
    bench.fire('prevote');
    expect(bench.last('precommit')).toMatchObject({ digest: NIL });
    bench.hearPrecommits(0, NIL, [1, 2]);
    bench.fire('precommit');
    expect(bench.protocol.status().round).toBe(1);
  });
});

describe('what the paper leaves to gossip', () => {
  it('what it has said in a round is said again, and the others are asked', () => {
    const bench = new LoneProcess();
    bench.begin();
    bench.fire('propose');
    bench.sent.length = 0;
    bench.fire('retransmission');
    expect(bench.sent.map(({ message }) => message.kind)).toEqual(['prevote', 'catch-up']);
  });

  it('a process that comes back keeps its votes and its lock', () => {
    const { bench, block } = locked();
    const back = new LoneProcess({ restored: bench.persisted.at(-1) });
    back.hear(1, back.proposalOf(0, back.block(1, ['b'])));
    expect(back.said('prevote')).toEqual([]);
    back.leaveRound(0);
    back.hear(2, back.proposalOf(1, back.block(2, ['b'])));
    expect(back.last('prevote')).toMatchObject({ round: 1, digest: NIL });
    expect(block.digest).toBe('1<1>a');
  });
});
