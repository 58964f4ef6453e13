import { describe, expect, it } from 'vitest';
import type { Signed } from '../crypto/keys.ts';
import { checkpoint, commit, newView, prepare, prePrepare, viewChange } from './pbft-messages.ts';
import type { CheckpointBody, Commit, CommitBody, NewViewBody, PbftMessage, Prepare, PrePrepareBody,
  PrepareBody, PreparedProof, StableCheckpoint, ViewChange, ViewChangeBody } from './pbft-messages.ts';
import type { Payload } from './protocol.ts';
import { LoneSeat } from './testing/lone-seat.ts';
import { createPbft } from './testing/pbft-network.ts';

const GENESIS: StableCheckpoint = { sequence: 0, proof: [] };

/** A replica of four, whose peers the test plays. */
class Bench extends LoneSeat<PbftMessage> {
  constructor(self: number, checkpointBlocks = 4, restored: unknown = null) {
    super({ self, restored, create: createPbft(checkpointBlocks) });
  }

  prePrepareOf(author: number, view: number, payload: Payload, sequence = 1): PbftMessage {
    return prePrepare(this.keyrings[author]!.sign<PrePrepareBody>(
      { kind: 'pre-prepare', view, sequence, digest: payload.digest }), payload);
  }

  prepareOf(author: number, view: number, { digest }: Payload, sequence = 1): Prepare {
    return prepare(this.keyrings[author]!.sign<PrepareBody>(
      { kind: 'prepare', view, sequence, digest }));
  }

  commitOf(author: number, view: number, { digest }: Payload, sequence = 1): Commit {
    return commit(this.keyrings[author]!.sign<CommitBody>(
      { kind: 'commit', view, sequence, digest }));
  }

  checkpointOf(author: number, sequence: number, digest: string): PbftMessage {
    return checkpoint(this.keyrings[author]!.sign<CheckpointBody>(
      { kind: 'checkpoint', sequence, digest }));
  }

  proofOf(view: number, payload: Payload, backups: readonly number[], sequence = 1): PreparedProof {
    return {
      prePrepare: this.keyrings[view % 4]!.sign<PrePrepareBody>(
        { kind: 'pre-prepare', view, sequence, digest: payload.digest }),
      prepares: backups.map((author) => this.prepareOf(author, view, payload, sequence).signed),
    };
  }

  viewChangeOf(
    author: number, view: number, prepared: readonly PreparedProof[] = [],
    payload: Payload | null = null, stable = GENESIS,
  ): ViewChange {
    return viewChange(this.keyrings[author]!.sign<ViewChangeBody>(
      { kind: 'view-change', view, checkpoint: stable, prepared }), payload, 0);
  }

  newViewOf(
    view: number, viewChanges: readonly Signed<ViewChangeBody>[], again: readonly Payload[],
  ): PbftMessage {
    const keyring = this.keyrings[view % 4]!;
    const prePrepares = again.map(({ digest }, index) => keyring.sign<PrePrepareBody>(
      { kind: 'pre-prepare', view, sequence: index + 1, digest }));
    return newView(keyring.sign<NewViewBody>(
      { kind: 'new-view', view, viewChanges, prePrepares }), again.at(-1) ?? null);
  }

  /** Plays one block to its end in view 0. */
  executeBlock(transaction: string): Payload {
    const block = this.block(0, [transaction]);
    const { height } = block.body as { height: number };
    this.hear(0, this.prePrepareOf(0, 0, block, height));
    this.hear(2, this.prepareOf(2, 0, block, height));
    for (const author of [0, 2]) this.hear(author, this.commitOf(author, 0, block, height));
    return block;
  }
}

/** Backup 1 has accepted the primary's block in view 0. */
function accepted(): { bench: Bench; block: Payload } {
  const bench = new Bench(1);
  const block = bench.block(0);
  bench.hear(0, bench.prePrepareOf(0, 0, block));
  return { bench, block };
}

function prepared(): { bench: Bench; block: Payload } {
  const { bench, block } = accepted();
  bench.hear(2, bench.prepareOf(2, 0, block));
  return { bench, block };
}

