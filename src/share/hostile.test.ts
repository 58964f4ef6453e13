/** Links, drafts and files come from anybody. Five thousand mutated ones, and nothing gives way. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NAME_LENGTH_MAX } from '../router/names.ts';
import { alongsideOf, formatRoute, parseRoute, stageOf, type StageRoute } from '../router/route.ts';
import { grow, readKept, rechristen, writeKept, type Tree } from '../state/branch-tree.ts';
import { calledApart, Drafts, titleOf, type Shelf } from '../state/drafts.ts';
import { pack, TEXT_BYTES_MAX, unpack } from './pack.ts';

const SCRIPT = 'scenario "Ana moves"\nseed 42\n\nnetwork\n  access patient-grant\n'.repeat(8);
const PACKED = await pack(SCRIPT) ?? '';
const LINKS = [
  '#/stage/patient-relocation?seed=2&set=network.access:single-ledger&t=3d11h02m&sel=grant.14&view=lanes',
  `#/stage/patient-relocation/~${PACKED}?seed=2&t=3d11h02m`, `#/embed/stage/~${PACKED}`,
  `#/stage/x?own=ana:${'ab'.repeat(32)}:my%20chart.json&follow=ana%2Fallergies`,
  '#/stage/patient-relocation?set=network.access:patient-grant&seed=9&b=1.3d12h10m02.5s.link+us-west+us-east+is+cut,network.access:single-ledger,seed&beside=parent',
  '#/stage/x?b=1.2d08h00m.a+crashes,seed&seed=7&n=1.,The%2C+storm&beside=run&beside.seed=7&beside.set=network.access:single-ledger&beside.b=1.2d09h00m.b+crashes&beside.n=1.,Everybody,',
  '#/x/block/31?run=patient-relocation&seed=2&t=3d11h02m', `#/x/record/ana/AllergyIntolerance/1b0a/_history/2?run=x/~${PACKED}`,
  `#/x/leak/214?run=~${PACKED}&t=3d`, '#/x/transaction/91c2e07b55aa?run=insider-breach', '#/x?run=x',
  '#/stage/insider-breach?e=0.1.0&h=f543d107.3.1.AAEAAgAD', '#/about/self-test', '#/',
];
/** What attackers and mail programs put where it does not belong. */
const POISONS = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', 'javascript:alert(1)', '"', '\'', '`', '\\',
  '__proto__', 'constructor', 'toString', '../', '%00', '%', '%u0041', '%E0%A4%A', '\u0000', '\u202e', '\ud800',
  '#', '?', '&', '=', '~', '1.', '999999.', '9'.repeat(400), 'A'.repeat(5000), '{{7*7}}', '${7*7}', ' ', '\n',
  '=\r\n', '&amp;', '\ufeff', 'e', 'h', 'set=', 't=', 'b=', 'n=1.', 'beside=run&', '&beside.b=', '&beside.n=1.', '+', ',', 'NaN', 'Infinity', '-0', '1e309',
];

const mutated = (texts: readonly string[]): fc.Arbitrary<string> => fc.tuple(
  fc.constantFrom(...texts),
  fc.array(fc.tuple(
    fc.nat(), fc.nat({ max: 12 }), fc.oneof(fc.constantFrom(...POISONS), fc.string({ unit: 'binary', maxLength: 6 })),
  ), { minLength: 1, maxLength: 4 }),
).map(([text, cuts]) => cuts.reduce((now, [where, length, put]) => {
  const at = now.length === 0 ? 0 : where % now.length;
  return now.slice(0, at) + put + now.slice(at + length);
}, text));

/** What a sentence may say of it: one line, nothing invisible, and not a page of it. */
function expectCalm(sentence: string): void {
  expect(sentence).toMatch(/^\S.*\S$/);
  expect(sentence.length).toBeLessThan(600);
  expect(sentence).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
}

/** Names are anybody's text: each one a line of its own in the list of branches, and short. */
function expectNamesCalm(run: StageRoute | null): void {
  if (run === null) return;
  const lines = [run, alongsideOf(run)].filter((line) => line !== null);
  const tree = lines.reduce<Tree>((at, line) => rechristen(grow(at, line), line, line.names), []);
  for (const { name, key } of tree) {
    expect(parseRoute(key).ignored).toEqual([]);
    if (name === null) continue;
    expect(name.length).toBeLessThanOrEqual(NAME_LENGTH_MAX);
    expect(name).not.toMatch(/^\s|\s$|\n|[\p{C}]/u);
  }
  // What is kept of them is read again as it was.
  expect(readKept(writeKept(new Map([[tree[0]?.key ?? '', tree]]))).get(tree[0]?.key ?? '') ?? tree).toEqual(tree);
}

describe('a mutated link', () => {
  it('opens something whose own link opens the same, and says calmly what it left out', async () => {
    await fc.assert(fc.asyncProperty(mutated(LINKS), async (link) => {
      const { route, ignored } = parseRoute(link);
      ignored.forEach(expectCalm);
      expect(parseRoute(formatRoute(route)).route).toEqual(route);
      // No part of an address of ours can open a tag, an attribute or another scheme.
      expect(formatRoute(route)).toMatch(/^#\/[^<>"'`\s\\]*$/);
      expectNamesCalm(stageOf(route));
      const packed = stageOf(route)?.packed ?? null;
      if (packed === null) return;
      const unpacked = await unpack(packed);
      if (unpacked.ok) expect(unpacked.text.length).toBeLessThanOrEqual(TEXT_BYTES_MAX);
      else expectCalm(unpacked.sentence);
    }), { numRuns: 4000 });
  }, 60_000);
});

describe('a mutated draft', () => {
  const kept = JSON.stringify({ version: 1, from: 'patient-relocation', text: SCRIPT, name: 'the storm', begunAtMilliseconds: 0, savedAtMilliseconds: 1 });

  it('is a draft or is not listed, and is left as it is', () => {
    fc.assert(fc.property(mutated([kept, '{}', '[]', 'null', '{"version":1}']), (text) => {
      const shelf = new Map([['ledgerward.draft.x', text]]);
      const drafts = new Drafts({ shelf: shelfOver(shelf), now: () => 0, newId: () => 'new' });
      for (const draft of drafts.list()) {
        expect(typeof draft.text).toBe('string');
        expect(draft.from === null || typeof draft.from === 'string').toBe(true);
        expect((titleOf(draft.text) ?? '').length).toBeLessThanOrEqual(120);
        expect(draft.name ?? '').not.toMatch(/^\s|\s$|\n|[\p{C}]|.{101}/u);
        expect([draft.begunAtMilliseconds, draft.savedAtMilliseconds].every(Number.isFinite)).toBe(true);
        expect(calledApart([draft], 'none').get('x')).toBeTruthy();
      }
      expect(shelf.get('ledgerward.draft.x')).toBe(text);
    }), { numRuns: 1000 });
  });
});

function shelfOver(kept: Map<string, string>): Shelf {
  return {
    get length() { return kept.size; },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => { kept.set(key, value); },
    removeItem: (key) => { kept.delete(key); },
  };
}
