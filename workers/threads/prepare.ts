import { createAccessModel } from '../access/cedar.ts';
import type { AccessModel } from '../access/model.ts';
import type { OpenRequest, RunProblem } from '../contract.ts';
import type { Scenario } from '../script/scenario.ts';
import { parseScenario } from '../script/parse.ts';
import { defaults, parseSetting } from '../settings/register.ts';
import type { Settings } from '../settings/register.ts';
import { publicKeyNames } from '../world/input.ts';
import type { RunInput } from '../world/input.ts';
import { assert } from '../kernel/assert.ts';
import { cedarEngine } from './cedar-engine.ts';
import { readCharts } from './charts.ts';
import type { AppFiles } from './files.ts';
import type { ConsentsReading } from './prepare-consents.ts';
import { protocolNamed } from './protocols.ts';
import { timingProblem } from './timing.ts';
import { publicKeysFor } from './public-keys.ts';

export type Prepared =
  | { readonly ok: true; readonly input: RunInput }
  | { readonly ok: false; readonly problems: readonly RunProblem[] };

/** Where the problem's place is not a file: the scenario as it was given. */
export interface PrepareOptions {
  readonly keepMessages: boolean;
  readonly idle?: RunInput['idle'];
  /** How problems name the scenario: a path, or what the user calls it. */
  readonly place: string;
}

/**
 * Everything asynchronous, once, before the run: text, settings, charts, policies, keys. What is
 * wrong comes back as problems with their places; it throws only where the app itself is broken.
 */
export async function prepare(
  request: Omit<OpenRequest, 'base'>, files: AppFiles, options: PrepareOptions,
): Promise<Prepared> {
  const text = await scenarioText(request, files);
  if (text === null) return problems([await unknownScenario(request, files)]);
  const reading = parseScenario(text, {
    charts: await files.chartNames(), ownCharts: files.ownCharts,
  });
  if (reading.scenario === undefined || reading.problems.length > 0) {
    return problems(reading.problems.map((problem) => ({ place: options.place, ...problem })));
  }
  const { scenario } = reading;
  const settings = settingsOf(scenario, request.settings);
  if (!settings.ok) return problems(settings.problems);
  const read = await readCharts(scenario, files, request.charts ?? []);
  if (!read.ok) return problems(read.problems);
  const consents = await consentsOf(scenario, files);
  if (!consents.ok) return problems(consents.problems);
  const models = await accessModels(settings.settings, files);
  if (!models.ok) return problems(models.problems);
  const seed = request.seed ?? scenario.seed;
  const protocol = await protocolNamed(String(settings.settings['network.consensus']));
  assert(protocol !== undefined, 'every protocol in the register has its file');
  return {
    ok: true,
    input: {
      scenario, settings: settings.settings, seed, protocol, charts: read.charts,
      consents: consents.consents,
      fileDigests: new Map([...read.digests, ...consents.digests, ...models.digests]),
      access: models.access, inHouse: models.inHouse, breakGlass: models.breakGlass,
      publicKeys: await publicKeysFor(seed, publicKeyNames(scenario)),
      keepMessages: options.keepMessages, idle: options.idle ?? 'closed-form',
    },
  };
}

async function scenarioText(
  request: Omit<OpenRequest, 'base'>, files: AppFiles,
): Promise<string | null> {
  return 'text' in request.scenario
    ? request.scenario.text
    : files.scenario(request.scenario.name);
}

async function unknownScenario(
  request: Omit<OpenRequest, 'base'>, files: AppFiles,
): Promise<RunProblem> {
  const name = 'name' in request.scenario ? request.scenario.name : '';
  const names = await files.scenarioNames();
  return problem(name, `There is no scenario "${name}". There are: ${names.join(', ')}.`);
}

/** Most scenarios name no FHIR Consent: what reads them is fetched where one is named. */
async function consentsOf(scenario: Scenario, files: AppFiles): Promise<ConsentsReading> {
  if (scenario.consents.length === 0) return { ok: true, consents: [], digests: [] };
  const { readConsents } = await import('./prepare-consents.ts');
  return readConsents(scenario, files);
}

type SettingsReading =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly RunProblem[] };

/** The register's defaults, then what the scenario says, then what was asked for outside it. */
export function settingsOf(scenario: Scenario, overrides: OpenRequest['settings']): SettingsReading {
  const settings: Record<string, string | number | boolean> = { ...defaults() };
  for (const { path, value } of scenario.settings) settings[path] = value;
  const found: RunProblem[] = [];
  for (const [path, value] of Object.entries(overrides)) {
    const parsed = parseSetting(path, String(value));
    if (parsed.ok) settings[path] = parsed.value;
    else found.push(problem(path, parsed.sentence));
  }
  const sentence = timingProblem(settings);
  if (sentence !== null) found.push(problem('consensus.electionTimeoutMinMilliseconds', sentence));
  return found.length > 0 ? { ok: false, problems: found } : { ok: true, settings };
}

type ModelsReading =
  | {
      readonly ok: true; readonly access: AccessModel; readonly inHouse: AccessModel;
      readonly breakGlass: AccessModel;
      readonly digests: [string, string][];
    }
  | { readonly ok: false; readonly problems: readonly RunProblem[] };

async function accessModels(settings: Settings, files: AppFiles): Promise<ModelsReading> {
  const cedar = await cedarEngine(files);
  const schemaText = await files.policy('schema.cedarschema');
  const models: AccessModel[] = [];
  for (const name of [String(settings['network.access']), 'in-house', 'break-glass']) {
    const policyText = await files.policy(`${name}.cedar`);
    const reading = createAccessModel({ name, policyText, schemaText, cedar });
    if (!reading.ok) {
      return { ok: false, problems: reading.problems.map(({ line, column, sentence }) => ({
        place: `scenarios/policies/${name}.cedar`, line, column, endColumn: column, sentence })) };
    }
    models.push(reading.model);
  }
  const [access, inHouse, breakGlass] = models as [AccessModel, AccessModel, AccessModel];
  return {
    ok: true, access, inHouse, breakGlass,
    digests: models.map((model) => [model.name, model.digest]),
  };
}

function problem(place: string, sentence: string): RunProblem {
  return { place, line: 0, column: 0, endColumn: 0, sentence };
}

function problems(list: readonly RunProblem[]): Prepared {
  return { ok: false, problems: list };
}
