import type { EntryKind, Values } from '../../kernel/trace.ts';
import type { Micros } from '../../kernel/micros.ts';
import {
  consensusAppended, consensusHiddenShown, consensusMined, consensusProposed, consensusProposedInView,
  consensusSealed,
} from '../entries.ts';
import type { SeatEffects } from '../entry.ts';
import type { Protocol, Wire } from '../protocol.ts';
import type { LiarParts, Mirror } from './liar.ts';

/** What the timers of a second life are called by, so that no other is meant. */
const PREFIX = 'second/';
const ASIDE_TIMER = `${PREFIX}aside`;

/** What the world sees of a second life: the blocks it puts forward, or makes in secret. */
const SEEN: ReadonlySet<EntryKind> = new Set<EntryKind>([
  consensusProposed, consensusProposedInView, consensusAppended, consensusSealed, consensusMined,
]);

/** Where it begins: with this disk, at this block; 0: where the first life is. */
export interface Beginning {
  readonly disk: unknown;
  readonly from: number;
}

/**
 * The same protocol once more with the same key, taken up where the disk says that the first life
 * is, or was: "Twins: BFT Systems Made Robust" (Bano et al. 2020), where two honest copies that each
 * speak to a part of the network make up every way to equivocate, in proposals and in votes.
 */
export class SecondLife {
  /** It takes the place of the first at its work, on a chain of its own. */
  readonly worksApart: boolean;
  private readonly attempt: number;
  private readonly parts: LiarParts;
  private readonly from: number;
  private readonly protocol: Protocol<Wire>;
  private readonly timers = new Set<string>();
  /** What the two lives have to say to each other. */
  private asides: { readonly isForFirst: boolean; readonly message: Wire }[] = [];
  private now: Micros = 0;
  private readonly utter: (to: number, message: Wire) => void;

  /** Null where neither ledger nor disk is known of that time. */
  static begin(
    parts: LiarParts, { disk, from }: Beginning, utter: (to: number, message: Wire) => void,
  ): SecondLife | null {
    const mirror = parts.mirror(from);
    if (mirror === null) return null;
    const life = new SecondLife(parts, { disk, from, mirror }, utter);
    return from === 0 || life.protocol.status().height === from ? life : null;
  }

  private constructor(
    parts: LiarParts, { disk, from, mirror }: Beginning & { readonly mirror: Mirror },
    utter: (to: number, message: Wire) => void,
  ) {
    const { create, seat, collusion } = parts;
    this.parts = parts;
    this.from = from;
    this.utter = utter;
    this.worksApart = collusion.worksApart(seat.self);
    this.attempt = collusion.attempt;
    // It asks nobody what it missed: whoever answered would tell it of the first life's blocks.
    this.protocol = create({ ...seat, application: mirror.application, effects: this.effectsOn(mirror),
      disk, isRestarted: false, isSecondLife: true });
  }

  static owns(timer: string): boolean {
    return timer.startsWith(PREFIX);
  }

  /** It is the one that is wanted: begun before this block, and not for a history that is done with. */
  isOf(from: number): boolean {
    return this.from === from && (from === 0 || this.attempt === this.parts.collusion.attempt);
  }

  start(now: Micros): void {
    this.now = now;
    this.protocol.start(now);
  }

  onMessage(from: number, message: Wire, now: Micros): void {
    this.now = now;
    this.protocol.onMessage(from, message, now);
  }

  /** `first`: who leads the other life. */
  onTimer(timer: string, now: Micros, first: Protocol<Wire>): void {
    this.now = now;
    this.timers.delete(timer);
    if (timer === ASIDE_TIMER) this.confer(first);
    else this.protocol.onTimer(timer.slice(PREFIX.length), now);
  }

  onPending(now: Micros): void {
    this.now = now;
    this.protocol.onPending(now);
  }

  onWish(about: number, choice: 'add' | 'drop' | 'none', now: Micros): void {
    this.protocol.onWish?.(about, choice, now);
  }

  stir(now: Micros): void {
    this.protocol.stir?.(now);
  }

  /** Nothing that it waited for comes any more. */
  end(): void {
    for (const timer of this.timers) this.parts.seat.effects.cancelTimer(timer);
  }

  /** The first life says something to its own number, which is this one. */
  hearsFirst(message: Wire): void {
    this.tellsOther(false, message);
  }

  /** Once the other history is open the two lives tell each other what they tell everybody. */
  private tellsOther(isForFirst: boolean, message: Wire): void {
    const { collusion, seat: { effects } } = this.parts;
    if (!collusion.isOpen) return;
    this.asides.push({ isForFirst, message });
    this.timers.add(ASIDE_TIMER);
    // What a second life makes is dated a microsecond later, and from the future for the first till then.
    effects.setTimer(ASIDE_TIMER, this.now + 1);
  }

  private confer(first: Protocol<Wire>): void {
    const { now, asides, parts: { seat: { self } } } = this;
    this.asides = [];
    for (const { isForFirst, message } of asides) {
      (isForFirst ? first : this.protocol).onMessage(self, message, now);
    }
  }

  private effectsOn({ decide, revert }: Mirror): SeatEffects {
    const { seat: { effects, self }, collusion, members } = this.parts;
    const hears = (to: number): boolean => collusion.equivocates(to) || collusion.isSecondHalf(to);
    const say = (to: number, message: Wire): void => {
      collusion.markSecond(message);
      if (to === self) this.tellsOther(true, message);
      else if (hears(to)) this.utter(to, message);
    };
    return {
      send: say,
      broadcast: (message) => {
        for (let to = 0; to < members; to += 1) say(to, message);
      },
      setTimer: (timer, at) => {
        this.timers.add(`${PREFIX}${timer}`);
        effects.setTimer(`${PREFIX}${timer}`, at);
      },
      cancelTimer: (timer) => {
        this.timers.delete(`${PREFIX}${timer}`);
        effects.cancelTimer(`${PREFIX}${timer}`);
      },
      decide: (_height, payload, certificate) => decide(payload, certificate),
      revert: (height) => revert(height),
      adopt: (height, _payload, weight) => {
        if (this.from === 0 || !collusion.opensAt(weight)) return;
        effects.record(consensusHiddenShown, { height, blocks: height - this.from + 1 });
      },
      persist: () => undefined,
      record: <K extends EntryKind>(kind: K, values: Values<K>) => {
        if (SEEN.has(kind)) effects.record(kind, values);
      },
      count: () => undefined,
      pulse: (to, message, sentAt) => {
        collusion.markSecond(message);
        return !hears(to) || effects.pulse(to, message, sentAt);
      },
      settled: () => undefined,
      stir: () => effects.stir(),
    };
  }
}
