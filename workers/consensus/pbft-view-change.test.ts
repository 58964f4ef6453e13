import { describe, expect, it } from 'vitest';
import { GENESIS, LoneReplica, accepted, prepared } from './testing/lone-replica.ts';

describe('4.4 view changes', () => {
  it('a backup starts a timer when a request waits, and stops it when it is executed', () => {
    const bench = new LoneReplica(1);
    bench.begin('a');
    expect(bench.timers.get('round')).toBe(bench.now + 4_000_000);
    bench.executeBlock('a');
    expect(bench.timers.has('round')).toBe(false);
  });

  it('when it expires it multicasts a view-change for the next view, with n, C and P', () => {
    const { bench, block } = prepared();
    bench.fire('round');
    const [said] = bench.said('view-change');
    expect(said?.signed.body).toMatchObject({ view: 1, checkpoint: GENESIS });
    expect(said?.signed.body.prepared[0]?.prePrepare.body.digest).toBe(block.digest);
    expect(said?.signed.body.prepared[0]?.prepares).toHaveLength(2);
  });

  it('and stops accepting messages of the view it leaves', () => {
    const { bench, block } = accepted();
    bench.fire('round');
    bench.hear(2, bench.prepareOf(2, 0, block));
    expect(bench.said('commit')).toEqual([]);
  });

  it('the new primary multicasts a new-view with 2f others, and proposes again what was prepared', () => {
    const { bench, block } = prepared();
    bench.fire('round');
    bench.hear(2, bench.viewChangeOf(2, 1));
    expect(bench.said('new-view')).toEqual([]);
    bench.hear(3, bench.viewChangeOf(3, 1));
    const [said] = bench.said('new-view');
    expect(said?.signed.body.viewChanges).toHaveLength(3);
    expect(said?.signed.body.prePrepares.map(({ body }) => body))
      .toEqual([{ kind: 'pre-prepare', view: 1, sequence: 1, digest: block.digest }]);
  });

  it('of two views it takes the request prepared in the later one', () => {
    const bench = new LoneReplica(2);
    const [older, newer] = [bench.block(0, ['a']), bench.block(1, ['b'])];
    bench.begin('z');
    bench.hear(0, bench.viewChangeOf(0, 2, [bench.proofOf(1, newer, [2, 3])], newer));
    bench.hear(3, bench.viewChangeOf(3, 2, [bench.proofOf(0, older, [1, 3])], older));
    expect(bench.said('new-view')[0]?.signed.body.prePrepares[0]?.body.digest).toBe(newer.digest);
  });

  it('a view-change with a proof of too few prepares, or of the view itself, is not valid', () => {
    const bench = new LoneReplica(2);
    const block = bench.block(0);
    bench.hear(0, bench.viewChangeOf(0, 2, [bench.proofOf(0, block, [1])], block));
    bench.hear(3, bench.viewChangeOf(3, 2, [bench.proofOf(2, block, [1, 3])], block));
    bench.hear(1, bench.viewChangeOf(1, 2, [bench.proofOf(0, block, [0, 3])], block));
    expect(bench.protocol.status().round).toBe(0);
  });

  it('a backup accepts a valid new-view, prepares all of O and enters the view', () => {
    const bench = new LoneReplica(3);
    const block = bench.block(0);
    const changes = [0, 1, 2].map((author) => bench.viewChangeOf(author, 1,
      author === 0 ? [bench.proofOf(0, block, [1, 2])] : []).signed);
    bench.hear(1, bench.newViewOf(1, changes, [block]));
    expect(bench.protocol.status()).toMatchObject({ round: 1, leader: 1 });
    expect(bench.said('prepare')[0]?.signed.body).toMatchObject({ view: 1, digest: block.digest });
  });

  it('and none whose O leaves out, adds or swaps a request, or whose V is no quorum', () => {
    const bench = new LoneReplica(3);
    const [block, other] = [bench.block(0), bench.block(0, ['b'])];
    const proof = bench.proofOf(0, block, [1, 2]);
    const changes = [0, 1, 2].map((author) =>
      bench.viewChangeOf(author, 1, author === 0 ? [proof] : []).signed);
    const empty = [0, 1, 2].map((author) => bench.viewChangeOf(author, 1).signed);
    bench.hear(1, bench.newViewOf(1, changes, []));
    bench.hear(1, bench.newViewOf(1, changes, [other]));
    bench.hear(1, bench.newViewOf(1, empty, [block]));
    bench.hear(1, bench.newViewOf(1, changes.slice(0, 2), [block]));
    bench.hear(1, bench.newViewOf(1, [changes[0]!, changes[1]!, changes[1]!], [block]));
    expect(bench.protocol.status().round).toBe(0);
  });

  it('a request executed before is prepared again and not executed again', () => {
    const bench = new LoneReplica(3);
    const block = bench.executeBlock('a');
    const changes = [0, 1, 2].map((author) =>
      bench.viewChangeOf(author, 1, [bench.proofOf(0, block, [1, 2])]).signed);
    bench.hear(1, bench.newViewOf(1, changes, [block]));
    for (const author of [0, 2]) bench.hear(author, bench.prepareOf(author, 1, block));
    for (const author of [0, 1, 2]) bench.hear(author, bench.commitOf(author, 1, block));
    expect(bench.said('commit').at(-1)?.signed.body.view).toBe(1);
    expect(bench.decided).toHaveLength(1);
  });
});

