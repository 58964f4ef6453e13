import type { Micros } from '../../kernel/micros.ts';
import type { Create, ReadBallot, ReadChain, Seat } from '../entry.ts';
import type { Application, Certificate, Payload, Protocol, Status, Wire } from '../protocol.ts';
import type { Collusion, Conduct } from './conduct.ts';
import { consensusHiddenShown } from '../entries.ts';
import { DoubleSpend } from './double-spend.ts';
import type { Spending } from './double-spend.ts';
import { DoubleVoter } from './double-voter.ts';
import { SecondLife } from './second-life.ts';
import { SelfishMining } from './selfish-mining.ts';
import { Slowness } from './slowness.ts';
import { Withholding } from './withholding.ts';
import type { Show } from './withholding.ts';

/** The ledger of a liar's second life: a copy of its own, which then goes its own way. */
export interface Mirror {
  readonly application: Application;
  decide(payload: Payload, certificate: Certificate): void;
  revert(height: number): void;
}

export interface LiarParts {
  readonly create: Create;
  readonly seat: Seat;
  readonly collusion: Collusion;
  readonly members: number;
  /** Null where the protocol's file declares no votes. */
  readonly readBallot: ReadBallot | null;
  /** Null where blocks cannot be withheld. */
  readonly readChain: ReadChain | null;
  /** At whose end a block is made, where chains may part. */
  readonly workTimers: readonly string[];
  /** What it would undo when it spends twice. */
  readonly spending: Spending;
  /** From genesis up to below this block; all of it where that is 0. Null: its own ends before that. */
  mirror(below: number): Mirror | null;
}

/**
 * A validator that can lie: the protocol's own machine inside, and around it whatever departs from
 * it at the moment. It knows no protocol: it drops, delays and repeats real messages, and what is
 * signed anew is signed with the one key this validator holds. To equivocate it leads a second
 * life (second-life.ts): the same machine again under the same key, for the other half.
 */
export function liar(parts: LiarParts): Protocol<Wire> {
  return new Liar(parts);
}

class Liar implements Protocol<Wire> {
  private readonly parts: LiarParts;
  private readonly conduct: Conduct;
  private readonly others: readonly number[];
  private inner: Protocol<Wire>;
  private readonly slowness: Slowness;
  private readonly voter: DoubleVoter | null;
  private readonly withholding: Withholding | null;
  /** Set by its own machine. */
  private readonly timers = new Set<string>();
  private twin: SecondLife | null = null;
  private disk: unknown;
  private now: Micros = 0;

  constructor(parts: LiarParts) {
    const { seat, collusion, members, create, readBallot, readChain } = parts;
    this.parts = parts;
    this.conduct = collusion.of(seat.self);
    this.others = [...Array(members).keys()].filter((each) => each !== seat.self);
    this.disk = seat.disk;
    this.slowness = new Slowness(seat.effects.setTimer);
    this.voter = readBallot === null ? null
      : new DoubleVoter(readBallot, seat.keyring, (to, message) => this.utter(to, message));
    this.withholding = readChain === null ? null : this.withholdingBy(readChain);
    this.inner = create(this.seatOf(seat));
  }

  /** Who has lost its disk has forgotten what it hid. */
  private withholdingBy(readChain: ReadChain): Withholding {
    const { conduct, parts: { seat } } = this;
    const show: Show = (messages, height, wasKept) => {
      if (wasKept) seat.effects.record(consensusHiddenShown, { height, blocks: messages.length });
      for (const message of messages) for (const to of this.others) this.utter(to, message);
    };
    const kept = seat.disk === null ? null : conduct.withholding;
    conduct.withholding = kept?.resume(show) ?? new Withholding(seat.self, readChain, show);
    return conduct.withholding;
  }

  start(now: Micros): void {
    this.now = now;
    this.inner.start(now);
  }

  onMessage(from: number, message: Wire, now: Micros): void {
    this.attend(now);
    const { collusion } = this.parts;
    if (this.conduct.votesTwice) this.voter?.hears(from, message);
    const isOfSecond = collusion.isOfSecond(message);
    this.withholding?.hears(message);
    if (!isOfSecond || collusion.isOpen) this.inner.onMessage(from, message, now);
    if (isOfSecond || collusion.isHeardBySecond(from)) this.twin?.onMessage(from, message, now);
    this.settle();
  }

  onTimer(timer: string, now: Micros): void {
    const { inner, twin, parts: { workTimers } } = this;
    this.attend(now);
    if (this.slowness.fires(timer, now)) return;
    const isOfTwin = SecondLife.owns(timer);
    // Begun anew just now, a life has not set this one: it was its predecessor's.
    if (isOfTwin ? this.twin !== twin : this.inner !== inner) return this.settle();
    if (isOfTwin) twin?.onTimer(timer, now, this.inner);
    // It has no work to spare for the chain that everybody works on.
    else if (this.twin?.worksApart !== true || !workTimers.includes(timer)) this.inner.onTimer(timer, now);
    this.settle();
  }

  onPending(now: Micros): void {
    this.attend(now);
    this.inner.onPending(now);
    this.twin?.onPending(now);
    this.settle();
  }

  onWish(about: number, choice: 'add' | 'drop' | 'none', now: Micros): void {
    this.attend(now);
    this.inner.onWish?.(about, choice, now);
    this.twin?.onWish(about, choice, now);
  }

  countIdle(now: Micros): void {
    this.inner.countIdle(now);
  }

  status(): Status {
    return this.inner.status();
  }

