import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calledApart, Drafts, titleOf, type Draft, type Shelf } from './drafts.ts';

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
      does: fc.constantFrom('save' as const, 'open' as const, 'list' as const, 'rename' as const),
    }), { maxLength: 30 });
    fc.assert(fc.property(steps, (acts) => {
      const shelf = new Cupboard();
      const reader = tab(shelf);
      const tabs = [tab(shelf), tab(shelf), tab(shelf)].map((drafts) => (
        { drafts, id: null as string | null, holds: null as string | null }));
      for (const act of acts) {
        const here = tabs[act.tab]!;
        if (act.does === 'open') {
          const found = here.drafts.open(here.drafts.list()[0]?.id ?? '');
          if (found !== null) Object.assign(here, { id: found.id, holds: found.text });
          continue;
        }
        if (act.does === 'list') {
          here.drafts.list();
          continue;
        }
        const before = reader.list();
        if (act.does === 'rename') {
          here.drafts.rename(before[0]?.id ?? '', act.text);
          expect(reader.list().map(({ text }) => text)).toEqual(before.map(({ text }) => text));
          continue;
        }
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

  it('keep their names while they are written on, and give back their titles for an empty one', () => {
    const shelf = new Cupboard();
    const here = tab(shelf);
    const id = here.save(null, null, 'scenario "Ana moves"') ?? '';
    expect(here.rename(id, ' the\nstorm\u202e ')).toBe(true);
    expect(here.save(id, null, 'scenario "Ana stays"')).toBe(id);
    const [draft] = tab(shelf).list();
    expect(draft).toMatchObject({ name: 'the storm', text: 'scenario "Ana stays"' });
    expect(draft?.begunAtMilliseconds).toBeLessThan(draft?.savedAtMilliseconds ?? 0);
    here.rename(id, ' ');
    expect(here.list()[0]?.name).toBeNull();
    expect(here.rename('gone', 'x')).toBe(false);
  });

  it('are thrown away as they are by then, and come back as they were', () => {
    const shelf = new Cupboard();
    const [here, there] = [tab(shelf), tab(shelf)];
    const id = here.save(null, null, 'one') ?? '';
    there.open(id);
    there.save(id, null, 'one and two');
    const gone = here.remove(id);
    expect(gone).toMatchObject({ id, text: 'one and two' });
    expect(here.restore(gone as Draft)).toBe(true);
    expect(here.restore(gone as Draft)).toBe(true);
    expect(here.list().map(({ text }) => text)).toEqual(['one and two', 'one and two']);
    expect(here.remove('gone')).toBeNull();
  });

  it('are called differently, however many have one title, whatever the user calls them', () => {
    const titles = fc.constantFrom('a', 'b', 'a (2)', 'scenario "a"', ' ');
    const draft = fc.record({ text: titles, name: fc.option(titles), begun: fc.nat({ max: 3 }) });
    const list = fc.array(draft, { maxLength: 12 });
    fc.assert(fc.property(list, (given) => {
      const drafts = given.map(({ text, name, begun }, index): Draft => (
        { id: `${index}`, from: null, text, name, begunAtMilliseconds: begun, savedAtMilliseconds: index }));
      const called = calledApart(drafts, 'without a title');
      expect(new Set(called.values()).size).toBe(drafts.length);
      expect(calledApart([...drafts].reverse(), 'without a title')).toEqual(called);
    }));
    const [first, second] = [1, 2].map((at): Draft => (
      { id: `${9 - at}`, from: null, text: 'a', name: null, begunAtMilliseconds: at, savedAtMilliseconds: 9 - at }));
    expect([...calledApart([second as Draft, first as Draft], '').values()]).toEqual(['a', 'a (2)']);
  });

  it('are told apart by their titles', () => {
    expect(titleOf('# mine\nscenario "Ana moves"\n')).toBe('Ana moves');
    expect(titleOf('network\n')).toBe('network');
    expect(titleOf(' \n')).toBeNull();
  });
});
