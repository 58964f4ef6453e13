import type { Kernel } from '../kernel/kernel.ts';
import { formatMoment } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import { assert } from '../kernel/assert.ts';
import {
  badgeLeft, sessionBorrowed, sessionLeft, sessionLocked, sessionOpened, sessionRefused,
  sessionResumed, sessionTakenOver,
} from '../health/entries.ts';
import type { Person } from './cast.ts';
import type { Desk } from './desk.ts';
import { EVENT } from './event-kinds.ts';
import { SigningsIn } from './signing-in.ts';
import type { AtDesk, Means, SigningIn, SignInTimes } from './signing-in.ts';
import { Workstations } from './workstations.ts';
import type { WorkstationPlan } from './workstations.ts';

export interface DesksOptions {
  readonly workstations: readonly WorkstationPlan[];
  readonly locksAfterMicros: Micros;
  readonly signIn: SignInTimes;
}

/**
 * Workstations are physical: a person is at one of them at most, walks away, sits down at another's
 * open session. What moves someone is recorded, and what follows names it as its cause.
 */
export class Desks {
  private readonly workstations: Workstations;
  private readonly places = new Map<string, Desk>();
  private readonly signings: SigningsIn;
  private readonly names = new Set<string>();
  private readonly kernel: Kernel;

  constructor(kernel: Kernel, { workstations, locksAfterMicros, signIn }: DesksOptions) {
    this.kernel = kernel;
    this.workstations = new Workstations(workstations, locksAfterMicros);
    this.signings = new SigningsIn(kernel, signIn, (desk, { person, owner, means }) =>
      this.openSession(desk, person, owner, means));
    kernel.on(EVENT.idleLock, (_target, _a, ref) => this.lockIdle(ref as Desk));
  }

  /** Every desk with an open session, workstations first. */
  inUse(): Desk[] {
    return this.workstations.inUse();
  }

  at(workstation: string): Desk {
    return this.workstations.at(workstation);
  }

  /**
   * The person works as herself at the named workstation, or at the first free one of her place:
   * at once where she is signed in, else when she has done so.
   */
  use(person: Person, workstation: string | null, then: AtDesk): void {
    const desk = workstation === null ? this.usual(person) : this.at(workstation);
    const { signingIn } = desk;
    if (signingIn?.person === person && signingIn.owner === person) this.wait(signingIn, then);
    else if (desk.sitter === person && desk.session?.owner === person) then(desk);
    else {
      this.arrive(person, desk);
      if (desk.session?.owner === person) {
        this.resume(desk, person);
        then(desk);
      } else {
        if (desk.session !== null) this.signOut(desk, `${person.name} signs in`);
        this.begin(desk, person, person, this.signings.unsaid, then);
      }
    }
  }

  /**
   * Someone sits down. Another's open session is theirs to use as it is, and so is a badge left in
   * the reader; a closed screen is signed in to as themselves; a seat that is taken stays taken,
   * unless by someone in one's own session.
   */
  sit(person: Person, workstation: string, then: AtDesk): void {
    const desk = this.at(workstation);
    const { session, badge } = desk;
    if (desk.sitter === person) {
      if (desk.signingIn === null) then(desk);
      else this.wait(desk.signingIn, then);
    } else if (session?.owner === person) this.use(person, workstation, then);
    else if (this.isTaken(person, desk)) return;
    else if (session === null && (badge === null || badge.owner === person)) {
      this.use(person, workstation, then);
    } else {
      this.arrive(person, desk);
      if (session === null) this.openSession(desk, person, badge?.owner ?? person, 'badge');
      else this.takeOver(desk, person);
      then(desk);
    }
  }

  /** Someone signs in, as herself or as another, and ends whatever session was open there. */
  signIn(person: Person, owner: Person, workstation: string, by: Means | null, then: AtDesk): void {
    const desk = this.at(workstation);
    if (this.isTaken(person, desk)) return;
    const means = by ?? (person === owner ? this.signings.usual : 'password');
    this.arrive(person, desk);
    if (desk.session !== null) this.signOut(desk, `${person.name} signs in`);
    this.begin(desk, person, owner, means, then);
  }

  /** Walking away; whoever was not there was, since the story says that she leaves. */
  leave(person: Person, workstation: string, locked: boolean, badge: boolean): void {
    const desk = this.at(workstation);
    if (this.isTaken(person, desk)) return;
    if (desk.sitter === null) {
      this.arrive(person, desk);
      if (desk.session?.owner === person) this.resume(desk, person);
      else {
        if (desk.session !== null) this.signOut(desk, `${person.name} signs in`);
        this.begin(desk, person, person, null, () => undefined);
      }
    }
    this.walkAway(desk, locked);
    if (!badge) return;
    const row = this.record(badgeLeft, desk, { person: person.name, workstation: desk.name });
    desk.badge = { owner: person, row };
  }

  /** Whoever sits there locks the screen: the session is over, and its charts are closed. */
  lock(person: Person, workstation: string): void {
    const desk = this.seatOf(person, workstation);
    if (desk === null) return;
    this.places.delete(person.name);
    this.signOut(desk, `${person.name} locks it`);
  }

  /** The desk where the person sits at an open session; null, and said, where she does not. */
  seatOf(person: Person, workstation: string): Desk | null {
    const desk = this.at(workstation);
    if (desk.sitter === person && desk.session !== null) return desk;
    this.refuse(person, desk, `${person.name} is not signed in there`);
    return null;
  }

  /** At the end of a shift people sign out; a screen left open before stays as it was left. */
  goHome(person: Person): void {
    const desk = this.places.get(person.name);
    if (desk !== undefined) this.walkAway(desk, true);
  }

