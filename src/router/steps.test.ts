import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { register, type SettingValue } from '../../workers/contract.ts';
import { formatRoute, HOME, parseRoute, runOf, sameRun, stage, type StageRoute } from './route.ts';
import { actsOf, parentOf, readSteps, STEPS_MAX, withActs, withSeed, withSetting, writeSteps } from './steps.ts';

const ACCESS = 'network.access';
const settings: readonly (readonly [string, SettingValue])[] = [
  [ACCESS, 'single-ledger'], [ACCESS, 'patient-grant'], ['consensus.emptyBlocks', true],
  ...register.slice(0, 6).map((setting) => [setting.path, setting.default] as const),
];

/** What a hand may do to a run, one thing after another. */
const touch = fc.oneof(
  fc.record({
    atMicros: fc.integer({ min: 0, max: 9e12 }),
    text: fc.constantFrom('tampa-general crashes', 'link us-west us-east is cut for 15m', 'porter opens ana/allergies, +'),
  }).map((act) => (run: StageRoute) => withActs(run, act)),
  fc.constant((run: StageRoute) =>
    withActs(run, { atMicros: 7, text: 'porter sits down at ward-3' }, { atMicros: 8, text: 'porter locks ward-3' })),
  fc.constantFrom(...settings).map(([path, value]) => (run: StageRoute) => withSetting(run, path, value)),
  fc.nat().map((seed) => (run: StageRoute) => withSeed(run, seed)),
);

const touched = fc.array(touch, { maxLength: STEPS_MAX })
  .map((touches) => touches.reduce((run, each) => each(run), stage('insider-breach')));

describe('a run that was touched', () => {
  it('is in its link with all it came of', () => {
    fc.assert(fc.property(touched, (run) => {
      expect(parseRoute(formatRoute(run))).toEqual({ route: run, ignored: [] });
    }), { numRuns: 500 });
  });

  it('comes in the end of the scenario as it is written', () => {
    fc.assert(fc.property(touched, (run) => {
      let at = run;
      let above = parentOf(at);
      for (let steps = 0; above !== null; steps += 1) {
        expect(steps).toBeLessThanOrEqual(STEPS_MAX + 1);
        [at, above] = [above, parentOf(above)];
      }
      expect(at).toEqual(stage('insider-breach'));
    }));
  });

  it('is a branch of the run that was touched, unless the touch took the last one back or changed it', () => {
    fc.assert(fc.property(touched, fc.constantFrom(...settings), (run, [path, value]) => {
      const after = withSetting(run, path, value);
      const parents = [run, parentOf(run)].map((each) => (each === null ? null : runOf(each)));
      const above = parentOf(after);
      const isBack = runOf(after) === parents[1];
      expect(isBack || parents.includes(above === null ? null : runOf(above))).toBe(true);
    }));
  });

  it('keeps its acts in the order in which they were made, whatever else was touched between', () => {
    const first = withActs(stage(HOME), { atMicros: 7, text: 'ana moves' });
    const run = withActs(withSeed(first, 9), { atMicros: 5, text: 'tampa-general crashes' });
    expect(actsOf(run).map(({ text }) => text)).toEqual(['ana moves', 'tampa-general crashes']);
    expect(parentOf(parentOf(run) ?? run)).toEqual(first);
  });

  it('reads as the documentation says', () => {
    const run = withActs(withSetting(stage(HOME), ACCESS, 'single-ledger'), {
      atMicros: 219_000_000_000, text: 'link us-west us-east is cut',
    });
    expect(formatRoute(run)).toBe(
      '#/stage/patient-relocation?set=network.access:single-ledger&b=1.3d12h50m.link+us-west+us-east+is+cut',
    );
  });

  it('is the same run whichever way it came', () => {
    const one = withActs(withSetting(stage(HOME), ACCESS, 'patient-grant'), { atMicros: 7, text: 'ana moves' });
    const other = withSetting(withActs(stage(HOME), { atMicros: 7, text: 'ana moves' }), ACCESS, 'patient-grant');
    expect(sameRun(one, other)).toBe(true);
    expect(formatRoute(one)).not.toBe(formatRoute(other));
  });
});

describe('steps that lead nowhere', () => {
  it.each([
    '', '1', '1.', '2.3d.x', '1.network.access', '1.seed', '1.toString', '1.__proto__', '1.network.access:nonsense',
    '1.3d', '1.3d.', '1.99999d.x', '1.3d.%E0%A4%A', '1.3d.a%0Ab', `1.3d.${'a'.repeat(201)}`, '1.3d25h.x', '1.,',
    `1.${Array.from({ length: STEPS_MAX + 1 }, () => '3d.x').join(',')}`, '1.seed:-1,seed',
  ])('%j is refused as a whole', (raw) => {
    expect(readSteps(raw, null, {})).toBeNull();
    const { route, ignored } = parseRoute(`#/stage/patient-relocation?b=${raw}`);
    expect(route).toEqual(stage(HOME));
    expect(ignored).toHaveLength(1);
  });

  it('a setting can be taken back only where it stands in the link', () => {
    expect(readSteps('1.network.access', null, { 'network.access': 'patient-grant' })).not.toBeNull();
    expect(writeSteps(readSteps('1.seed:4', 9, {}) ?? [])).toBe('1.seed:4');
  });
});
