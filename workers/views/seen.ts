import {
  accessAsked, accessListed, accessRefused, accessShown, accessWithheld,
} from '../access/entries.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import { blockAppended, erasureFinal } from '../ledger/entries.ts';
import { netCut, netCutOneWay, netHealed, netHealedOneWay } from '../net/entries.ts';
import { nodeCrashed, nodeRestarted } from '../world/entries.ts';

interface Part {
  readonly section: string;
  readonly custodian: string;
}

/** What one person asked for, was shown and was refused of one chart, and how the network stood. */
export interface Seen {
  readonly asked: readonly string[];
  readonly shown: readonly (Part & { readonly names: readonly string[] })[];
  /** Refusals that no later showing has mended. */
  readonly refused: readonly (Part & { readonly reason: string })[];
  /** How many records of a part that was shown its custodian keeps back; `told`: she knows. */
  readonly keptBack: readonly (Part & { readonly records: number; readonly told: boolean })[];
  /** The last final block at each node, by name. */
  readonly heights: ReadonlyMap<string, number>;
  readonly down: ReadonlySet<string>;
  /** Pairs of names, `a>b` for what `a` cannot send to `b`. */
  readonly cut: ReadonlySet<string>;
  /** Erasures that their custodian has declared done. */
  readonly erasures: ReadonlySet<string>;
}

/** A fold of the trace up to and with a moment. */
export function seenBy(trace: Trace, person: string, patient: string, at: Micros): Seen {
  const asked = new Set<string>();
  const shown = new Map<string, Seen['shown'][number]>();
  const refused = new Map<string, Seen['refused'][number]>();
  const withheld = new Map<string, Seen['keptBack'][number]>();
  const keptBack = new Map<string, Seen['keptBack'][number]>();
  let request = '';
  const heights = new Map<string, number>();
  const down = new Set<string>();
  const cut = new Set<string>();
  const erasures = new Set<string>();
  for (let row = 0; row < trace.outcomeCount && trace.at(row) <= at; row += 1) {
    if (trace.is(row, blockAppended)) {
      heights.set(trace.entity(row), trace.integer(row, blockAppended, 'height'));
    } else if (trace.is(row, accessAsked)) {
      const ask = trace.get(row, accessAsked);
      if (ask.patient !== patient || ask.viewer !== person) continue;
      for (const section of ask.sections.split(', ')) asked.add(section);
    } else if (trace.is(row, accessListed)) {
      const { section, custodian, names, ...listed } = trace.get(row, accessListed);
      if (listed.patient !== patient || listed.person !== person) continue;
      const key = `${custodian}/${section}`;
      shown.set(key, { section, custodian, names: names === '' ? [] : names.split(', ') });
      refused.delete(key);
      const kept = withheld.get(`${request}/${key}`);
      if (kept === undefined) keptBack.delete(key);
      else keptBack.set(key, kept);
    } else if (trace.is(row, accessShown)) {
      // What it lists follows at once.
      request = trace.text(row, accessShown, 'request');
    } else if (trace.is(row, accessWithheld)) {
      const { section, custodian, records, told, ...kept } = trace.get(row, accessWithheld);
      withheld.set(`${kept.request}/${custodian}/${section}`,
        { section, custodian, records, told: told === 1 });
    } else if (trace.is(row, accessRefused)) {
      const { sections, custodian, reason, ...refusal } = trace.get(row, accessRefused);
      if (refusal.patient !== patient || refusal.viewer !== person) continue;
      for (const section of sections.split(', ')) {
        refused.set(`${custodian}/${section}`, { section, custodian, reason });
      }
    } else if (trace.is(row, nodeCrashed)) down.add(trace.entity(row));
    else if (trace.is(row, nodeRestarted)) down.delete(trace.entity(row));
    else if (trace.is(row, erasureFinal)) {
      erasures.add(trace.text(row, erasureFinal, 'erasure'));
    } else foldLink(trace, row, cut);
  }
  return {
    asked: [...asked], shown: [...shown.values()], refused: [...refused.values()],
    keptBack: [...keptBack.values()],
    heights, down, cut, erasures,
  };
}

/** Everyone who ever asked about somebody's chart, or was shown it: person and patient, in order. */
export function pairsSeen(trace: Trace, at: Micros): { person: string; patient: string }[] {
  const pairs = new Map<string, { person: string; patient: string }>();
  for (let row = 0; row < trace.outcomeCount && trace.at(row) <= at; row += 1) {
    const pair = trace.is(row, accessAsked)
      ? { person: trace.text(row, accessAsked, 'viewer'),
        patient: trace.text(row, accessAsked, 'patient') }
      : trace.is(row, accessListed)
        ? { person: trace.text(row, accessListed, 'person'),
          patient: trace.text(row, accessListed, 'patient') }
        : null;
    if (pair !== null) pairs.set(`${pair.person}>${pair.patient}`, pair);
  }
  return [...pairs.values()];
}

function foldLink(trace: Trace, row: number, cut: Set<string>): void {
  if (trace.is(row, netCut)) {
    const { a, b } = trace.get(row, netCut);
    cut.add(`${a}>${b}`).add(`${b}>${a}`);
  } else if (trace.is(row, netHealed)) {
    const { a, b } = trace.get(row, netHealed);
    cut.delete(`${a}>${b}`);
    cut.delete(`${b}>${a}`);
  } else if (trace.is(row, netCutOneWay)) {
    const { a, b } = trace.get(row, netCutOneWay);
    cut.add(`${a}>${b}`);
  } else if (trace.is(row, netHealedOneWay)) {
    const { a, b } = trace.get(row, netHealedOneWay);
    cut.delete(`${a}>${b}`);
  }
}
