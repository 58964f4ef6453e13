import type { Kernel } from '../kernel/kernel.ts';
import type { Network } from '../net/network.ts';
import type { Act } from '../script/scenario.ts';
import { nodeLimitEnded, nodeLimited, nodeSlowed, nodeSpeedRestored } from './entries.ts';
import { fetched } from './extras.ts';
import type { Extras } from './extras.ts';

export interface CapacityHost {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly extras: Pick<Extras, 'processing'>;
  memberNamed(name: string): number;
}

export type CapacityAct = Extract<Act, {
  readonly verb: 'works-slower' | 'carries' | 'works-as-before';
}>;
type Burden = Exclude<CapacityAct, { readonly verb: 'works-as-before' }>;

/** How much the story lets each node compute and carry; what was said last of each counts. */
export class Capacity {
  private readonly burdens = {
    'works-slower': new Map<string, Burden>(), carries: new Map<string, Burden>(),
  };
  private readonly host: CapacityHost;
  private readonly ends: number;

  constructor(host: CapacityHost) {
    this.host = host;
    this.ends = host.kernel.register((_target, _a, ref) => {
      const act = ref as Burden;
      // A later line about the same node has taken its place.
      if (this.burdens[act.verb].get(act.node) === act) this.restore(act.verb, act.node);
    });
  }

  play(act: CapacityAct): void {
    if (act.verb === 'works-as-before') {
      this.restore('works-slower', act.node);
      this.restore('carries', act.node);
      return;
    }
    const { kernel, network, extras } = this.host;
    const { node } = act;
    const member = this.host.memberNamed(node);
    if (act.verb === 'carries') {
      kernel.record(nodeLimited, node, { bitsPerSecond: act.bitsPerSecond });
      network.limit(member, act.bitsPerSecond);
    } else {
      kernel.record(nodeSlowed, node, { times: act.times });
      fetched(extras.processing, act).setSlowness(member, act.times);
    }
    this.burdens[act.verb].set(node, act);
    if (act.forMicros !== null) kernel.schedule(kernel.now + act.forMicros, this.ends, 0, 0, act);
  }

  private restore(verb: Burden['verb'], node: string): void {
    if (!this.burdens[verb].delete(node)) return;
    const { kernel, network, extras } = this.host;
    const member = this.host.memberNamed(node);
    if (verb === 'carries') {
      network.limit(member, null);
      kernel.record(nodeLimitEnded, node, {});
    } else {
      fetched(extras.processing, { verb }).setSlowness(member, 1);
      kernel.record(nodeSpeedRestored, node, {});
    }
  }
}
