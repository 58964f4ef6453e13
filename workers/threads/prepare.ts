import { createAccessModel } from '../access/cedar.ts';
import type { AccessModel } from '../access/model.ts';
import type { OpenRequest, RunProblem } from '../contract.ts';
import type { Scenario } from '../script/scenario.ts';
import type { Settings } from '../settings/register.ts';
import { publicKeyNames } from '../world/input.ts';
import type { RunInput } from '../world/input.ts';
import { assert } from '../kernel/assert.ts';
import { cedarEngine } from './cedar-engine.ts';
import { readCharts } from './charts.ts';
import { contractsFor, extrasFor, rulesFor } from './extras.ts';
import type { AppFiles, Story } from './files.ts';
import type { ConsentsReading } from './prepare-consents.ts';
import { protocolNamed } from './protocols.ts';
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
  const reading = await storyOf(request, files, options.place);
  if (!reading.ok) return problems(reading.problems);
  const { scenario, settings, changed } = reading.story;
  const seed = request.seed ?? scenario.seed;
  // All that is fetched is fetched at once; what is wrong is told in this order.
  const [read, consents, models, protocol, extras, contracts, rules, publicKeys] = await Promise.all([
    readCharts(scenario, files, request.charts ?? []), consentsOf(scenario, files),
    accessModels(settings, files), protocolNamed(String(settings['network.consensus'])),
    extrasFor(scenario, settings), contractsFor(scenario), rulesFor(scenario, settings),
    publicKeysFor(seed, publicKeyNames(scenario)),
  ]);
  if (!read.ok) return problems(read.problems);
  if (!consents.ok) return problems(consents.problems);
  if (!models.ok) return problems(models.problems);
  assert(protocol !== undefined, 'every protocol in the register has its file');
  return {
    ok: true,
    input: {
      scenario, settings, changed, seed, protocol, extras, contracts, rules, charts: read.charts,
      consents: consents.consents,
      fileDigests: new Map([...read.digests, ...consents.digests, ...models.digests]),
      access: models.access, inHouse: models.inHouse, breakGlass: models.breakGlass,
      publicKeys, keepMessages: options.keepMessages, idle: options.idle ?? 'closed-form',
    },
  };
}

type Refused = { readonly ok: false; readonly problems: readonly RunProblem[] };

/** What reads a text is fetched where there is a text to read, the register where settings are asked for. */
async function storyOf(
  { scenario: asked, settings: overrides }: Omit<OpenRequest, 'base'>, files: AppFiles, place: string,
): Promise<{ readonly ok: true; readonly story: Story } | Refused> {
  const ready = 'name' in asked ? await files.story(asked.name) : null;
  if (ready !== null && Object.keys(overrides).length === 0) return { ok: true, story: ready };
  const reading = ready === null ? await scenarioOf(asked, files, place)
    : { ok: true as const, scenario: ready.scenario };
  if (!reading.ok) return reading;
  const { settingsOf } = await import('./settings-of.ts');
  const settings = settingsOf(reading.scenario, overrides);
  return settings.ok ? { ok: true, story: { ...settings, scenario: reading.scenario } } : settings;
}

async function scenarioOf(
  asked: OpenRequest['scenario'], files: AppFiles, place: string,
): Promise<{ readonly ok: true; readonly scenario: Scenario } | Refused> {
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
