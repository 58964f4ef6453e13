import { describe, expect, it } from 'vitest';
import { defaults, parseSetting, register, settingAt } from './register.ts';

describe('register', () => {
  it('has each path once, in the form folder.nameUnit', () => {
    const paths = register.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) expect(path).toMatch(/^[a-z]+\.[a-z][A-Za-z]+$/);
  });

  it.each(register.map((setting) => [setting.path, setting] as const))(
    '%s has a default its own rules allow, a meaning, a source and a warning',
    (path, setting) => {
      expect(parseSetting(path, `${setting.default}`)).toEqual({
        ok: true,
        value: setting.default,
      });
      expect(setting.meaning).toMatch(/\.$/);
      expect(setting.goesWrong).toMatch(/\.$/);
      expect(setting.source === 'assumption').toBe(setting.certainty === 'assumption');
      expect(setting.choices !== undefined).toBe(setting.kind === 'choice');
      const isNumber = setting.kind === 'integer' || setting.kind === 'number';
      expect(setting.unit !== '').toBe(isNumber);
      expect(setting.min !== undefined && setting.max !== undefined).toBe(isNumber);
    },
  );

  it('has the unit of a number at the end of its path', () => {
    const units =
      /(Seconds|Minutes|Hours|Percent|Mbps|Factor|Milliseconds|Transactions|Blocks)(Median|Max)?$/;
    for (const { path, kind } of register) {
      if (kind === 'integer' || kind === 'number') expect(path).toMatch(units);
    }
  });

  it('starts from Besu’s IBFT 2.0 example and Fabric 2.5’s benchmark', () => {
    expect(defaults()).toMatchObject({
      'consensus.blockIntervalSeconds': 2,
      'consensus.requestTimeoutSeconds': 4,
      'consensus.blockTransactionsMax': 500,
      'consensus.emptyBlocks': false,
      'network.access': 'patient-grant',
    });
    expect(Object.keys(defaults())).toEqual(register.map(({ path }) => path));
  });

  it('finds a setting by its path only', () => {
    expect(settingAt('net.jitterPercent')?.unit).toBe('percent');
    expect(settingAt('toString')).toBeUndefined();
  });
});

describe('parseSetting', () => {
  it.each([
    ['consensus.blockIntervalSeconds', '0.5', 0.5],
    ['consensus.blockTransactionsMax', '1', 1],
    ['consensus.emptyBlocks', 'true', true],
    ['network.access', 'single-ledger', 'single-ledger'],
    ['net.jitterPercent', '0', 0],
    ['net.jitterPercent', '-0', 0],
  ])('reads %s %s', (path, text, value) => {
    expect(parseSetting(path, text)).toEqual({ ok: true, value });
  });

  it.each([
    ['network.acess', 'x', 'There is no setting "network.acess". Did you mean network.access?'],
    ['toString', 'x', 'There is no setting "toString". docs/SETTINGS.md lists them all.'],
    ['network.access', 'open', 'network.access is patient-grant or single-ledger, not "open".'],
    [
      'network.access',
      'patient-grnat',
      'network.access is patient-grant or single-ledger, not "patient-grnat". ' +
        'Did you mean patient-grant?',
    ],
    ['consensus.emptyBlocks', 'yes', 'consensus.emptyBlocks is true or false, not "yes".'],
    [
      'consensus.blockTransactionsMax',
      '1.5',
      'consensus.blockTransactionsMax is a whole number (transactions), not "1.5".',
    ],
    ['net.jitterPercent', '101', 'net.jitterPercent is at most 100 percent, not 101.'],
    ['net.jitterPercent', '-1', 'net.jitterPercent is at least 0 percent, not -1.'],
  ])('refuses %s %s in a sentence', (path, text, sentence) => {
    expect(parseSetting(path, text)).toEqual({ ok: false, sentence });
  });

  it.each(['', ' 2', '1e3', '0x10', 'Infinity', 'NaN', '2s', '.5', '9'.repeat(400)])(
    'refuses "%s" as a number',
    (text) => {
      const parsed = parseSetting('consensus.blockIntervalSeconds', text);
      expect(parsed.ok).toBe(false);
      if (!parsed.ok) expect(parsed.sentence.length).toBeLessThan(140);
    },
  );
});
