import { describe, expect, it } from 'vitest';
import { protocol as clique } from '../consensus/clique.protocol.ts';
import { protocol as hotstuff } from '../consensus/hotstuff.protocol.ts';
import { protocol as nakamoto } from '../consensus/nakamoto.protocol.ts';
import { protocol as qbft } from '../consensus/qbft.protocol.ts';
import { protocol as raft } from '../consensus/raft.protocol.ts';
import { defaults } from '../settings/register.ts';
import { readSettings } from './joining.ts';
import { toleranceOf } from './tolerance.ts';

const said = (protocol: typeof qbft, validators: number, changed: Record<string, string> = {}): string =>
  toleranceOf(protocol.guarantees(readSettings({ ...defaults(), ...changed })), validators).sentence;

describe('what a network withstands', () => {
  it('is f, and what a faulty one may do', () => {
    expect(said(qbft, 4))
      .toBe('f = 1: of 4 validators 1 may lie or be down, and the others still agree and go on.');
    expect(said(qbft, 10)).toMatch(/^f = 3: /);
    expect(said(raft, 5))
      .toBe('f = 2: of 5 validators 2 may be down, and the others still agree and go on; none may lie.');
  });

  it('is nothing where there are too few', () => {
    expect(said(qbft, 3)).toBe('f = 0: of 3 validators not one may lie or be down.');
    expect(said(raft, 2)).toBe('f = 0: of 2 validators not one may be down, and none may lie.');
    expect(said(qbft, 1)).toBe('f = 0: the only validator may neither lie nor be down.');
  });

  it('has no f where what is final may be taken back', () => {
    expect(said(clique, 4)).toBe('Of 4 validators 1 may be down, and the network goes on; what is final '
      + 'may be taken back when another chain proves heavier.');
    expect(said(nakamoto, 5)).toMatch(/^Of 5 validators 4 may be down/);
    expect(said(nakamoto, 1)).toMatch(/^The only validator has to be up; what is final may/);
  });

  it('says where agreement holds and progress does not', () => {
    const rotating = { 'consensus.hotstuffVariant': 'chained', 'consensus.hotstuffLeader': 'rotating' };
    expect(said(hotstuff, 4, rotating)).toBe('f = 1: of 4 validators 1 may lie or be down and the '
      + 'others still agree, but none may be down if they are to go on.');
  });
});
