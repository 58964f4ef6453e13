import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chartNamesIn } from './chart-names.ts';

const index = (...files: { path: string; chart?: string }[]): string => JSON.stringify({ files });

describe('The names of the charts', () => {
  it('are the twelve of Synthea and two patient summaries, without any uuid', () => {
    const names = chartNamesIn(readFileSync('public/fhir/index.json', 'utf8'));
    expect(names.filter((name) => name.startsWith('synthea/'))).toHaveLength(12);
    expect(names.filter((name) => name.startsWith('ips/'))).toEqual(['ips/complete', 'ips/minimal']);
    expect(names.filter((name) => /[0-9a-f]{8}-/.test(name))).toEqual([]);
  });

  it('leave out files that are no charts', () => {
    expect(chartNamesIn(index({ path: 'a/one.json', chart: 'a/one' }, { path: 'a/two.json' })))
      .toEqual(['a/one']);
  });

  it('are refused where two files share one, be it but for the case of letters', () => {
    expect(() => chartNamesIn(index(
      { path: 'a/one.json', chart: 'a/one' }, { path: 'a/One.json', chart: 'a/One' })))
      .toThrow('gives a/one.json and a/One.json one name');
    expect(() => chartNamesIn(index({ path: 'a/two.json', chart: 'a/one' }))).toThrow('its path');
  });
});