  refuse(person: Person, desk: Desk, why: string): void {
    this.record(sessionRefused, desk, { person: person.name, workstation: desk.name, why });
  }

  private isTaken(person: Person, desk: Desk): boolean {
    const { sitter } = desk;
    if (sitter === null || sitter === person) return false;
    this.refuse(person, desk, `${sitter.name} sits there`);
    return true;
  }

  /** Comes to a desk: leaves her own behind locked, and whoever sat here makes room. */
  private arrive(person: Person, desk: Desk): void {
    const before = this.places.get(person.name);
    if (before !== undefined && before !== desk) this.walkAway(before, true);
    if (desk.sitter !== null && desk.sitter !== person) this.walkAway(desk, false);
    // Whoever begins to sign in anew has not waited for the last time.
    if (desk.signingIn !== null) this.giveUp(desk);
    if (desk.badge?.owner === person) desk.badge = null;
    this.places.set(person.name, desk);
  }

  private begin(desk: Desk, person: Person, owner: Person, means: Means | null,
    then: AtDesk): void {
    if (means === null) {
      this.openSession(desk, person, owner, 'password');
      then(desk);
      return;
    }
    // Whose badge is in another reader has to type.
    const by = this.workstations.hasBadgeOf(owner) ? 'password' : means;
    this.wait(this.signings.begin(desk, person, owner, by), then);
  }

  private wait(signing: SigningIn, then: AtDesk): void {
    signing.waiting.push({ cause: this.kernel.cause, then });
  }

  private openSession(desk: Desk, sitter: Person, owner: Person, means: Means): void {
    desk.session = { id: this.nameOf(desk), owner, screen: [] };
    desk.sitter = sitter;
    const session = desk.session.id;
    if (sitter === owner) {
      this.record(sessionOpened, desk, { session, person: owner.name, workstation: desk.name });
      return;
    }
    desk.left = this.record(sessionBorrowed, desk, {
      session, person: sitter.name, owner: owner.name, workstation: desk.name, means,
      enabledBy: desk.badge?.owner === owner ? desk.badge.row : NONE,
    });
  }

  /** By where and when, so that a session more elsewhere changes the name of none. */
  private nameOf(desk: Desk): string {
    const base = `${desk.name} ${formatMoment(this.kernel.now)}`;
    let name = base;
    for (let again = 2; this.names.has(name); again += 1) name = `${base} (${again})`;
    this.names.add(name);
    return name;
  }

  private takeOver(desk: Desk, person: Person): void {
    assert(desk.session !== null, 'only an open session is taken over');
    this.record(sessionTakenOver, desk, {
      session: desk.session.id, person: person.name, owner: desk.session.owner.name,
      workstation: desk.name, enabledBy: desk.left,
    });
    desk.sitter = person;
    this.startIdleClock(desk);
  }

  private walkAway(desk: Desk, locked: boolean): void {
    const { session, sitter } = desk;
    assert(sitter !== null, 'whoever walks away sat there');
    this.places.delete(sitter.name);
    desk.sitter = null;
    if (session === null) {
      this.giveUp(desk);
      return;
    }
    const row = this.record(sessionLeft, desk, {
      session: session.id, person: sitter.name, workstation: desk.name, locked: locked ? 1 : 0,
    });
    if (locked) this.close(desk);
    else {
      desk.left = row;
      this.startIdleClock(desk);
    }
  }

  /** What waited for the session is not done, and that is said. */
  private giveUp(desk: Desk): void {
    const signing = this.signings.giveUp(desk);
    if (signing !== null) this.refuse(signing.person, desk, 'the sign-in was not finished');
  }

  private resume(desk: Desk, person: Person): void {
    assert(desk.session !== null, 'only an open session is resumed');
    this.cancelLock(desk);
    desk.sitter = person;
    desk.left = NONE;
    this.record(sessionResumed, desk, {
      session: desk.session.id, person: person.name, workstation: desk.name,
    });
  }

  private lockIdle(desk: Desk): void {
    desk.lock = null;
    if (desk.session === null || desk.sitter === desk.session.owner) return;
    if (desk.sitter !== null) this.places.delete(desk.sitter.name);
    this.signOut(desk, 'idle');
  }

  private signOut(desk: Desk, why: string): void {
    assert(desk.session !== null, 'only an open session is ended');
    this.record(sessionLocked, desk, { session: desk.session.id, workstation: desk.name, why });
    this.close(desk);
  }

  private close(desk: Desk): void {
    this.cancelLock(desk);
    desk.session = null;
    desk.sitter = null;
    desk.left = NONE;
  }

  private startIdleClock(desk: Desk): void {
    this.cancelLock(desk);
    desk.lock = this.kernel.schedule(
      this.kernel.now + desk.locksAfterMicros, EVENT.idleLock, 0, 0, desk);
  }

  private cancelLock(desk: Desk): void {
    if (desk.lock !== null) this.kernel.cancel(desk.lock);
    desk.lock = null;
  }

  /** What happens next in this moment comes from it. */
  private record(kind: Parameters<Kernel['record']>[0], desk: Desk,
    values: Parameters<Kernel['record']>[2]): Row {
    const row = this.kernel.record(kind, desk.name, values);
    this.kernel.cause = row;
    return row;
  }

  private usual(person: Person): Desk {
    const here = this.places.get(person.name);
    const mine = here?.session?.owner ?? here?.signingIn?.owner;
    if (here !== undefined && mine === person) return here;
    return this.workstations.freeFor(person);
  }
}
