/**
 * How a run came of another: one act more at a moment, one setting changed, another seed. A link
 * lists them in order, `b=1.3d11h02m.link+us-west+us-east+is+cut,network.access:patient-grant`:
 * an act as the story would say it, or several that belong together with `;` between them; a setting
 * with what it was before. The settings and the seed that hold in the end stand in `set` and `seed`,
 * so that each step can be taken back from there.
 */
import { parseSetting, type SettingValue } from '../../workers/contract.ts';
import { calm } from '../words/calm.ts';
import { readMoment, writeMoment } from '../words/moment.ts';
import { readSeed, type Overrides } from './overrides.ts';
import { decode, encode, split } from './text.ts';

export interface StoryAct {
  readonly atMicros: number;
  /** A line of the story without its moment. */
  readonly text: string;
}

export type Step =
  | { readonly kind: 'act'; readonly acts: readonly StoryAct[] }
  /** `before`: what the link said of it until then; null where it said nothing. */
  | { readonly kind: 'setting'; readonly path: string; readonly before: SettingValue | null }
  | { readonly kind: 'seed'; readonly before: number | null };

/** What steps are taken on; a route of the Stage is one. */
export interface Stepped {
  readonly seed: number | null;
  readonly settings: Overrides;
  readonly steps: readonly Step[];
}

/** More than a hand makes in a sitting, and a link that still fits everywhere. */
export const STEPS_MAX = 24;
export const ACT_LENGTH_MAX = 200;
const ACTS_MAX = 8;
const VERSION = '1.';

export function writeSteps(steps: readonly Step[]): string {
  return VERSION + steps.map(writeStep).join(',');
}

/** Null unless all of it can be read, and taken back one by one from where it led. */
export function readSteps(raw: string, seed: number | null, settings: Overrides): Step[] | null {
  if (!raw.startsWith(VERSION)) return null;
  const tokens = raw.slice(VERSION.length).split(',');
  if (tokens.length > STEPS_MAX) return null;
  const steps = tokens.flatMap((token) => readStep(token) ?? []);
  if (steps.length !== tokens.length) return null;
  let at: Stepped = { seed, settings, steps };
  while (at.steps.length > 0) {
    const last = at.steps.at(-1);
    if (last?.kind === 'setting' && !Object.hasOwn(at.settings, last.path)) return null;
    if (last?.kind === 'seed' && at.seed === null) return null;
    at = parentOf(at) ?? at;
  }
  return steps;
}

/** The run that this one is a branch of; null of the scenario as it is written. */
export function parentOf<R extends Stepped>(run: R): R | null {
  const last = run.steps.at(-1);
  if (last === undefined) {
    // What a link changes without saying in which order is one step from what is written.
    const isWritten = run.seed === null && Object.keys(run.settings).length === 0;
    return isWritten ? null : { ...run, seed: null, settings: {} };
  }
  const steps = run.steps.slice(0, -1);
  if (last.kind === 'act') return { ...run, steps };
  if (last.kind === 'seed') return { ...run, steps, seed: last.before };
  const settings = new Map(Object.entries(run.settings));
  if (last.before === null) settings.delete(last.path); else settings.set(last.path, last.before);
  return { ...run, steps, settings: Object.fromEntries(settings) };
}

/** How many steps from the scenario as it is written. */
export function depthOf(run: Stepped): number {
  const above = parentOf(run);
  return above === null ? 0 : 1 + depthOf(above);
}

/** Whether two runs of one scenario are the same, whichever way they came. */
export function sameSteps(a: Stepped, b: Stepped): boolean {
  return cameTo(a) === cameTo(b);
}

function cameTo(run: Stepped): string {
  const settings = Object.entries(run.settings).sort(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0));
  return JSON.stringify([run.seed, settings, actsOf(run).map(({ atMicros, text }) => [atMicros, text])]);
}

export function actsOf(run: Stepped): StoryAct[] {
  return run.steps.flatMap((step) => (step.kind === 'act' ? step.acts : []));
}

export function withActs<R extends Stepped>(run: R, ...acts: readonly StoryAct[]): R {
  return { ...run, steps: [...run.steps, { kind: 'act', acts }] };
}

/** Another value of what the last step changed is a branch beside it, of the same parent. */
export function withSetting<R extends Stepped>(run: R, path: string, value: SettingValue): R {
  if (Object.hasOwn(run.settings, path) && run.settings[path] === value) return run;
  const changed = { ...run, settings: { ...run.settings, [path]: value } };
  const last = run.steps.at(-1);
  if (last?.kind === 'setting' && last.path === path) {
    return last.before === value ? parentOf(run) ?? run : changed;
  }
  const others = Object.keys(run.settings).filter((other) => other !== path);
  if (last === undefined && run.seed === null && others.length === 0) return changed;
  const before = Object.hasOwn(run.settings, path) ? run.settings[path] ?? null : null;
  return { ...changed, steps: [...run.steps, { kind: 'setting', path, before }] };
}

export function withSeed<R extends Stepped>(run: R, seed: number): R {
  if (run.seed === seed) return run;
  const last = run.steps.at(-1);
  if (last?.kind === 'seed') return last.before === seed ? parentOf(run) ?? run : { ...run, seed };
  if (last === undefined && Object.keys(run.settings).length === 0) return { ...run, seed };
  return { ...run, seed, steps: [...run.steps, { kind: 'seed', before: run.seed }] };
}

function writeStep(step: Step): string {
  if (step.kind === 'act') return step.acts.map(writeAct).join(';');
  const before = step.before === null ? '' : `:${encode(String(step.before))}`;
  return `${step.kind === 'seed' ? 'seed' : encode(step.path)}${before}`;
}

function writeAct({ atMicros, text }: StoryAct): string {
  return `${writeMoment(atMicros)}.${encode(text).replace(/%20/g, '+')}`;
}

function readStep(token: string): Step | null {
  if (/^\d/.test(token)) {
    const parts = token.split(';');
    const acts = parts.slice(0, ACTS_MAX).flatMap((part) => readAct(part) ?? []);
    return acts.length === parts.length ? { kind: 'act', acts } : null;
  }
  const [rawPath, rawBefore] = split(token, ':');
  const [path, text] = [decode(rawPath), decode(rawBefore)];
  if (path === null || text === null) return null;
  const isFirst = !token.includes(':');
  if (path === 'seed') {
    const before = isFirst ? null : readSeed(text);
    return isFirst || before !== null ? { kind: 'seed', before } : null;
  }
  if (isFirst) return /^[a-z][A-Za-z0-9.]{0,63}$/.test(path) ? { kind: 'setting', path, before: null } : null;
  const before = parseSetting(path, text);
  return before.ok ? { kind: 'setting', path, before: before.value } : null;
}

/** `3d11h02m.tampa-general+crashes`: seconds may have a point of their own. */
function readAct(token: string): StoryAct | null {
  const [, moment, rawText] = /^((?:\d+[dhm])+(?:\d+(?:\.\d+)?s)?)\.(.*)$/.exec(token) ?? [];
  const text = decode((rawText ?? '').replace(/\+/g, ' '));
  const atMicros = readMoment(moment ?? '');
  if (atMicros === null || text === null || text === '') return null;
  // One line, nothing invisible: what the story itself could say.
  return calm(text, ACT_LENGTH_MAX) === text ? { atMicros, text } : null;
}
