import { describe, expect, it } from 'vitest';
import type { OutcomeSaid } from '../../workers/contract.ts';
import { firstDifference } from './first-difference.ts';

const said = (at: number, sentence: string): OutcomeSaid => ({ row: 1, at, sentence });

describe('the first difference of two runs', () => {
  it('is what a reader is told of, at the earlier moment, and the later one says when', () => {
    expect(firstDifference({
      same: false, first: [said(5, 'a vote.'), null], told: [said(120_000_000, 'ana is asked.'), said(60_000_000, 'a node crashes.')],
    })).toEqual({ atMicros: 60_000_000, inFirst: 'ana is asked (day 1 00:02)', inSecond: 'a node crashes' });
  });

  it('does not repeat a moment that is said alike', () => {
    const told = [said(60_000_001, 'one.'), said(60_000_002, 'another.')] as const;
    expect(firstDifference({ same: false, first: told, told }))
      .toEqual({ atMicros: 60_000_001, inFirst: 'one', inSecond: 'another' });
  });

  it('is whatever differs where a reader is told of nothing', () => {
    expect(firstDifference({ same: false, first: [said(5, 'a vote.'), null], told: [null, null] }))
      .toEqual({ atMicros: 5, inFirst: 'a vote', inSecond: null });
  });

  it('is not there where nothing differs', () => {
    expect(firstDifference({ same: true, first: [null, null], told: [null, null] })).toBeNull();
  });
});
