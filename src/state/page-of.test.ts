import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../workers/contract.ts';
import { pageOf } from './page-of.ts';

const CAST = {
  members: [{ name: 'tampa-general' }], patients: [{ name: 'ana' }],
  people: [{ name: 'porter', role: 'staff', member: 0 }], workstations: [{ name: 'ward-3', member: 0 }],
} as unknown as RunSummary['cast'];

describe('what is chosen on the Stage', () => {
  it.each([
    [{ kind: 'patient', name: 'ana' }, 'chart/ana'], [{ kind: 'member', name: 'tampa-general' }, 'member/tampa-general'],
    [{ kind: 'person', name: 'porter' }, 'member/tampa-general'], [{ kind: 'workstation', name: 'ward-3' }, 'member/tampa-general'],
    [{ kind: 'leak', row: 250 }, 'row/250'], [{ kind: 'block', row: 45 }, 'row/45'],
  ] as const)('%j has the page %s', (chosen, page) => {
    const found = pageOf(chosen, CAST);
    expect(`${found?.kind}/${found?.id}`).toBe(page);
  });

  it('has none where it is a message, or nobody of this run', () => {
    expect(pageOf({ kind: 'message', row: 3 }, CAST)).toBeNull();
    expect(pageOf({ kind: 'person', name: 'ghost' }, CAST)).toBeNull();
  });
});
