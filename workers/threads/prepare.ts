import { createAccessModel } from '../access/cedar.ts';
import type { AccessModel } from '../access/model.ts';
import type { OpenRequest, RunProblem } from '../contract.ts';
import type { Scenario } from '../script/scenario.ts';
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
  const reading = await scenarioOf(request, files, options.place);
  if (!reading.ok) return problems(reading.problems);
  const { scenario } = reading;
  const settings = settingsOf(scenario, request.settings);
  if (!settings.ok) return problems(settings.problems);
  const seed = request.seed ?? scenario.seed;
  // All that is fetched is fetched at once; what is wrong is told in this order.
  const [read, consents, models, protocol, publicKeys] = await Promise.all([
    readCharts(scenario, files, request.charts ?? []), consentsOf(scenario, files),
    accessModels(settings.settings, files),
    protocolNamed(String(settings.settings['network.consensus'])),
    publicKeysFor(seed, publicKeyNames(scenario)),
  ]);
  if (!read.ok) return problems(read.problems);
  if (!consents.ok) return problems(consents.problems);
  if (!models.ok) return problems(models.problems);
  assert(protocol !== undefined, 'every protocol in the register has its file');
  return {
    ok: true,
    input: {
      scenario, settings: settings.settings, seed, protocol, charts: read.charts,
      consents: consents.consents,
      fileDigests: new Map([...read.digests, ...consents.digests, ...models.digests]),
      access: models.access, inHouse: models.inHouse, breakGlass: models.breakGlass,
      publicKeys, keepMessages: options.keepMessages, idle: options.idle ?? 'closed-form',
    },
  };
}

type ScenarioReading =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly RunProblem[] };

/** What reads a text is fetched where there is a text to read. */
async function scenarioOf(
  { scenario: asked }: Omit<OpenRequest, 'base'>, files: AppFiles, place: string,
): Promise<ScenarioReading> {
  const ready = 'name' in asked ? await files.story(asked.name) : null;
  if (ready !== null) return { ok: true, scenario: ready };
  const text = 'text' in asked ? asked.text : await files.scenario(asked.name);
  if (text === null) return { ok: false, problems: [await unknownScenario(asked, files)] };
  const { parseScenario } = await import('../script/parse.ts');
  const { scenario, problems: found } = parseScenario(text, {
    charts: await files.chartNames(), ownCharts: files.ownCharts,
  });
  return scenario === undefined || found.length > 0
    ? { ok: false, problems: found.map((each) => ({ place, ...each })) } : { ok: true, scenario };
}

async function unknownScenario(
  asked: OpenRequest['scenario'], files: AppFiles,
): Promise<RunProblem> {
  const name = 'name' in asked ? asked.name : '';
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
  const names = [String(settings['network.access']), 'in-house', 'break-glass'];
  const [cedar, schemaText, ...texts] = await Promise.all([
    cedarEngine(files), files.policy('schema.cedarschema'),
    ...names.map((name) => files.policy(`${name}.cedar`)),
  ]);
  const models: AccessModel[] = [];
  for (const [index, name] of names.entries()) {
    const policyText = texts[index] ?? '';
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
