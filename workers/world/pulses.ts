import { assert } from '../kernel/assert.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Wire } from '../consensus/protocol.ts';
import type { Network } from '../net/network.ts';
import type { Faults } from './faults.ts';
import type { MemberNode } from './node.ts';

export interface PulsesHost {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly faults: Faults;
  readonly validators: readonly number[];
  nodeOf(member: number): MemberNode;
}

/**
 * Heartbeats and their answers: datagrams of a few bytes that take the plain propagation delay,
 * wait in no queue, share no luck and are lost where a link is cut. So one that is advanced in
 * closed form leaves no trace on anything else (DESIGN 3.7), and their arrivals are known.
 */
export class Pulses {
  private readonly host: PulsesHost;
  private readonly arrival: number;

  constructor(host: PulsesHost) {
    this.host = host;
    this.arrival = host.kernel.register((to, from, ref) =>
      this.arrive(to, from, ref as Wire));
  }

  /** `ago`: how long before now it left. False: it has arrived before now. */
  send(node: MemberNode, to: number, message: Wire, ago: Micros): boolean {
    const { kernel, network, validators } = this.host;
    const receiver = validators[to];
    assert(receiver !== undefined, 'a heartbeat goes to a known validator');
    const at = kernel.now - ago + network.delayMicros(node.index, receiver, 0);
    if (at < kernel.now) return false;
    if (network.faults.cutCount(node.index, receiver) > 0) return true;
    kernel.schedule(at, this.arrival, receiver, node.index, message, node.standing, NONE);
    return true;
  }

  private arrive(to: number, from: number, message: Wire): void {
    if (this.host.network.faults.cutCount(from, to) > 0) return;
    const node = this.host.nodeOf(to);
    this.host.faults.whenReached(node, () => node.receive(from, message));
  }
}