describe('4.5.2 liveness', () => {
  it('the timer starts with 2f + 1 view-changes, and the next wait is twice as long', () => {
    const bench = new LoneReplica(3);
    bench.begin();
    bench.fire('round');
    expect(bench.timers.has('round')).toBe(false);
    for (const author of [0, 2]) bench.hear(author, bench.viewChangeOf(author, 1));
    expect(bench.timers.get('round')).toBe(bench.now + 4_000_000);
    bench.fire('round');
    expect(bench.said('view-change').at(-1)?.signed.body.view).toBe(2);
    for (const author of [0, 2]) bench.hear(author, bench.viewChangeOf(author, 2));
    expect(bench.timers.get('round')).toBe(bench.now + 8_000_000);
  });

  it('f + 1 view-changes of later views make it join the smallest, timer or not', () => {
    const bench = new LoneReplica(3);
    bench.hear(0, bench.viewChangeOf(0, 7));
    expect(bench.said('view-change')).toEqual([]);
    bench.hear(2, bench.viewChangeOf(2, 5));
    expect(bench.said('view-change')[0]?.signed.body.view).toBe(5);
  });

  it('what waits for a quorum is said again, ever more rarely', () => {
    const bench = new LoneReplica(3);
    bench.begin();
    bench.fire('round');
    const waits = [0, 1, 2].map(() => {
      const { now } = bench;
      bench.fire('retransmission');
      return bench.now - now;
    });
    expect(waits).toEqual([4_000_000, 8_000_000, 16_000_000]);
    expect(new Set(bench.said('view-change').map(({ signed }) => signed)).size).toBe(1);
  });
});

describe('a replica that comes back with its disk', () => {
  it('keeps what it has said in its view, and its P', () => {
    const { bench, block } = prepared();
    const back = new LoneReplica(1, 4, bench.persisted.at(-1));
    back.hear(0, back.prePrepareOf(0, 0, back.block(0, ['b'])));
    expect(back.said('prepare')).toEqual([]);
    back.fire('round');
    expect(back.said('view-change')[0]?.signed.body.prepared[0]?.prePrepare.body.digest)
      .toBe(block.digest);
  });

  it('still has the last block of its P, which its view-change must carry', () => {
    const bench = new LoneReplica(1);
    const block = bench.executeBlock('a');
    const back = new LoneReplica(1, 4, bench.persisted.at(-1));
    back.begin();
    back.fire('round');
    expect(back.said('view-change')[0]?.payload?.digest).toBe(block.digest);
  });

  it('does not go back to a view it has left', () => {
    const { bench, block } = accepted();
    bench.fire('round');
    const back = new LoneReplica(1, 4, bench.persisted.at(-1));
    back.hear(2, back.prepareOf(2, 0, block));
    expect(back.said('commit')).toEqual([]);
    expect(back.said('view-change')[0]?.signed.body.view).toBe(1);
  });
});
