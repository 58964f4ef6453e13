import type { ProtocolEntry, Seat } from '../../../consensus/entry.ts';
import type { Protocol, Status, Wire } from '../../../consensus/protocol.ts';
import { ForkSeen } from './fork-seen.ts';
import { shownBy } from './shown-block.ts';
import { ShownTree } from './shown-tree.ts';

/**
 * Looks over the shoulders of honest validators whose chains may part, at the messages that they
 * are sent and what they say of themselves, and holds them to what is declared: that every block
 * they follow keeps the rules on its chain, that they follow the heaviest chain they know, and
 * decide only what has its confirmations. It knows the rules from the papers and none of the code.
 */
export class ForkWatch {
  /** What was not kept first; null: all was. */
  problem: string | null = null;
  private readonly seats = new Map<number, Watched>();

  /** The protocol with every honest validator watched. */
  over(entry: ProtocolEntry): ProtocolEntry {
    return { ...entry, assemble: (network) => {
      const create = entry.assemble(network);
      const { settings, names, isRunning = () => true } = network;
      const tree = new ShownTree({
        names, isClique: entry.name === 'clique',
        periodMicros: settings.micros('consensus.blockIntervalSeconds'),
      });
      const rules = { confirmations: settings.number('consensus.confirmationBlocks'),
        mayChangeOnTie: entry.name === 'clique'
          && settings.text('consensus.cliqueTieRule') !== 'first-seen' };
      return (seat) => {
        if (seat.mayLie === true) return create(seat);
        const disk = seat.disk as { readonly decided: number } | null;
        const head = disk === null ? null : this.seats.get(seat.self)?.seen.head ?? null;
        const seen = new ForkSeen(tree, head, disk?.decided ?? 0, rules);
        const watched = new Watched(create, seat, seen, {
          isRunning: () => isRunning(seat.self),
          found: (problem) => { this.problem ??= `${names[seat.self]} ${problem}`; },
        });
        this.seats.set(seat.self, watched);
        return watched;
      };
    } };
  }

  /** On which heads honest signers wait for others, none of whom may go on; fewer than two: no deadlock. */
  get deadlockedHeads(): number {
    const up = [...this.seats.values()].filter(({ isRunning }) => isRunning());
    if (up.some((each) => each.status().phase !== 'waiting for others')) return 0;
    return new Set(up.map(({ seen }) => seen.head?.hash)).size;
  }
}

interface Onlooker {
  isRunning(): boolean;
  found(problem: string): void;
}

class Watched implements Protocol<Wire> {
  readonly seen: ForkSeen;
  readonly isRunning: () => boolean;
  private readonly inner: Protocol<Wire>;
  private readonly onlooker: Onlooker;
  /** What happened within the call that is under way, judged when it is over. */
  private happened: ((now: number) => string | null)[] = [];
  /** Blocks that it says itself it cannot read yet. */
  private lacking = new Set<string>();

  constructor(create: (seat: Seat) => Protocol<Wire>, seat: Seat, seen: ForkSeen, onlooker: Onlooker) {
    this.seen = seen;
    this.onlooker = onlooker;
    this.isRunning = onlooker.isRunning;
    const { effects, application } = seat;
    const says = (message: Wire): void => {
      const asked = message as Wire & { readonly hash?: string; readonly isWhole?: boolean };
      if (message.kind === 'get-blocks' && asked.isWhole === true) this.lacking.add(asked.hash ?? '');
      for (const block of shownBy(message)) this.seen.made(block);
    };
    this.inner = create({
      ...seat,
      application: {
        hasPending: (parent) => application.hasPending(parent),
        propose: (height, at, parent) => application.propose(height, at, parent),
        accept: (height, payload, parent) => {
          const isAccepted = application.accept(height, payload, parent);
          if (!isAccepted) this.seen.refuse(payload.digest);
          return isAccepted;
        },
      },
      effects: {
        ...effects,
        send: (to, message) => {
          says(message);
          effects.send(to, message);
        },
        broadcast: (message) => {
          says(message);
          effects.broadcast(message);
        },
        adopt: (height, payload, weight) => {
          this.happened.push((now) => this.seen.adopts(payload.digest, now));
          effects.adopt?.(height, payload, weight);
        },
        decide: (height, payload, certificate) => {
          this.happened.push(() => this.seen.decides(height, payload.digest));
          effects.decide(height, payload, certificate);
        },
        revert: (height) => {
          this.happened.push(() => this.seen.takesBack(height));
          effects.revert(height);
        },
      },
    });
  }

  start(now: number): void {
    this.judged(now, () => this.inner.start(now));
  }

  onMessage(from: number, message: Wire, now: number): void {
    this.lacking.clear();
    this.judged(now, () => this.inner.onMessage(from, message, now), () => {
      for (const block of shownBy(message)) {
        if (message.kind !== 'compact-block' || !this.lacking.has(block.hash)) this.seen.shown(block, now);
      }
    });
  }

  onTimer(timer: string, now: number): void {
    this.judged(now, () => this.inner.onTimer(timer, now));
  }

  onPending(now: number): void {
    this.judged(now, () => this.inner.onPending(now));
  }

  onWish(about: number, choice: 'add' | 'drop' | 'none', now: number): void {
    this.judged(now, () => this.inner.onWish?.(about, choice, now));
  }

  countIdle(now: number): void {
    this.inner.countIdle(now);
  }

  status(): Status {
    return this.inner.status();
  }

  private judged(now: number, call: () => void, learn: () => void = () => undefined): void {
    this.seen.passes(now);
    call();
    learn();
    const { happened } = this;
    this.happened = [];
    for (const judge of happened) this.tell(judge(now));
    this.tell(this.seen.isBehind);
  }

  private tell(problem: string | null): void {
    if (problem !== null) this.onlooker.found(problem);
  }
}

