import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAGE_KINDS, register } from '../../workers/contract.ts';
import { everyFor, LINK_RUNGS_MAX } from '../share/run-print.ts';
import { readSelection, sameChosen, writeSelection, type Chosen } from './chosen.ts';
import { NAMES_LENGTH_MAX, writeNames } from './names.ts';
import { parentOf } from './steps.ts';
import {
  besideAfter, explorer, formatRoute, HOME, MAPS, parseRoute, sameRun, SEED_MAX, stage, VIEWS,
  type Alongside, type StageRoute,
} from './route.ts';

const HOUR = 3_600_000_000;

const chosen: fc.Arbitrary<Chosen> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('member' as const, 'patient' as const, 'person' as const, 'workstation' as const),
    name: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
  }),
  fc.record({
    kind: fc.constantFrom('block' as const, 'grant' as const, 'leak' as const, 'message' as const),
    row: fc.nat({ max: 999_999_999 }),
  }),
);

const name = fc.constantFrom('The storm', 'a, b; c+d & "e"=\u2019f\u2019?#/%20', '<b>x</b>', '\u{1f600}'.repeat(50));

const routes: fc.Arbitrary<StageRoute> = fc.record({
  screen: fc.constant('stage' as const),
  scenario: fc.option(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,30}$/)),
  packed: fc.option(fc.stringMatching(/^1\.[A-Za-z0-9_-]{1,60}$/)),
  seed: fc.option(fc.integer({ min: 0, max: SEED_MAX })),
  settings: fc.subarray(register.map((setting) => [setting.path, setting.default] as const))
    .map((pairs) => Object.fromEntries(pairs)),
  steps: fc.constant([]),
  names: fc.option(name).map((own) => (own === null ? [] : [own])),
  beside: fc.constantFrom<Alongside | null>(
    null, 'parent', { seed: 1, settings: { 'network.access': 'single-ledger' }, steps: [], names: ['Everybody, reads'] },
    { seed: null, settings: {}, steps: [{ kind: 'act', acts: [{ atMicros: 9e9, text: 'a+b, c; d & e crashes' }] }], names: [] },
  ),
  own: fc.constantFrom([], [{ patient: 'ana', sha256: 'b'.repeat(64), name: 'my chart, new.json' }]),
  atMicros: fc.option(fc.integer({ min: 0, max: 9000 * HOUR })),
  chosen: fc.option(chosen),
  view: fc.constantFrom(...VIEWS),
  map: fc.constantFrom(...MAPS),
  follow: fc.option(fc.record({
    patient: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/), section: fc.constantFrom('allergies', 'care-plans'),
    record: fc.option(fc.stringMatching(/^[A-Z][a-z]{2,9}\/[a-z0-9-]{1,36}$/)),
  })),
  embedded: fc.boolean(),
  print: fc.option(fc.tuple(fc.stringMatching(/^[0-9a-f]{8}$/), fc.nat({ max: 99_999 }), fc.nat({ max: 65_535 }))
    .map(([fingerprint, outcomes, rung]) => {
      const every = everyFor(outcomes, LINK_RUNGS_MAX);
      const rungs = Array.from({ length: Math.floor(outcomes / every) }, (_, index) => (rung + index) % 65_536);
      return { engine: '0.1.0', fingerprint, outcomes, every, rungs };
    })),
  unknown: fc.array(fc.tuple(
    fc.string({ minLength: 1 })
      .filter((key) => !/^beside/.test(key) && !['n', 'seed', 'set', 't', 'sel', 'e', 'h', 'view', 'map', 'follow', 'own', 'b'].includes(key)),
    fc.string(),
  ), { maxLength: 3 }),
}).filter(({ scenario, packed }) => scenario !== null || packed !== null).map((route) => {
  // What is as it is written is a branch of nothing, and has no name but that.
  const isWritten = parentOf(route) === null;
  return {
    ...route, names: isWritten ? [] : route.names,
    beside: isWritten && route.beside === 'parent' ? null : route.beside,
  };
});

