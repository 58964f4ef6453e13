import { describe, expect, it } from 'vitest';
import { grantEnded, grantInForce, grantRevoking } from '../access/entries.ts';
import { NONE, Trace } from '../kernel/trace.ts';
import { revocationLags } from './revocation.ts';

describe('how long a withdrawn grant still opens the chart', () => {
  it('is counted node by node from the withdrawal, and unknown where the run ended first', () => {
    const trace = new Trace({ keepMessages: false });
    const grant = { grant: 'g', patient: 'ana', grantee: 'p' };
    for (const node of ['a', 'b', 'c']) {
      trace.record(grantInForce, 1, node, NONE, NONE, { ...grant, node, height: 1, enabledBy: NONE });
    }
    trace.record(grantRevoking, 10, 'ana', NONE, NONE, { ...grant, transaction: 't' });
    trace.record(grantEnded, 15, 'a', NONE, NONE, { grant: 'g', node: 'a', how: 'revoked' });
    trace.record(grantEnded, 40, 'b', NONE, NONE, { grant: 'g', node: 'b', how: 'revoked' });
    expect(revocationLags(trace).map(({ node, withdrawnAt, openMicros }) => [node, withdrawnAt, openMicros]))
      .toEqual([['a', 10, 5], ['b', 10, 30], ['c', 10, null]]);
  });

  it('opened nothing where a clock that is ahead ended it before, and is told once a node', () => {
    const trace = new Trace({ keepMessages: false });
    const grant = { grant: 'g', patient: 'ana', grantee: 'p' };
    for (const at of [1, 2]) {
      trace.record(grantInForce, at, 'a', NONE, NONE,
        { ...grant, node: 'a', height: 1, enabledBy: NONE });
    }
    trace.record(grantEnded, 8, 'a', NONE, NONE, { grant: 'g', node: 'a', how: 'expired' });
    trace.record(grantRevoking, 10, 'ana', NONE, NONE, { ...grant, transaction: 't' });
    expect(revocationLags(trace))
      .toEqual([{ grant: 'g', node: 'a', withdrawnAt: 10, openMicros: 0 }]);
  });

  it('is counted only while it does, where the block with the withdrawal is taken back', () => {
    const trace = new Trace({ keepMessages: false });
    const given = (at: number, node: string): void => void trace.record(grantInForce, at, node, NONE, NONE,
      { grant: 'g', node, patient: 'ana', grantee: 'p', height: 1, enabledBy: NONE });
    const ended = (at: number, node: string, how: string): void =>
      void trace.record(grantEnded, at, node, NONE, NONE, { grant: 'g', node, how });
    for (const node of ['again', 'for-good', 'both']) given(1, node);
    trace.record(grantRevoking, 10, 'ana', NONE, NONE, { grant: 'g', patient: 'ana', grantee: 'p', transaction: 't' });
    for (const node of ['again', 'for-good', 'both']) ended(15, node, 'revoked');
    // Its withdrawal is taken back, and is final anew at one of the two; with its grant it opens nothing.
    given(100, 'again');
    given(100, 'for-good');
    ended(100, 'both', 'reverted');
    ended(107, 'again', 'revoked');
    given(200, 'both');
    ended(200, 'both', 'revoked');
    expect(revocationLags(trace).map(({ node, openMicros }) => [node, openMicros]))
      .toEqual([['again', 12], ['for-good', null], ['both', 5]]);
  });

  it('leaves out grants that only expired', () => {
    const trace = new Trace({ keepMessages: false });
    trace.record(grantInForce, 1, 'a', NONE, NONE,
      { grant: 'g', node: 'a', patient: 'ana', grantee: 'p', height: 1, enabledBy: NONE });
    trace.record(grantEnded, 9, 'a', NONE, NONE, { grant: 'g', node: 'a', how: 'expired' });
    expect(revocationLags(trace)).toEqual([]);
  });
});
