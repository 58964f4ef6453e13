import type { OpenRequest } from '../../workers/contract.ts';
import { HOME, type StageRoute } from '../router/route.ts';
import { unpack } from '../share/pack.ts';
import { baseAddress } from './base.ts';
import type { OwnCharts } from './own-charts.ts';

export type Asked =
  | { readonly ok: true; readonly request: OpenRequest }
  /** The script that the link carries cannot be read. */
  | { readonly ok: false; readonly sentence: string };

/** What an engine needs to open the run of a link. */
export async function requestOf(route: StageRoute, ownCharts: OwnCharts): Promise<Asked> {
  const unpacked = route.packed === null ? null : await unpack(route.packed);
  if (unpacked !== null && !unpacked.ok) return unpacked;
  return { ok: true, request: {
    scenario: unpacked === null ? { name: route.scenario ?? HOME } : { text: unpacked.text },
    seed: route.seed, settings: route.settings, base: baseAddress(),
    charts: route.own.map((file) => ({ ...file, bytes: ownCharts.bytesOf(file) })),
  } };
}
