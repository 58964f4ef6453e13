import type { Kernel } from '../kernel/kernel.ts';
import type { Row } from '../kernel/trace.ts';
import {
  netCut, netCutOneWay, netHealed, netHealedOneWay, netImpaired, netLimited, netRestored,
} from './entries.ts';
import type { Fault } from './faults.ts';

/** A fault's beginning and end, as outcomes of the network. */
export function recordBegin(kernel: Kernel, fault: Fault): Row {
  const { kind, a, b, oneWay, share, byMicros } = fault;
  if (kind === 'cut') return kernel.record(oneWay ? netCutOneWay : netCut, 'network', { a, b });
  if (kind === 'bandwidth') {
    const { bitsPerSecond = 0 } = fault;
    return kernel.record(netLimited, 'network', { a, b, oneWay: Number(oneWay), bitsPerSecond });
  }
  const values = { a, b, oneWay: Number(oneWay), fault: kind, share, byMicros };
  return kernel.record(netImpaired, 'network', values);
}

export function recordEnd(kernel: Kernel, { kind, a, b, oneWay }: Fault): Row {
  if (kind === 'cut') {
    return kernel.record(oneWay ? netHealedOneWay : netHealed, 'network', { a, b });
  }
  return kernel.record(netRestored, 'network', { a, b, oneWay: Number(oneWay), fault: kind });
}
