import type { Kernel } from '../kernel/kernel.ts';
import type { Act } from '../script/scenario.ts';
import { nodeSlowed, nodeSpeedRestored } from './entries.ts';
import type { Processing } from './processing.ts';

export interface CapacityHost {
  readonly kernel: Kernel;
  readonly processing: Processing;
  memberNamed(name: string): number;
}

export type CapacityAct = Extract<Act, { readonly verb: 'works-slower' | 'works-as-before' }>;
type Slower = Extract<CapacityAct, { readonly verb: 'works-slower' }>;

/** How much the story lets each node do; what was said last of it counts. */
export class Capacity {
  private readonly slowed = new Map<string, Slower>();
  private readonly host: CapacityHost;
  private readonly ends: number;

  constructor(host: CapacityHost) {
    this.host = host;
    this.ends = host.kernel.register((_target, _a, ref) => {
      const act = ref as Slower;
      // A later line about the same node has taken its place.
      if (this.slowed.get(act.node) === act) this.restore(act.node);
    });
  }

  play(act: CapacityAct): void {
    if (act.verb === 'works-as-before') return this.restore(act.node);
    const { kernel, processing } = this.host;
    const { node, times, forMicros } = act;
    kernel.record(nodeSlowed, node, { times });
    processing.setSlowness(this.host.memberNamed(node), times);
    this.slowed.set(node, act);
    if (forMicros !== null) kernel.schedule(kernel.now + forMicros, this.ends, 0, 0, act);
  }

  private restore(node: string): void {
    if (!this.slowed.delete(node)) return;
    this.host.processing.setSlowness(this.host.memberNamed(node), 1);
    this.host.kernel.record(nodeSpeedRestored, node, {});
  }
}
