import type { Kernel } from '../kernel/kernel.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Ticket } from '../kernel/queue.ts';
import { netStaysCut } from '../net/entries.ts';
import type { Sides } from '../net/faults.ts';
import type { Network } from '../net/network.ts';
import { EVENT } from './event-kinds.ts';

/** One line of the story that keeps a link cut. */
interface Hold {
  readonly sides: Sides;
  /** The side that is cut from all; null: a cut of this link alone. */
  readonly isolated: string | null;
  /** When it ends by itself; Infinity where it does not. */
  until: Micros;
  ticket: Ticket;
}

/**
 * The story's cuts. What one line has cut another may cut too: a link is whole when all that hold
 * it have ended, each at its own time, and cutting again what is cut makes it last longer.
 */
export class Cuts {
  private readonly open = new Map<string, Hold[]>();
  private readonly kernel: Kernel;
  private readonly network: Network;

  constructor(kernel: Kernel, network: Network) {
    this.kernel = kernel;
    this.network = network;
    kernel.on(EVENT.heal, (_target, _a, ref) => { this.end(ref as Hold); });
  }

  cut(sides: Sides, forMicros: Micros | null, isolated: string | null = null): void {
    const until = forMicros === null ? Infinity : this.kernel.now + forMicros;
    const holds = this.holdsOf(sides);
    const known = holds.find((each) => each.isolated === isolated);
    if (holds.length === 0) this.network.cut(sides.a, sides.b, sides.oneWay);
    if (known === undefined) {
      const hold: Hold = { sides, isolated, until, ticket: NONE };
      this.open.set(keyOf(sides), [...holds, hold]);
      this.endLater(hold);
    } else if (until > known.until) {
      if (known.ticket !== NONE) this.kernel.cancel(known.ticket);
      known.until = until;
      this.endLater(known);
    }
  }

  /** The link is whole again, whatever held it. */
  heal(sides: Sides): void {
    const holds = this.holdsOf(sides);
    for (const { ticket } of holds) if (ticket !== NONE) this.kernel.cancel(ticket);
    if (this.open.delete(keyOf(sides))) this.network.heal(sides.a, sides.b, sides.oneWay);
  }

  /** False where the other side of the link is cut from all, too: it stays cut. */
  reconnect(sides: Sides, isolated: string): boolean {
    const own = this.holdsOf(sides).filter((hold) => hold.isolated === null || hold.isolated === isolated);
    for (const hold of own) {
      if (hold.ticket !== NONE) this.kernel.cancel(hold.ticket);
    }
    this.drop(sides, own);
    return this.holdsOf(sides).length === 0;
  }

  private end(hold: Hold): void {
    this.drop(hold.sides, [hold]);
  }

  private drop(sides: Sides, ended: readonly Hold[]): void {
    const left = this.holdsOf(sides).filter((hold) => !ended.includes(hold));
    if (ended.length === 0) return;
    if (left.length === 0) {
      this.open.delete(keyOf(sides));
      const [{ sides: { a, b, oneWay } }] = ended as [Hold];
      this.network.heal(a, b, oneWay);
      return;
    }
    this.open.set(keyOf(sides), left);
    const { a, b } = sides;
    const still = left.map(({ isolated }) => isolated).find((side) => side !== null) ?? '';
    this.kernel.record(netStaysCut, 'network', { a, b, isolated: still });
  }

  private holdsOf(sides: Sides): readonly Hold[] {
    return this.open.get(keyOf(sides)) ?? [];
  }

  private endLater(hold: Hold): void {
    hold.ticket = hold.until === Infinity ? NONE
      : this.kernel.schedule(hold.until, EVENT.heal, 0, 0, hold);
  }
}

function keyOf({ a, b, oneWay }: Sides): string {
  if (oneWay) return `${a}>${b}`;
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}
