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

/** A signed-in session: whoever sits there acts as its owner. */
export interface Session {
  readonly id: string;
  readonly owner: Person;
}

export interface Desk {
  readonly name: string;
  readonly member: number;
  readonly locksAfterMicros: Micros;
  session: Session | null;
  /** Who is in front of the screen, signed in or not. */
  sitter: Person | null;
  /** The outcome of walking away unlocked, while it lasts. */
  left: Row;
  lock: number | null;
}

/** Workstations are physical: someone sits, walks away, sits down at another's open session. */
export class Desks {
  private readonly byName = new Map<string, Desk>();
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
      this.add(name, member, own ?? locksAfterMicros);
    }
    kernel.on(EVENT.idleLock, (_target, _a, ref) => this.lock(ref as Desk));
  }

  /** The person works at the named workstation, or at the first one of her place. */
  use(person: Person, workstation: string | null): Desk {
    const desk = workstation === null ? this.usual(person) : this.at(workstation);
    this.cancelLock(desk);
    if (desk.session?.owner === person && desk.sitter === person) return desk;
    if (desk.session?.owner === person) this.resume(desk, person);
    else this.open(desk, person);
    return desk;
  }

  leave(person: Person, workstation: string, locked: boolean): void {
    const desk = this.use(person, workstation);
    const session = desk.session;
    assert(session !== null, 'whoever leaves a workstation had a session there');
    const row = this.kernel.record(sessionLeft, desk.name, {
      session: session.id, person: person.name, workstation: desk.name, locked: locked ? 1 : 0,
    });
    desk.sitter = null;
    if (locked) this.close(desk);
    else {
      desk.left = row;
      this.startIdleClock(desk);
    }
  }

  /**
   * Someone sits down. An open session is theirs to use as it is; otherwise they sign in as
   * themselves. A locked screen gives nothing away: they sign in as themselves too.
   */
  sit(person: Person, workstation: string): Desk {
    const desk = this.at(workstation);
    const { session } = desk;
    if (session !== null && session.owner !== person && desk.sitter === null) {
      this.kernel.record(sessionTakenOver, desk.name, {
        session: session.id, person: person.name, owner: session.owner.name,
        workstation: desk.name, enabledBy: desk.left,
      });
      desk.sitter = person;
      this.touch(desk);
      return desk;
    }
    if (session !== null && desk.sitter !== null && desk.sitter !== person) {
      this.kernel.record(sessionRefused, desk.name, {
        person: person.name, workstation: desk.name, why: `${desk.sitter.name} sits there`,
      });
      return this.usualApart(person, desk);
    }
    return this.use(person, workstation);
  }

  /** Activity at an unattended owner's session puts its idle lock off. */
  touch(desk: Desk): void {
    if (desk.session !== null && desk.sitter !== desk.session.owner) this.startIdleClock(desk);
  }

  private open(desk: Desk, person: Person): void {
    if (desk.session !== null) this.close(desk);
    this.opened += 1;
    const session = { id: `session-${this.opened}`, owner: person };
    desk.session = session;
    desk.sitter = person;
    this.kernel.record(sessionOpened, desk.name, {
      session: session.id, person: person.name, workstation: desk.name,
    });
  }

  private resume(desk: Desk, person: Person): void {
    assert(desk.session !== null, 'only an open session is resumed');
    desk.sitter = person;
    desk.left = NONE;
    this.kernel.record(sessionResumed, desk.name, {
      session: desk.session.id, person: person.name, workstation: desk.name,
    });
  }

  private lock(desk: Desk): void {
    desk.lock = null;
    if (desk.session === null || desk.sitter === desk.session.owner) return;
    this.kernel.record(sessionLocked, desk.name, {
      session: desk.session.id, workstation: desk.name, why: 'idle',
    });
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

  private usual(person: Person): Desk {
    for (const desk of this.byName.values()) {
      if (desk.member === person.member && this.isFreeFor(desk, person)) return desk;
    }
    return this.ownDevice(person);
  }

  private usualApart(person: Person, taken: Desk): Desk {
    const other = this.usual(person);
    return this.use(person, (other === taken ? this.ownDevice(person) : other).name);
  }

  private isFreeFor(desk: Desk, person: Person): boolean {
    return desk.session === null || desk.session.owner === person;
  }

  /** A place without a free workstation: the person's own, which never stands unattended. */
  private ownDevice(person: Person): Desk {
    const name = `${person.name}-device`;
    return this.byName.get(name) ?? this.add(name, person.member, this.locksAfterMicros);
  }

  private at(workstation: string): Desk {
    const desk = this.byName.get(workstation);
    assert(desk !== undefined, `${workstation} is a workstation of the scenario`);
    return desk;
  }

  private add(name: string, member: number, locksAfterMicros: Micros): Desk {
    const desk: Desk = {
      name, member, locksAfterMicros, session: null, sitter: null, left: NONE, lock: null,
    };
    this.byName.set(name, desk);
    return desk;
  }
}
