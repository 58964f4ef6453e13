import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../workers/script/parse.ts';
import { assert } from '../workers/kernel/assert.ts';
import { settingsOf } from '../workers/threads/settings-of.ts';
import type { RunSettings } from '../workers/threads/settings-of.ts';
import { stories } from '../vite.stories.ts';

const NAMES = readdirSync('scenarios').filter((file) => file.endsWith('.ledgerward'));

type Load = (this: { error(sentence: string): never; addWatchFile(file: string): void }, id: string) =>
  { code: string } | null;

/** As a build loads a module. */
function loaded(id: string): { code: string } | null {
  const { load } = stories() as Plugin & { load: Load };
  return load.call({
    error: (sentence) => { throw new Error(sentence); }, addWatchFile: () => undefined,
  }, id);
}

describe('a story that is read when the page is built', () => {
  it.each(NAMES)('is what the worker reads in %s', async (name) => {
    const path = `scenarios/${name}`;
    const code = loaded(`${path}?story`)?.code ?? '';
    const { default: story } = await import(`data:text/javascript,${encodeURIComponent(code)}`) as
      { default: unknown };
    const { scenario } = parseScenario(readFileSync(path, 'utf8'));
    assert(scenario !== undefined, 'a story of the page has no mistake');
    const { settings, changed } = settingsOf(scenario, {}) as RunSettings;
    expect(story).toStrictEqual({ scenario, settings, changed });
  });

  it('has no mistake in it, or there is no page', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'ledgerward-')), 'wrong.ledgerward');
    writeFileSync(path, 'scenario "Wrong"\n\nnetwork\n  clinic here in nowhere\n');
    try {
      expect(() => loaded(`${path}?story`)).toThrow(/wrong\.ledgerward:4:18: .*nowhere/);
    } finally {
      rmSync(dirname(path), { recursive: true });
    }
  });

  it('leaves every other module to others', () => {
    expect(loaded('scenarios/patient-relocation.ledgerward?raw')).toBe(null);
    expect(loaded('workers/contract.ts')).toBe(null);
  });
});
