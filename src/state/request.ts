import type { OpenRequest } from '../../workers/contract.ts';
import { HOME, type StageRoute } from '../router/route.ts';
import { actsOf } from '../router/steps.ts';
import { unpack } from '../share/pack.ts';
import { words } from '../words/en.ts';
import { baseAddress } from './base.ts';
import type { OwnCharts } from './own-charts.ts';

export type Asked =
  | { readonly ok: true; readonly request: OpenRequest }
  /** A part of the link cannot be read: why, what may be opened in its place, and how that is said. */
  | { readonly ok: false; readonly sentence: string; readonly instead: StageRoute; readonly insteadSaid: string };

/** What an engine needs to open the run of a link. */
export async function requestOf(route: StageRoute, ownCharts: OwnCharts): Promise<Asked> {
  const unpacked = route.packed === null ? null : await unpack(route.packed);
  if (unpacked !== null && !unpacked.ok) {
    return {
      ok: false, sentence: unpacked.sentence, insteadSaid: words.packed.instead,
      instead: { ...route, scenario: route.scenario ?? HOME, packed: null, steps: [], names: [] },
    };
  }
  let scenario: OpenRequest['scenario'] = unpacked === null
    ? { name: route.scenario ?? HOME } : { text: unpacked.text };
  const acts = actsOf(route);
  if (acts.length > 0) {
    const { branchedText } = await import('./branched-text.ts');
    const branched = await branchedText(scenario, acts);
    if (!branched.ok) {
      return {
        ok: false, sentence: branched.sentence, insteadSaid: words.link.withoutSteps,
        instead: { ...route, steps: [], names: [] },
      };
    }
    ({ scenario } = branched);
  }
  return { ok: true, request: {
    scenario, seed: route.seed, settings: route.settings, base: baseAddress(),
    charts: route.own.map((file) => ({ ...file, bytes: ownCharts.bytesOf(file) })),
  } };
}