describe('4.2 normal-case operation', () => {
  it('the primary multicasts a pre-prepare with the request', () => {
    const bench = new Bench(0);
    bench.begin();
    expect(bench.said('pre-prepare')[0]).toMatchObject(
      { signed: { body: { view: 0, sequence: 1 } }, payload: { digest: '1<0>a' } });
    expect(bench.said('prepare')).toEqual([]);
  });

  it('a backup that accepts the pre-prepare multicasts a prepare', () => {
    const { bench, block } = accepted();
    expect(bench.said('prepare')[0]?.signed.body)
      .toEqual({ kind: 'prepare', view: 0, sequence: 1, digest: block.digest });
  });

  it('accepts none of another author than the primary, nor with another digest than the request', () => {
    const bench = new Bench(1);
    const block = bench.block(2);
    bench.hear(2, bench.prePrepareOf(2, 0, block));
    const other = bench.block(0, ['b']);
    bench.hear(0, { ...bench.prePrepareOf(0, 0, block), payload: other } as PbftMessage);
    expect(bench.said('prepare')).toEqual([]);
  });

  it('accepts none of a view it is not in', () => {
    const bench = new Bench(2);
    bench.hear(1, bench.prePrepareOf(1, 1, bench.block(1)));
    expect(bench.said('prepare')).toEqual([]);
  });

  it('accepts no second one for the same view and sequence number with another digest', () => {
    const { bench } = accepted();
    bench.hear(0, bench.prePrepareOf(0, 0, bench.block(0, ['b'])));
    expect(bench.said('prepare')).toHaveLength(1);
    expect(bench.counts.get('consensus.equivocations')).toBe(1);
  });

  it('accepts none at or below the low watermark, nor above the high one', () => {
    const bench = new Bench(1, 1);
    const block = bench.block(0);
    for (const sequence of [0, 3, 1_000_000]) {
      bench.hear(0, bench.prePrepareOf(0, 0, block, sequence));
    }
    expect(bench.said('prepare')).toEqual([]);
  });

  it('is prepared with 2f prepares of different backups, and multicasts a commit then', () => {
    const { bench, block } = accepted();
    expect(bench.said('commit')).toEqual([]);
    bench.hear(2, bench.prepareOf(2, 0, block));
    expect(bench.said('commit')[0]?.signed.body)
      .toEqual({ kind: 'commit', view: 0, sequence: 1, digest: block.digest });
  });

  it('does not count a prepare of the primary, a repeated one, or one for another digest', () => {
    const { bench, block } = accepted();
    bench.hear(0, bench.prepareOf(0, 0, block));
    bench.hear(1, bench.prepareOf(1, 0, block));
    bench.hear(2, bench.prepareOf(2, 0, bench.block(0, ['b'])));
    expect(bench.said('commit')).toEqual([]);
  });

  it('counts no message that its author has not signed', () => {
    const { bench, block } = accepted();
    const { signed } = bench.prepareOf(2, 0, block);
    bench.hear(2, prepare({ ...signed }));
    expect(bench.said('commit')).toEqual([]);
    expect(bench.counts.get('consensus.forgeries')).toBe(1);
  });

  it('executes when committed-local: prepared, and 2f + 1 commits, its own among them', () => {
    const { bench, block } = prepared();
    bench.hear(0, bench.commitOf(0, 0, block));
    expect(bench.decided).toEqual([]);
    bench.hear(2, bench.commitOf(2, 0, block));
    expect(bench.decided).toMatchObject([{ height: 1, payload: block,
      certificate: { round: 0, signers: [0, 1, 2] } }]);
  });

  it('does not execute in its view on commits alone, before it has prepared', () => {
    const { bench, block } = accepted();
    for (const author of [0, 2, 3]) bench.hear(author, bench.commitOf(author, 0, block));
    expect(bench.decided).toEqual([]);
    bench.hear(3, bench.prepareOf(3, 0, block));
    expect(bench.decided).toHaveLength(1);
  });

  it('executes in the order of sequence numbers, whatever the order of messages', () => {
    const reference = new Bench(1);
    const first = reference.executeBlock('a');
    const second = reference.block(0, ['b']);
    const bench = new Bench(1);
    bench.hear(0, bench.prePrepareOf(0, 0, second, 2));
    bench.hear(2, bench.prepareOf(2, 0, second, 2));
    for (const author of [0, 2, 3]) bench.hear(author, bench.commitOf(author, 0, second, 2));
    expect(bench.decided).toEqual([]);
    bench.hear(0, bench.prePrepareOf(0, 0, first));
    bench.hear(2, bench.prepareOf(2, 0, first));
    for (const author of [0, 2]) bench.hear(author, bench.commitOf(author, 0, first));
    expect(bench.decided.map(({ height }) => height)).toEqual([1, 2]);
  });
});

