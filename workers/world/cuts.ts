import type { Kernel } from '../kernel/kernel.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Ticket } from '../kernel/queue.ts';
import type { Network } from '../net/network.ts';
import { EVENT } from './event-kinds.ts';

interface Cut {
  readonly a: string;
  readonly b: string;
  /** When it heals by itself; Infinity where it does not. */
  until: Micros;
  ticket: Ticket;
}

/** The story's cuts: each heals at its own time, and cutting what is cut makes it last longer. */
export class Cuts {
  private readonly open = new Map<string, Cut>();
  private readonly kernel: Kernel;
  private readonly network: Network;

  constructor(kernel: Kernel, network: Network) {
    this.kernel = kernel;
    this.network = network;
    kernel.on(EVENT.heal, (_target, _a, ref) => {
      const { a, b } = ref as Cut;
      this.heal(a, b);
    });
  }

  cut(a: string, b: string, forMicros: Micros | null): void {
    const until = forMicros === null ? Infinity : this.kernel.now + forMicros;
    const known = this.open.get(keyOf(a, b));
    if (known === undefined) {
      this.network.cut(a, b);
      const cut: Cut = { a, b, until, ticket: NONE };
      this.open.set(keyOf(a, b), cut);
      this.healLater(cut);
    } else if (until > known.until) {
      if (known.ticket !== NONE) this.kernel.cancel(known.ticket);
      known.until = until;
      this.healLater(known);
    }
  }

  heal(a: string, b: string): void {
    const cut = this.open.get(keyOf(a, b));
    if (cut === undefined) return;
    if (cut.ticket !== NONE) this.kernel.cancel(cut.ticket);
    this.open.delete(keyOf(a, b));
    this.network.heal(a, b);
  }

  private healLater(cut: Cut): void {
    cut.ticket = cut.until === Infinity ? NONE
      : this.kernel.schedule(cut.until, EVENT.heal, 0, 0, cut);
  }
}

function keyOf(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}
