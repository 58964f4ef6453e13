import type { Network } from '../net/network.ts';
import type { Extras } from './extras.ts';
import type { MemberNode } from './node.ts';

export interface StillnessHost {
  readonly network: Network;
  readonly extras: Pick<Extras, 'misbehaviour'>;
  readonly validators: readonly number[];
  readonly input: { readonly idle: 'closed-form' | 'simulated' };
  nodeOf(member: number): MemberNode;
}

/**
 * Whether heartbeats may pass in closed form: a leader is settled with everyone who runs, and no
 * fault is in force that a heartbeat could meet. It says nothing to any node that the node could
 * act on; the twin that simulates every heartbeat never rests and has the same outcomes.
 */
export class Stillness {
  private isStill = false;
  private readonly host: StillnessHost;

  constructor(host: StillnessHost) {
    this.host = host;
  }

  /** A leader finds these validators, by number and a majority, up to date with all that it knows. */
  settle(members: readonly number[]): void {
    const { validators, input } = this.host;
    if (this.isStill || input.idle === 'simulated' || this.host.extras.misbehaviour?.isAnyAtIt === true) return;
    const nodes = validators.map((index) => this.host.nodeOf(index));
    const alive = nodes.flatMap((node, number) => (node.isDown ? [] : [number]));
    if (!alive.every((number) => members.includes(number) && nodes[number]?.isUp)) return;
    if (this.isAnyLinkBad(alive)) return;
    this.isStill = true;
    for (const node of nodes) node.rest(alive);
  }

  /** Before anything happens that a heartbeat, or the want of one, could be part of. */
  stir(): void {
    this.isStill = false;
    for (const index of this.host.validators) this.host.nodeOf(index).stir();
  }

  private isAnyLinkBad(alive: readonly number[]): boolean {
    const { network, validators } = this.host;
    return alive.some((a) => alive.some((b) =>
      a !== b && network.faults.troubles(validators[a] ?? a, validators[b] ?? b)));
  }
}
