import { describe, expect, it } from 'vitest';
import { prepare } from './pbft-messages.ts';
import type { PbftMessage, StableCheckpoint } from './pbft-messages.ts';
import { LoneReplica, accepted, prepared } from './testing/lone-replica.ts';

describe('4.2 normal-case operation', () => {
  it('the primary multicasts a pre-prepare with the request', () => {
    const bench = new LoneReplica(0);
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
    const bench = new LoneReplica(1);
    const block = bench.block(2);
    bench.hear(2, bench.prePrepareOf(2, 0, block));
    const other = bench.block(0, ['b']);
    bench.hear(0, { ...bench.prePrepareOf(0, 0, block), payload: other } as PbftMessage);
    expect(bench.said('prepare')).toEqual([]);
  });

  it('accepts none of a view it is not in', () => {
    const bench = new LoneReplica(2);
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
    const bench = new LoneReplica(1, 1);
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
    const reference = new LoneReplica(1);
    const first = reference.executeBlock('a');
    const second = reference.block(0, ['b']);
    const bench = new LoneReplica(1);
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
    const bench = new LoneReplica(1, 2);
    bench.executeBlock('a');
    expect(bench.said('checkpoint')).toEqual([]);
    const { digest } = bench.executeBlock('b');
    expect(bench.said('checkpoint')[0]?.signed.body)
      .toEqual({ kind: 'checkpoint', sequence: 2, digest });
  });

  it('2f + 1 make it stable: the watermarks move, and older messages are not accepted', () => {
    const bench = new LoneReplica(1, 2);
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
