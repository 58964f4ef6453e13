import { describe, expect, it } from 'vitest';
import type { TrailRow, TrailStep } from '../../../workers/contract.ts';
import { isLeak, lightsOf } from './lights.ts';

const DATUM = { patient: 'ana', section: 'allergies', record: null };
const line = (holder: string, step: TrailStep): TrailRow =>
  ({ holder, step, row: 1, at: 0, records: 1, right: '', endedAt: null });

describe('what lights up', () => {
  it('is nothing while nothing is followed', () => {
    expect(lightsOf(null, null)).toBeNull();
  });

  it('is whoever stands in the ledger, by the number of the first line, and the patient', () => {
    const rows = [line('boise-clinic', 'kept'), line('dr-rivas', 'grant'), line('dr-rivas', 'reader'), line('porter', 'leak')];
    const lights = lightsOf(DATUM, { rows, sentence: '' });
    expect([...lights ?? []].map(([name, { order }]) => [name, order])).toEqual([
      ['ana', null], ['boise-clinic', 1], ['dr-rivas', 2], ['porter', 4],
    ]);
    expect([...lights?.values() ?? []].filter(isLeak)).toHaveLength(1);
  });
});
