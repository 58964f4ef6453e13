import { grantWithdrawn } from '../access/entries.ts';
import { register } from '../contract.ts';
import type { Candidate } from '../contract.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import { netCut, netCutOneWay, netHealed, netHealedOneWay } from '../net/entries.ts';
import { nodeCrashed } from '../world/entries.ts';
import { lineAt, setting, toTheSecond, type Preventing } from './preventing.ts';

/** Crash faults only, and a majority: what a member needs to know is known sooner (Ongaro 2014). */
const OTHER_PROTOCOL = 'raft';

/**
 * Against a leak after a withdrawal: what kept her no from being final where it was read. Blocks,
 * the protocol, links that were cut, nodes that were down.
 */
export function networkCandidates(preventing: Preventing): Candidate[] {
  const { trace, settings, enabledBy, at } = preventing;
  if (enabledBy === NONE || !trace.is(enabledBy, grantWithdrawn)) return [];
  const said = toTheSecond(trace.at(enabledBy));
  const why = `What was taken back on ${said} was not yet final where it was read.`;
  const found: Candidate[] = [];
  const cuts = cutsBetween(preventing, enabledBy);
  if (cuts.length > 0) {
    found.push({
      title: cuts.length === 1 ? 'The link stays whole' : `All ${cuts.length} links stay whole`,
      why: `Word of the withdrawal of ${said} waited behind ${cuts.length === 1 ? 'a cut link' : 'cut links'}.`,
      change: { lines: cuts.map((row) => healed(preventing, row)) },
    });
  }
  const interval = Number(settings['consensus.blockIntervalSeconds']);
  for (const seconds of fasterThan(interval)) {
    found.push(setting('consensus.blockIntervalSeconds', seconds, `A block every ${seconds} s`, why));
  }
  if (settings['network.consensus'] !== OTHER_PROTOCOL) {
    found.push(setting('network.consensus', OTHER_PROTOCOL, `Consensus by ${OTHER_PROTOCOL}`, why));
  }
  for (let row = 0; row < trace.outcomeCount && trace.at(row) < at; row += 1) {
    if (!trace.is(row, nodeCrashed)) continue;
    const node = trace.entity(row);
    found.push({
      title: `${node} comes back at once`, why: `${node} was down and did not hear of the withdrawal of ${said}.`,
      change: { lines: [lineAt(trace.at(row), `${node} restarts`)] },
    });
  }
  return found;
}

/** Half as long, and a quarter, as far as the register allows. */
function fasterThan(seconds: number): number[] {
  const found = register.find(({ path }) => path === 'consensus.blockIntervalSeconds');
  const least = found !== undefined && 'min' in found ? Number(found.min) : seconds;
  return [seconds / 2, seconds / 4].filter((faster) => faster >= least);
}

/** The cuts that were in force at some moment between the withdrawal and the leak. */
function cutsBetween({ trace, at }: Preventing, withdrawn: Row): Row[] {
  const open = new Map<string, Row>();
  const found: Row[] = [];
  for (let row = 0; row < trace.outcomeCount && trace.at(row) <= at; row += 1) {
    if (row === withdrawn) found.push(...open.values());
    const isBegun = trace.is(row, netCut) || trace.is(row, netCutOneWay);
    if (!isBegun && !trace.is(row, netHealed) && !trace.is(row, netHealedOneWay)) continue;
    const key = `${trace.value(row, 0)}>${trace.value(row, 1)}>${trace.is(row, netCutOneWay) || trace.is(row, netHealedOneWay)}`;
    if (!isBegun) open.delete(key);
    else {
      open.set(key, row);
      if (row > withdrawn) found.push(row);
    }
  }
  return found;
}

function healed({ trace }: Preventing, row: Row): string {
  const to = trace.is(row, netCutOneWay) ? 'to ' : '';
  return lineAt(trace.at(row), `link ${trace.value(row, 0)} ${to}${trace.value(row, 1)} is healed`);
}
