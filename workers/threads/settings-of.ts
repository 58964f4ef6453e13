import type { OpenRequest, RunProblem } from '../contract.ts';
import type { Scenario } from '../script/scenario.ts';
import { defaults, parseSetting } from '../settings/register.ts';
import type { Settings } from '../settings/register.ts';
import { timingProblem } from './timing.ts';

export type SettingsReading =
  | ({ readonly ok: true } & RunSettings)
  | { readonly ok: false; readonly problems: readonly RunProblem[] };

export interface RunSettings {
  readonly settings: Settings;
  /** Paths of those that are not at the register's default, in its order. */
  readonly changed: readonly string[];
}

/** The register's defaults, then what the scenario says, then what was asked for outside it. */
export function settingsOf(scenario: Scenario, overrides: OpenRequest['settings']): SettingsReading {
  const standard = defaults();
  const settings: Record<string, string | number | boolean> = { ...standard };
  for (const { path, value } of scenario.settings) settings[path] = value;
  const found: RunProblem[] = [];
  for (const [path, value] of Object.entries(overrides)) {
    const parsed = parseSetting(path, String(value));
    if (parsed.ok) settings[path] = parsed.value;
    else found.push(problem(path, parsed.sentence));
  }
  const sentence = timingProblem(settings);
  if (sentence !== null) found.push(problem('consensus.electionTimeoutMinMilliseconds', sentence));
  if (found.length > 0) return { ok: false, problems: found };
  const changed = Object.keys(settings).filter((path) => settings[path] !== standard[path]);
  return { ok: true, settings, changed };
}

function problem(place: string, sentence: string): RunProblem {
  return { place, line: 0, column: 0, endColumn: 0, sentence };
}
