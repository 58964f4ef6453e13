import type { Kernel } from '../kernel/kernel.ts';
import { netDropped, netHeld, netReleased } from '../net/entries.ts';
import type { Flight } from '../net/link.ts';
import type { Network } from '../net/network.ts';
import type { Act } from '../script/scenario.ts';
import type { Cast } from './cast.ts';

export type MessageAct = Extract<Act, { readonly verb: 'drops' | 'holds' }>;

export interface MessageActsHost {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly cast: Cast;
  readonly members: readonly { readonly name: string }[];
}

interface Held {
  readonly act: MessageAct;
  readonly flights: readonly Flight[];
}

/** Messages that the story takes off their link: for a while, or for good (ADR 0076). */
export class MessageActs {
  private readonly host: MessageActsHost;
  private readonly release: number;

  constructor(host: MessageActsHost) {
    this.host = host;
    this.release = host.kernel.register((_target, _a, ref) => { this.letGo(ref as Held); });
  }

  play(act: MessageAct): void {
    const { kernel, network } = this.host;
    const { kind, from, to } = act;
    const flights = network.underWay(this.partyNamed(from), this.partyNamed(to), kind);
    const values = { kind, from, to, messages: flights.length };
    if (act.verb === 'drops') {
      kernel.record(netDropped, 'network', values);
      for (const flight of flights) network.drop(flight);
      return;
    }
    const row = kernel.record(netHeld, 'network', { ...values, forMicros: act.forMicros });
    if (flights.length === 0) return;
    for (const flight of flights) network.hold(flight);
    kernel.schedule(kernel.now + act.forMicros, this.release, 0, 0, { act, flights }, row);
  }

  private letGo({ act: { kind, from, to }, flights }: Held): void {
    const { kernel, network } = this.host;
    kernel.record(netReleased, 'network', { kind, from, to, messages: flights.length });
    for (const flight of flights) network.release(flight);
  }

  /** Members come first, then patients' phones, then those of proxies. */
  private partyNamed(name: string): number {
    const { members, cast } = this.host;
    const member = members.findIndex((each) => each.name === name);
    if (member >= 0) return member;
    return cast.isPerson(name) ? cast.person(name).phone ?? -1 : cast.patient(name).wallet;
  }
}
