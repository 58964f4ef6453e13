import type { Kernel } from '../kernel/kernel.ts';
import type { Fault } from '../net/faults.ts';
import type { Network } from '../net/network.ts';
import type { Act } from '../script/scenario.ts';
import { Cuts } from './cuts.ts';

/** Acts of the story that make links worse, or whole again. */
export type LinkAct = Extract<Act, { readonly verb: 'cuts' | 'heals' | 'impairs' }>;

/** Plays them, and ends what was said to last a while, unless another fault took its place. */
export class LinkActs {
  private readonly kernel: Kernel;
  private readonly network: Network;
  private readonly cuts: Cuts;
  private readonly ends: number;

  constructor(kernel: Kernel, network: Network) {
    this.kernel = kernel;
    this.network = network;
    this.cuts = new Cuts(kernel, network);
    this.ends = kernel.register((_target, _a, ref) => { network.restore(ref as Fault); });
  }

  play(act: LinkAct): void {
    const { a, b, oneWay } = act;
    switch (act.verb) {
      case 'cuts': return this.cuts.cut(a, b, oneWay, act.forMicros);
      case 'impairs': return this.impair(act);
      case 'heals':
        this.cuts.heal(a, b, oneWay);
        if (!oneWay) for (const [from, to] of [[a, b], [b, a]] as const) this.cuts.heal(from, to, true);
        return this.network.mend({ a, b, oneWay });
    }
  }

  private impair(act: LinkAct & { readonly verb: 'impairs' }): void {
    const { a, b, oneWay, fault: kind, share, byMicros } = act;
    const fault: Fault = { kind, a, b, oneWay, share, byMicros };
    this.network.impair(fault);
    if (act.forMicros === null) return;
    this.kernel.schedule(this.kernel.now + act.forMicros, this.ends, 0, 0, fault);
  }
}
