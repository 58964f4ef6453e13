import type { Kernel } from '../kernel/kernel.ts';
import type { Fault, Sides } from '../net/faults.ts';
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
        for (const region of this.outside(act.side)) {
          this.cuts.cut(between(act.side, region), act.forMicros, act.side);
        }
        return;
      case 'reconnects':
        for (const region of this.outside(act.side)) this.reconnect(act.side, region);
        return;
      case 'cuts': return this.cuts.cut(act, act.forMicros);
      case 'impairs': return this.impair(act);
      case 'heals': return this.heal(act);
    }
  }

  private heal({ a, b, oneWay }: Sides): void {
    this.cuts.heal({ a, b, oneWay });
    this.mend({ a, b, oneWay });
  }

  /** What else is wrong between the two sides. */
  private mend({ a, b, oneWay }: Sides): void {
    if (!oneWay) for (const [from, to] of [[a, b], [b, a]] as const) this.cuts.heal({ a: from, b: to, oneWay: true });
    this.network.relieve({ a, b, oneWay });
  }

  /** Its own cut ends; where the other side is cut from all as well, that one stands. */
  private reconnect(side: string, region: string): void {
    this.cuts.reconnect(between(side, region), side);
    this.mend(between(side, region));
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

function between(a: string, b: string): Sides {
  return { a, b, oneWay: false };
}
