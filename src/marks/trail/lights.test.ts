import { describe, expect, it } from 'vitest';
import type { TrailRow, TrailStep } from '../../../workers/contract.ts';
import { concernOf, isLeak, lightsAt, lightsOf, listedBy } from './lights.ts';

const DATUM = { patient: 'ana', section: 'allergies', record: null };
const line = (holder: string, step: TrailStep): TrailRow =>
  ({ holder, step, row: 1, at: 0, records: 1, right: '', endedAt: null });

describe('what lights up', () => {
  it('is nothing while nothing is followed', () => {
    expect(lightsOf(null, null)).toBeNull();
  });

  it('is whoever stands in the ledger, by the number of the first line, and the patient', () => {
    const rows = [line('boise-clinic', 'kept'), line('dr-rivas', 'grant'), line('dr-rivas', 'reader'), line('porter', 'leak')];
    const lights = lightsOf(DATUM, { rows, sentence: '', outcomes: [], messages: [] });
    expect([...lights ?? []].map(([name, { order }]) => [name, order])).toEqual([
      ['ana', null], ['boise-clinic', 1], ['dr-rivas', 2], ['porter', 4],
    ]);
    expect([...lights?.values() ?? []].filter(isLeak)).toHaveLength(1);
  });

  it('is, of the lists, each grant and each reading that leaked it, by its number', () => {
    const at = (holder: string, step: TrailStep, row: number): TrailRow => ({ ...line(holder, step), row });
    const rows = [at('boise-clinic', 'kept', -1), at('dr-rivas', 'grant', 3), at('porter', 'leak', 12)];
    const trail = { rows, sentence: '', outcomes: [3, 7, 9], messages: [] };
    expect(listedBy(null, trail)).toBeNull();
    const listed = listedBy(DATUM, trail);
    expect(listed?.(3)).toEqual({ order: 2, step: 'grant' });
    // The reading began at row 9, with a record of another section.
    expect(listed?.(9, 'porter')).toEqual({ order: 3, step: 'leak' });
    expect(listed?.(9, 'ellis')).toBeNull();
    expect(listed?.(4)).toBeNull();
  });

  it('is, at a member, itself and its people, by their numbers; and outcomes and messages by their rows', () => {
    const rows = [line('porter', 'leak'), line('tampa-general', 'copy'), line('dr-rivas', 'reader')];
    const trail = { rows, sentence: '', outcomes: [4, 9], messages: [2] };
    const lights = lightsOf(DATUM, trail) ?? new Map<string, never>();
    const cast = {
      members: ['boise-clinic', 'tampa-general'].map((name) => ({
        name, kind: 'clinic', region: '', place: '', longitude: 0, latitude: 0, validates: true,
      })),
      patients: [], workstations: [],
      people: [{ name: 'dr-rivas', role: '', member: 1 }, { name: 'porter', role: '', member: 1 }],
    };
    expect(lightsAt(cast, 1, lights).map(({ name }) => name)).toEqual(['porter', 'tampa-general', 'dr-rivas']);
    expect(lightsAt(cast, 0, lights)).toEqual([]);
    expect([...concernOf(DATUM, trail)?.outcomes ?? []]).toEqual([4, 9]);
    expect(concernOf(null, trail)).toBeNull();
  });
});