describe('a part of a link that is said twice', () => {
  const read = (query: string): ReturnType<typeof parseRoute> => parseRoute(`#/stage/patient-relocation?${query}`);

  it('is told, and the last counts', () => {
    const { route, ignored } = read('t=1d00h00m&t=2d00h00m&view=lanes&view=map');
    expect(ignored).toHaveLength(2);
    expect(ignored[0]).toContain('two things of “t”');
    expect(route).toMatchObject({ atMicros: 86_400_000_000, view: 'map' });
  });

  it('is told of a setting, wherever the two stand', () => {
    const fax = 'network.access:patient-grant';
    for (const query of [`set=${fax},network.access:single-ledger`, `set=${fax}&set=network.access:single-ledger`]) {
      const { route, ignored } = read(query);
      expect(ignored.join(' ')).toContain('two things of “network.access”');
      expect(route).toMatchObject({ settings: { 'network.access': 'single-ledger' } });
    }
    expect(read(`set=${fax}&set=network.consensus:raft`).ignored).toEqual([]);
  });

  it('is not told where both say the same, or what is not known to this version', () => {
    expect(read('t=1d00h00m&t=1d00h00m').ignored).toEqual([]);
    expect(read('zz=1&zz=2').ignored.join(' ')).not.toContain('two things');
  });
});