  rest(members: readonly number[], now: Micros): void {
    this.inner.rest?.(members, now);
  }

  stir(now: Micros): void {
    this.now = now;
    this.inner.stir?.(now);
    this.twin?.stir(now);
  }

  /** The protocol's own place, with this between it and the others. */
  private seatOf(seat: Seat): Seat {
    const { effects, application } = seat;
    const { collusion } = this.parts;
    const spend = (): DoubleSpend | null =>
      (this.withholding?.rule instanceof DoubleSpend ? this.withholding.rule : null);
    return { ...seat,
      application: {
        hasPending: (parent) => application.hasPending(parent) || spend()?.isOn === true,
        propose: (height, at, parent, vote) => application.propose(height, at, parent, vote),
        accept: (height, payload, parent) => spend()?.shuns({ payload }) !== true
          && application.accept(height, payload, parent),
      },
      effects: {
        ...effects,
        send: (to, message) => this.send(to, message),
        broadcast: (message) => this.broadcast(message),
        pulse: (to, message, sentAt) => this.pulse(to, message, sentAt),
        setTimer: (timer, at) => {
          this.timers.add(timer);
          effects.setTimer(timer, at);
        },
        persist: (state) => {
          this.disk = state;
          effects.persist(state);
        },
        adopt: (height, payload, weight) => {
          collusion.publicIs(weight);
          effects.adopt?.(height, payload, weight);
        },
        decide: (height, payload, certificate) => {
          effects.decide(height, payload, certificate);
          this.conduct.pasts.decided(height);
        },
      } };
  }

  /** Its own machine once more, from its disk: what it shunned it takes for valid again. */
  private beginAnew(): void {
    const { create, seat } = this.parts;
    for (const timer of this.timers) seat.effects.cancelTimer(timer);
    this.timers.clear();
    this.inner = create(this.seatOf({ ...seat, disk: this.disk, isRestarted: true }));
    this.inner.start(this.now);
  }

  /** What the conduct has become since the last thing that happened here. */
  private attend(now: Micros): void {
    this.now = now;
    this.withhold();
    const { conduct: { rewritesFrom: from, pasts }, parts } = this;
    const leads = parts.collusion.equivocates(parts.seat.self);
    if (!leads || this.twin?.isOf(from) === false) this.endSecond();
    if (leads && this.twin === null) {
      this.twin = SecondLife.begin(parts, { disk: pasts.at(from, this.disk), from },
        (to, message) => this.utter(to, message));
      this.twin?.start(now);
    }
  }

  /** The first life goes on alone: what it let pass it takes up again. */
  private endSecond(): void {
    const { twin } = this;
    if (twin === null) return;
    this.twin = null;
    twin.end();
    if (twin.worksApart) this.beginAnew();
  }

  private withhold(): void {
    const { withholding, conduct: { minesSelfishly, doubleSpends } } = this;
    if (withholding === null) return;
    const { rule } = withholding;
    const isSpending = rule instanceof DoubleSpend;
    if (doubleSpends ? isSpending : (rule !== null && !isSpending) === minesSelfishly && !isSpending) return;
    withholding.end();
    if (isSpending) this.beginAnew();
    if (doubleSpends) withholding.rule = new DoubleSpend(withholding, this.parts.spending, this.conduct.spend);
    else if (minesSelfishly) withholding.rule = new SelfishMining(withholding);
  }

  /** What came of it: what was found is shown or kept, and there may be more to do. */
  private settle(): void {
    const { withholding, now } = this;
    this.conduct.pasts.keep(this.disk);
    if (withholding === null) return;
    withholding.settle();
    if (withholding.rule instanceof DoubleSpend && withholding.rule.isOn) this.inner.onPending(now);
  }

  private send(to: number, message: Wire): void {
    if (this.withholding?.keeps(message) === true) return;
    if (to === this.parts.seat.self) return this.twin?.hearsFirst(message);
    if (!this.speaksTo(to)) return;
    if (this.conduct.votesTwice && this.voter !== null) this.voter.votesTo(to, message);
    else this.utter(to, message);
  }

  private broadcast(message: Wire): void {
    const { conduct, parts: { seat } } = this;
    if (this.withholding?.keeps(message) === true) return;
    if (conduct.isHonest) return seat.effects.broadcast(message);
    const others = this.others.filter((to) => this.speaksTo(to));
    if (conduct.votesTwice && this.voter?.votes(others, message) === true) return;
    for (const to of others) this.utter(to, message);
  }

  /** A heartbeat that a slow one sends late has not arrived before now, whenever it was due. */
  private pulse(to: number, message: Wire, sentAt: Micros): boolean {
    const { conduct, parts: { seat } } = this;
    if (conduct.isSilent || !this.speaksTo(to)) return true;
    if (conduct.slowByMicros === 0) return seat.effects.pulse(to, message, sentAt);
    this.slowness.hold(this.now + conduct.slowByMicros,
      (now) => void seat.effects.pulse(to, message, now));
    return true;
  }

  /** Its first life leaves the second half of the honest to the second. */
  private speaksTo(to: number): boolean {
    const { collusion } = this.parts;
    return this.twin === null || collusion.isOpen || collusion.equivocates(to) || !collusion.isSecondHalf(to);
  }

  private utter(to: number, message: Wire): void {
    const { conduct, parts: { seat } } = this;
    if (conduct.isSilent) return;
    if (conduct.slowByMicros === 0) return seat.effects.send(to, message);
    this.slowness.hold(this.now + conduct.slowByMicros, () => seat.effects.send(to, message));
  }
}
