import type { Kernel } from '../kernel/kernel.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import { assert } from '../kernel/assert.ts';
import {
  sessionLeft, sessionLocked, sessionOpened, sessionRefused, sessionResumed, sessionTakenOver,
} from '../health/entries.ts';
import type { Person } from './cast.ts';
import { EVENT } from './event-kinds.ts';
import type { Shown } from './screen.ts';

/** A signed-in session: whoever sits there acts as its owner. */
export interface Session {
  readonly id: string;
  readonly owner: Person;
  /** What the screen shows: sections of one chart at a time, in the order they came. */
  screen: Shown[];
}

export interface Desk {
  readonly name: string;
  readonly member: number;
  readonly locksAfterMicros: Micros;
  session: Session | null;
  /** Who is in front of the screen. */
  sitter: Person | null;
  /** The outcome of its owner walking away unlocked, while that lasts. */
  left: Row;
  lock: number | null;
}

/**
 * Workstations are physical: a person is at one of them at most, walks away, sits down at another's
 * open session. What moves someone is recorded, and what follows names it as its cause.
 */
export class Desks {
  private readonly workstations = new Map<string, Desk>();
  /** A person's own device, where a place has no free workstation; it never stands unattended. */
  private readonly devices = new Map<string, Desk>();
  private readonly places = new Map<string, Desk>();
  private opened = 0;
  private readonly kernel: Kernel;
  private readonly locksAfterMicros: Micros;

  constructor(
    kernel: Kernel,
    workstations: readonly { name: string; member: number; locksAfterMicros: Micros | null }[],
    locksAfterMicros: Micros,
  ) {
    this.kernel = kernel;
    this.locksAfterMicros = locksAfterMicros;
    for (const { name, member, locksAfterMicros: own } of workstations) {
      this.workstations.set(name, empty(name, member, own ?? locksAfterMicros));
    }
    kernel.on(EVENT.idleLock, (_target, _a, ref) => this.lock(ref as Desk));
  }

  /** The person works as herself at the named workstation, or at the first free one of her place. */
  use(person: Person, workstation: string | null): Desk {
    const desk = workstation === null ? this.usual(person) : this.at(workstation);
    if (desk.sitter === person && desk.session?.owner === person) return desk;
    this.arrive(person, desk);
    if (desk.session?.owner === person) this.resume(desk, person);
    else {
      if (desk.session !== null) this.signOut(desk, `${person.name} signs in`);
      this.open(desk, person);
    }
    return desk;
  }

  /**
   * Someone sits down. Another's open session is theirs to use as it is; a closed screen is signed
   * in to as themselves; a seat that is taken stays taken, unless by someone in one's own session.
   * Null: there was no sitting down.
   */
  sit(person: Person, workstation: string): Desk | null {
    const desk = this.at(workstation);
    if (desk.sitter === person) return desk;
    const { session, sitter } = desk;
    if (session === null || session.owner === person) return this.use(person, workstation);
    if (sitter !== null) {
      this.record(sessionRefused, desk, {
        person: person.name, workstation: desk.name, why: `${sitter.name} sits there`,
      });
      return null;
    }
    this.arrive(person, desk);
    this.record(sessionTakenOver, desk, {
      session: session.id, person: person.name, owner: session.owner.name,
      workstation: desk.name, enabledBy: desk.left,
    });
    desk.sitter = person;
    this.startIdleClock(desk);
    return desk;
  }

  /** Walking away; whoever was not there was, since the story says that she leaves. */
  leave(person: Person, workstation: string, locked: boolean): void {
    const desk = this.at(workstation);
    if (desk.sitter !== null && desk.sitter !== person) {
      this.record(sessionRefused, desk, {
        person: person.name, workstation: desk.name, why: `${desk.sitter.name} sits there`,
      });
      return;
    }
    if (desk.sitter === null) this.use(person, workstation);
    this.walkAway(desk, locked);
  }

  /** At the end of a shift people sign out; a screen left open before stays as it was left. */
  goHome(person: Person): void {
    const desk = this.places.get(person.name);
    if (desk !== undefined) this.walkAway(desk, true);
  }

  /** Someone used the session: an intruder's activity puts the idle lock off. */
  touch(desk: Desk): void {
    if (desk.session !== null && desk.sitter !== desk.session.owner) this.startIdleClock(desk);
  }

  /** Comes to a desk: leaves her own behind locked, and whoever sat here makes room. */
  private arrive(person: Person, desk: Desk): void {
    const before = this.places.get(person.name);
    if (before !== undefined && before !== desk) this.walkAway(before, true);
    if (desk.sitter !== null && desk.sitter !== person) this.walkAway(desk, false);
    this.places.set(person.name, desk);
  }

  private walkAway(desk: Desk, locked: boolean): void {
    const { session, sitter } = desk;
    assert(session !== null && sitter !== null, 'whoever walks away sat at an open session');
    const row = this.record(sessionLeft, desk, {
      session: session.id, person: sitter.name, workstation: desk.name, locked: locked ? 1 : 0,
    });
    this.places.delete(sitter.name);
    desk.sitter = null;
    if (locked) this.close(desk);
    else {
      desk.left = row;
      this.startIdleClock(desk);
    }
  }

  private open(desk: Desk, person: Person): void {
    this.opened += 1;
    const session: Session = { id: `session-${this.opened}`, owner: person, screen: [] };
    desk.session = session;
    desk.sitter = person;
    this.record(sessionOpened, desk, {
      session: session.id, person: person.name, workstation: desk.name,
    });
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

  private lock(desk: Desk): void {
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
    if (here !== undefined && here.session?.owner === person) return here;
    for (const desk of this.workstations.values()) {
      const isFree = desk.session === null || desk.session.owner === person;
      if (desk.member === person.member && isFree) return desk;
    }
    return this.deviceOf(person);
  }

  private deviceOf(person: Person): Desk {
    const known = this.devices.get(person.name);
    if (known !== undefined) return known;
    const device = empty(`${person.name}'s device`, person.member, this.locksAfterMicros);
    this.devices.set(person.name, device);
    return device;
  }

  private at(workstation: string): Desk {
    const desk = this.workstations.get(workstation);
    assert(desk !== undefined, `${workstation} is a workstation of the scenario`);
    return desk;
  }
}

function empty(name: string, member: number, locksAfterMicros: Micros): Desk {
  return { name, member, locksAfterMicros, session: null, sitter: null, left: NONE, lock: null };
}