describe('a link', () => {
  it('reopens the run, the moment and the choice that it was made from', () => {
    fc.assert(fc.property(routes, (route) => {
      const { route: back, ignored } = parseRoute(formatRoute(route));
      expect(back).toEqual(route);
      expect(ignored).toHaveLength(route.unknown.length);
    }), { numRuns: 1000 });
  });

  it('reads as the documentation says', () => {
    const link = '#/stage/patient-relocation?seed=2&set=network.access:single-ledger&t=3d11h02m&sel=grant.14';
    const { route, ignored } = parseRoute(link);
    expect(ignored).toEqual([]);
    expect(route).toEqual({
      ...stage('patient-relocation'), seed: 2, settings: { 'network.access': 'single-ledger' },
      atMicros: 2 * 24 * HOUR + 11 * HOUR + 120_000_000, chosen: { kind: 'grant', row: 14 },
    });
    expect(formatRoute(route)).toBe(link);
  });

  it('carries what branches are called, and another run beside its own', () => {
    const link = '#/stage/x?b=1.2d08h00m.a+crashes,seed&seed=7&n=1.,The%2C+storm&beside=run&beside.b=1.2d08h00m.a+crashes&beside.n=1.Calm';
    const { route, ignored } = parseRoute(link);
    expect(ignored).toEqual([]);
    expect(route).toMatchObject({ names: [null, 'The, storm'] });
    // It is the parent, by whatever name, and is written so from here on.
    expect(route).toMatchObject({ beside: 'parent' });
    expect(parseRoute(link.replace('&beside.b=1.2d08h00m.a', '&beside.b=1.3d08h00m.a')).route)
      .toMatchObject({ beside: { seed: null, names: ['Calm'] } });
    expect(parseRoute(formatRoute(route))).toEqual({ route, ignored: [] });
  });

  it.each([
    ['n=2.The+storm', 'What the branches of this link are called cannot be read'],
    ['n=1.a,b', 'What the branches of this link are called cannot be read'],
    ['n=1.%E0%A4%A', 'is not written as links are'],
    [`n=1.${'a'.repeat(9_000)}`, 'What the branches of this link are called cannot be read'],
    ['beside=child', '“child” cannot be shown beside a run'],
    ['beside.seed=8', 'What makes the run that the link shows beside this one cannot be read'],
    ['beside=run&beside.b=1.x', 'What makes the run that the link shows beside this one cannot be read'],
    ['beside=run&beside.seed=7', 'The link shows a run beside itself'],
    ['beside=run&beside.seed=8&beside.n=1.a,b', 'What the branches of this link are called cannot be read'],
  ])('says calmly of %.30s what it leaves out', (part, said) => {
    const { route, ignored } = parseRoute(`#/stage/x?seed=7&${part}`);
    expect(ignored).toEqual([expect.stringContaining(said)]);
    expect(route).toMatchObject({ seed: 7, names: [] });
  });

  it('says that what is as it is written has no parent to stand beside it', () => {
    expect(parseRoute('#/stage/x?beside=parent')).toMatchObject({
      route: { beside: null }, ignored: [expect.stringContaining('it is a branch of none')],
    });
  });

  it('has room for its own name however long the others are, and takes them as one line of plain text', () => {
    const long = '\u6f22'.repeat(150);
    const link = `#/stage/x?b=1.${Array.from({ length: 3 }, () => '2d08h00m.a+crashes').join(',')}`;
    const { route } = parseRoute(`${link}&n=1.one,%E6%BC%A2%0A%E2%80%AE${'b'.repeat(120)},${encodeURIComponent(long)}`.slice(0, 2_600));
    const { names } = route as StageRoute;
    expect(names[2]).toMatch(/^\u6f22{99}\u2026$/u);
    expect(names[1]).toMatch(/^\u6f22 b{97}\u2026$/u);
    expect(writeNames(names).length).toBeLessThanOrEqual(NAMES_LENGTH_MAX);
  });

  it('puts two runs in each other\u2019s places where the one beside comes to the Stage', () => {
    const sides = ['#/stage/x?seed=7', '#/stage/x?seed=8', '#/stage/y?seed=8'].map((link) => parseRoute(link).route as StageRoute);
    const [seven, eight, other] = sides as [StageRoute, StageRoute, StageRoute];
    const shown: StageRoute = { ...seven, beside: { seed: 8, settings: {}, steps: [], names: [] } };
    expect(besideAfter(shown, { ...shown, seed: 8 })).toMatchObject({ seed: 7 });
    expect(besideAfter(shown, { ...shown, seed: 9 })).toEqual(shown.beside);
    expect(besideAfter(shown, { ...other, beside: shown.beside })).toBeNull();
    expect(besideAfter(eight, { ...eight, beside: 'parent' })).toBe('parent');
  });

  it.each(['', '#', '#/'])('%j opens the gallery', (hash) => {
    expect(parseRoute(hash)).toEqual({ route: { screen: 'gallery' }, ignored: [] });
  });

  it('that names a run but no scenario is of the usual story', () => {
    expect(parseRoute('#/?seed=3').route).toEqual({ ...stage(HOME), seed: 3 });
  });

  it('knows the self-test', () => {
    expect(parseRoute('#/about/self-test').route).toEqual({ screen: 'self-test' });
    expect(formatRoute({ screen: 'self-test' })).toBe('#/about/self-test');
  });

  it('to a page of the explorer reopens the page, the run and the moment', () => {
    const ids = fc.oneof(
      fc.nat({ max: 99_999 }).map(String), fc.stringMatching(/^[0-9a-f]{8,64}$/),
      fc.constantFrom('ana/AllergyIntolerance/1b0a', 'tampa-general', 'cy-grant-1', 'ana/a/copy/Type/x.1/_history/2'),
    );
    const pages = fc.option(fc.record({ kind: fc.constantFrom(...PAGE_KINDS, 'row' as const), id: ids }));
    fc.assert(fc.property(pages, routes, (page, route) => {
      const made = explorer(page, route);
      const { route: back, ignored } = parseRoute(formatRoute(made));
      expect(back).toEqual(made);
      expect(ignored).toHaveLength(route.unknown.length);
    }), { numRuns: 500 });
  });

  it('to a page reads as the documentation says', () => {
    const link = '#/x/record/ana/AllergyIntolerance/1b0a/_history/2?run=patient-relocation&seed=2&t=3d11h02m';
    const { route, ignored } = parseRoute(link);
    expect(ignored).toEqual([]);
    expect(route).toEqual(explorer(
      { kind: 'record', id: 'ana/AllergyIntolerance/1b0a/_history/2' },
      { ...stage('patient-relocation'), seed: 2, atMicros: 2 * 24 * HOUR + 11 * HOUR + 120_000_000 },
    ));
    expect(formatRoute(route)).toBe(link);
    expect(parseRoute('#/x').route).toEqual(explorer(null, stage(HOME)));
    // A validator that a script has only counted has a name with a space, and nothing else does.
    const counted = explorer({ kind: 'member', id: 'validator 12' }, stage(HOME));
    expect(parseRoute(formatRoute(counted))).toEqual({ route: counted, ignored: [] });
    expect(parseRoute('#/x/member/validator%20is%20down').ignored).toHaveLength(1);
  });

  it('is the same run whatever the moment, the choice and the order of settings', () => {
    const a = parseRoute('#/stage/x?seed=1&set=network.access:single-ledger,consensus.emptyBlocks:true&t=2d').route;
    const b = parseRoute('#/stage/x?set=consensus.emptyBlocks:true,network.access:single-ledger&seed=1&sel=leak.3').route;
    const c = parseRoute('#/stage/x?seed=2').route;
    if (a.screen !== 'stage' || b.screen !== 'stage' || c.screen !== 'stage') throw new Error('not a stage');
    expect(sameRun(a, b)).toBe(true);
    expect(sameRun(a, c)).toBe(false);
  });
});

