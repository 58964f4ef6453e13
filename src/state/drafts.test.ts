import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Drafts, titleOf, type Shelf } from './drafts.ts';

class Cupboard implements Shelf {
  readonly kept = new Map<string, string>();
  most = Infinity;

  get length(): number { return this.kept.size; }
  key(index: number): string | null { return [...this.kept.keys()][index] ?? null; }
  getItem(key: string): string | null { return this.kept.get(key) ?? null; }
  removeItem(key: string): void { this.kept.delete(key); }

  setItem(key: string, value: string): void {
    if (value.length > this.most) throw new DOMException('full', 'QuotaExceededError');
    this.kept.set(key, value);
  }
}

let count = 0;
let time = 0;

function tab(shelf: Shelf | null): Drafts {
  return new Drafts({ shelf, now: () => (time += 1), newId: () => `id${count += 1}` });
}

describe('drafts', () => {
  it('are there again after the page was reloaded, latest first', () => {
    const shelf = new Cupboard();
    const before = tab(shelf);
    before.save(null, 'patient-relocation', 'one');
    before.save(null, null, 'two');
    expect(tab(shelf).list()).toMatchObject([
      { from: null, text: 'two' }, { from: 'patient-relocation', text: 'one' },
    ]);
  });

  it('go on being one draft while one page writes it', () => {
    const shelf = new Cupboard();
    const here = tab(shelf);
    const id = here.save(null, null, 'a');
    expect(here.save(id, null, 'ab')).toBe(id);
    expect(here.list().map(({ text }) => text)).toEqual(['ab']);
  });

  it('are only written over by a page that has just written or read them, whoever writes when', () => {
    const steps = fc.array(fc.record({
      tab: fc.nat({ max: 2 }), text: fc.string({ maxLength: 8 }),
      does: fc.constantFrom('save' as const, 'open' as const),
    }), { maxLength: 30 });
    fc.assert(fc.property(steps, (acts) => {
      const shelf = new Cupboard();
      const reader = tab(shelf);
      const tabs = [tab(shelf), tab(shelf), tab(shelf)].map((drafts) => (
        { drafts, id: null as string | null, holds: null as string | null }));
      for (const act of acts) {
        const here = tabs[act.tab]!;
        if (act.does === 'open') {
          const found = here.drafts.list()[0];
          if (found !== undefined) Object.assign(here, { id: found.id, holds: found.text });
          continue;
        }
        const before = reader.list();
        here.id = here.drafts.save(here.id, null, act.text);
        const after = new Map(reader.list().map(({ id, text }) => [id, text]));
        expect(after.get(here.id ?? '')).toBe(act.text);
        for (const { id, text } of before) {
          if (after.get(id) !== text) expect(text).toBe(here.holds);
        }
        here.holds = act.text;
      }
    }), { numRuns: 500 });
  });

  it('say that they are not kept where the browser is full or keeps nothing', () => {
    const shelf = new Cupboard();
    shelf.most = 100;
    expect(tab(shelf).save(null, null, 'x'.repeat(200))).toBeNull();
    expect(tab(null).save(null, null, 'x')).toBeNull();
    expect(tab(null).list()).toEqual([]);
  });

  it('leave alone what they cannot read, and read nothing but their own shape', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (kept) => {
      const shelf = new Cupboard();
      shelf.kept.set('ledgerward.draft.x', kept);
      shelf.kept.set('ledgerward.preferences', '{}');
      for (const draft of tab(shelf).list()) expect(typeof draft.text).toBe('string');
      expect(shelf.kept.get('ledgerward.draft.x')).toBe(kept);
    }), { numRuns: 2000 });
  });

  it('are told apart by their titles', () => {
    expect(titleOf('# mine\nscenario "Ana moves"\n')).toBe('Ana moves');
    expect(titleOf('network\n')).toBe('network');
    expect(titleOf(' \n')).toBeNull();
  });
});