describe('4.3 garbage collection', () => {
  it('multicasts a checkpoint where the sequence number is divisible by K', () => {
    const bench = new Bench(1, 2);
    bench.executeBlock('a');
    expect(bench.said('checkpoint')).toEqual([]);
    const { digest } = bench.executeBlock('b');
    expect(bench.said('checkpoint')[0]?.signed.body)
      .toEqual({ kind: 'checkpoint', sequence: 2, digest });
  });

  it('2f + 1 make it stable: the watermarks move, and older messages are not accepted', () => {
    const bench = new Bench(1, 2);
    bench.executeBlock('a');
    const { digest } = bench.executeBlock('b');
    bench.hear(0, bench.checkpointOf(0, 2, 'another state'));
    bench.hear(2, bench.checkpointOf(2, 2, digest));
    const stable = (): StableCheckpoint | undefined =>
      (bench.persisted.at(-1) as { stable?: StableCheckpoint }).stable;
    bench.executeBlock('c');
    expect(stable()?.sequence).toBe(0);
    bench.hear(3, bench.checkpointOf(3, 2, digest));
    bench.executeBlock('d');
    expect(stable()).toMatchObject({ sequence: 2, proof: { length: 3 } });
  });
});

describe('4.4 view changes', () => {
  it('a backup starts a timer when a request waits, and stops it when it is executed', () => {
    const bench = new Bench(1);
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
    const bench = new Bench(2);
    const [older, newer] = [bench.block(0, ['a']), bench.block(1, ['b'])];
    bench.begin('z');
    bench.hear(0, bench.viewChangeOf(0, 2, [bench.proofOf(1, newer, [2, 3])], newer));
    bench.hear(3, bench.viewChangeOf(3, 2, [bench.proofOf(0, older, [1, 3])], older));
    expect(bench.said('new-view')[0]?.signed.body.prePrepares[0]?.body.digest).toBe(newer.digest);
  });

  it('a view-change with a proof of too few prepares, or of the view itself, is not valid', () => {
    const bench = new Bench(2);
    const block = bench.block(0);
    bench.hear(0, bench.viewChangeOf(0, 2, [bench.proofOf(0, block, [1])], block));
    bench.hear(3, bench.viewChangeOf(3, 2, [bench.proofOf(2, block, [1, 3])], block));
    bench.hear(1, bench.viewChangeOf(1, 2, [bench.proofOf(0, block, [0, 3])], block));
    expect(bench.protocol.status().round).toBe(0);
  });

  it('a backup accepts a valid new-view, prepares all of O and enters the view', () => {
    const bench = new Bench(3);
    const block = bench.block(0);
    const changes = [0, 1, 2].map((author) => bench.viewChangeOf(author, 1,
      author === 0 ? [bench.proofOf(0, block, [1, 2])] : []).signed);
    bench.hear(1, bench.newViewOf(1, changes, [block]));
    expect(bench.protocol.status()).toMatchObject({ round: 1, leader: 1 });
    expect(bench.said('prepare')[0]?.signed.body).toMatchObject({ view: 1, digest: block.digest });
  });

  it('and none whose O leaves out, adds or swaps a request, or whose V is no quorum', () => {
    const bench = new Bench(3);
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
    const bench = new Bench(3);
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
    const bench = new Bench(3);
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
    const bench = new Bench(3);
    bench.hear(0, bench.viewChangeOf(0, 7));
    expect(bench.said('view-change')).toEqual([]);
    bench.hear(2, bench.viewChangeOf(2, 5));
    expect(bench.said('view-change')[0]?.signed.body.view).toBe(5);
  });

  it('what waits for a quorum is said again, ever more rarely', () => {
    const bench = new Bench(3);
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
    const back = new Bench(1, 4, bench.persisted.at(-1));
    back.hear(0, back.prePrepareOf(0, 0, back.block(0, ['b'])));
    expect(back.said('prepare')).toEqual([]);
    back.fire('round');
    expect(back.said('view-change')[0]?.signed.body.prepared[0]?.prePrepare.body.digest)
      .toBe(block.digest);
  });

  it('still has the last block of its P, which its view-change must carry', () => {
    const bench = new Bench(1);
    const block = bench.executeBlock('a');
    const back = new Bench(1, 4, bench.persisted.at(-1));
    back.begin();
    back.fire('round');
    expect(back.said('view-change')[0]?.payload?.digest).toBe(block.digest);
  });

  it('does not go back to a view it has left', () => {
    const { bench, block } = accepted();
    bench.fire('round');
    const back = new Bench(1, 4, bench.persisted.at(-1));
    back.hear(2, back.prepareOf(2, 0, block));
    expect(back.said('commit')).toEqual([]);
    expect(back.said('view-change')[0]?.signed.body.view).toBe(1);
  });
});