describe('a broken link', () => {
  it.each([
    ['#/stage/patient-relocation?seed=-1', '“-1”'],
    ['#/stage/patient-relocation?seed=1e9', '“1e9”'],
    ['#/stage/patient-relocation?seed=99999999999999999', '“99999999999999999”'],
    ['#/stage/patient-relocation?t=yesterday', '“yesterday”'],
    ['#/stage/patient-relocation?sel=ghost.3', '“ghost.3”'],
    ['#/stage/patient-relocation?set=network.acess:single-ledger', '“network.acess:single-ledger”'],
    ['#/stage/patient-relocation?set=__proto__:1', '“__proto__:1”'],
    ['#/stage/patient-relocation?seed=%E0%A4%A', '“seed=%E0%A4%A”'],
    ['#/stage/../../etc/passwd', '“/stage/../../etc/passwd”'],
    ['#/stage/Ana%20moves', '“Ana moves”'],
    ['#/stage/patient-relocation?h=f543d107.4.1.AAAA', 'fingerprint'],
    ['#/gallery', '“/gallery”'],
  ])('%s says what was ignored and opens the rest', (hash, named) => {
    const { route, ignored } = parseRoute(hash);
    expect(ignored).toHaveLength(1);
    expect(ignored[0]).toContain(named);
    expect(route).toEqual(stage(HOME));
  });

  it.each([
    ['#/x/block/%3Cscript%3E?run=x&seed=3', 'script'], ['#/x/ghost/3?run=x&seed=3', 'ghost/3'],
    ['#/x/block?run=x&seed=3', '“block”'], ['#/x/block/%E0%A4%A?run=x&seed=3', 'block'],
    [`#/x/block/${'9'.repeat(300)}?run=x&seed=3`, 'block/999'],
  ])('to a page, %s, opens the search of the same run', (hash, named) => {
    const { route, ignored } = parseRoute(hash);
    expect(ignored).toHaveLength(1);
    expect(ignored[0]).toContain(named);
    expect(route).toEqual(explorer(null, { ...stage('x'), seed: 3 }));
  });

  it('loses only what is broken in it', () => {
    const { route, ignored } = parseRoute('#/stage/x?seed=3&t=soon&lang=pt&sel=leak.2');
    expect(ignored).toHaveLength(2);
    expect(route).toEqual({
      ...stage('x'), seed: 3, chosen: { kind: 'leak', row: 2 }, unknown: [['lang', 'pt']],
    });
  });

  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ maxLength: 300 }).map((text) => `#/stage/${text}`),
    fc.array(fc.constantFrom(
      '#/stage/', 'patient-relocation', '?', '&', '=', ':', ',', 'set', 'seed', 't', 'sel', '%', '%00',
      '%2e%2e', '<script>', '__proto__', 'constructor', '"', '\u202e', '\u0000', '1', '9'.repeat(30),
      'network.access', 'single-ledger', '{"a":1}', 'javascript:alert(1)',
    ), { maxLength: 40 }).map((parts) => parts.join('')),
  );

  it('never throws, and always opens something whose own link opens the same', () => {
    fc.assert(fc.property(hostile, (hash) => {
      const { route, ignored } = parseRoute(hash);
      for (const sentence of ignored) {
        expect(sentence.length).toBeLessThan(400);
        // Nothing invisible may turn the sentence round or break it.
        expect(sentence).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
      }
      expect(parseRoute(formatRoute(route)).route).toEqual(route);
      expect(Object.getPrototypeOf(route)).toBe(Object.prototype);
    }), { numRuns: 5000 });
  });

  it('is not read at all beyond its longest length', () => {
    const { route, ignored } = parseRoute(`#/stage/x?seed=${'1'.repeat(16_001)}`);
    expect(route).toEqual(stage(HOME));
    expect(ignored).toHaveLength(1);
  });
});

describe('a selection', () => {
  it('comes back from its link', () => {
    fc.assert(fc.property(chosen, (what) => {
      expect(readSelection(writeSelection(what))).toEqual(what);
      expect(sameChosen(what, { ...what })).toBe(true);
    }));
  });

  it.each(['', '.', 'leak', 'leak.', 'leak.-1', 'leak.1e3', 'person.', 'person.a b', 'person.<b>', '.3'])(
    'is not read from %j',
    (text) => { expect(readSelection(text)).toBeNull(); },
  );
});
