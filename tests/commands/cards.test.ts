/** The gallery's cards are runs: each says what the command says of the same scenario. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScenarioCard } from '../../workers/contract.ts';
import { build } from '../../scripts/build.mjs';

const root = join(import.meta.dirname, '../..');
const index = JSON.parse(readFileSync(join(root, 'scenarios/index.json'), 'utf8')) as { name: string }[];
const { cards } = JSON.parse(readFileSync(join(root, 'dist/cards.json'), 'utf8')) as { cards: ScenarioCard[] };

describe('the cards of the built app', () => {
  it('are those of the index, each with a picture', () => {
    expect(cards.map(({ name }) => name)).toEqual(index.map(({ name }) => name));
    for (const { marks, waiting, seconds } of cards) {
      expect(marks.length).toBeGreaterThan(0);
      // There are stories in which nobody has to wait, such as that of a forgotten login.
      expect(Math.min(...waiting)).toBeGreaterThanOrEqual(0);
      expect(seconds).toBeGreaterThan(1);
    }
    expect(cards.filter(({ waiting }) => Math.max(...waiting) > 0).map(({ name }) => name))
      .toContain('patient-relocation');
  });

  it('say what a run of the same scenario says', () => {
    const card = cards.find(({ name }) => name === 'patient-relocation');
    const { stdout } = spawnSync(
      process.execPath, [build('cli'), 'run', 'patient-relocation', '--format', 'json'], { encoding: 'utf8' });
    const report = JSON.parse(stdout) as {
      fingerprint: string; metrics: Record<string, number>; checks: { verdict: string }[];
    };
    expect(card?.fingerprint).toBe(report.fingerprint);
    expect(card?.leaked).toBe(report.metrics['leaks.total']);
    expect(card?.checks.map(({ verdict }) => verdict)).toEqual(report.checks.map(({ verdict }) => verdict));
  });
});
