import type { Kernel } from '../kernel/kernel.ts';
import type { Fault } from '../net/faults.ts';
import type { Network } from '../net/network.ts';
import type { Act } from '../script/scenario.ts';
import { Cuts } from './cuts.ts';

/** Acts of the story that make links worse, or whole again. */
export type LinkAct = Extract<Act, {
  readonly verb: 'cuts' | 'heals' | 'impairs' | 'isolates' | 'reconnects';
}>;

export interface LinkActsHost {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly members: readonly { readonly region: string }[];
}

/** Plays them, and ends what was said to last a while, unless another fault took its place. */
export class LinkActs {
  private readonly kernel: Kernel;
  private readonly network: Network;
  private readonly cuts: Cuts;
  private readonly ends: number;

  /** Regions that have a member in them, in the order of their lines. */
  private readonly regions: readonly string[];

  constructor({ kernel, network, members }: LinkActsHost) {
    this.regions = [...new Set(members.map(({ region }) => region))];
    this.kernel = kernel;
    this.network = network;
    this.cuts = new Cuts(kernel, network);
    this.ends = kernel.register((_target, _a, ref) => { network.restore(ref as Fault); });
  }

  play(act: LinkAct): void {
    switch (act.verb) {
      case 'isolates':
        for (const region of this.outside(act.side)) this.cuts.cut(act.side, region, false, act.forMicros);
        return;
      case 'reconnects':
        for (const region of this.outside(act.side)) this.heal(act.side, region, false);
        return;
      case 'cuts': return this.cuts.cut(act.a, act.b, act.oneWay, act.forMicros);
      case 'impairs': return this.impair(act);
      case 'heals': return this.heal(act.a, act.b, act.oneWay);
    }
  }

  private heal(a: string, b: string, oneWay: boolean): void {
    this.cuts.heal(a, b, oneWay);
    if (!oneWay) for (const [from, to] of [[a, b], [b, a]] as const) this.cuts.heal(from, to, true);
    this.network.mend({ a, b, oneWay });
  }

  /** A member's own region is outside of it too. */
  private outside(side: string): readonly string[] {
    return this.regions.filter((region) => region !== side);
  }

  private impair(act: LinkAct & { readonly verb: 'impairs' }): void {
    const { a, b, oneWay, fault: kind, share, byMicros, bitsPerSecond } = act;
    const limit = bitsPerSecond === undefined ? {} : { bitsPerSecond };
    const fault: Fault = { kind, a, b, oneWay, share, byMicros, ...limit };
    this.network.impair(fault);
    if (act.forMicros === null) return;
    this.kernel.schedule(this.kernel.now + act.forMicros, this.ends, 0, 0, fault);
  }
}
