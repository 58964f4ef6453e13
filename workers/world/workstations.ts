import type { Micros } from '../kernel/micros.ts';
import { assert } from '../kernel/assert.ts';
import type { Person } from './cast.ts';
import { emptyDesk } from './desk.ts';
import type { Desk } from './desk.ts';

export interface WorkstationPlan {
  readonly name: string;
  readonly member: number;
  readonly locksAfterMicros: Micros | null;
}

/** The screens that there are, in the order of their lines, and people's own devices after them. */
export class Workstations {
  private readonly named = new Map<string, Desk>();
  /** A person's own device, where a place has no free workstation; it never stands unattended. */
  private readonly devices = new Map<string, Desk>();
  private readonly locksAfterMicros: Micros;

  constructor(plan: readonly WorkstationPlan[], locksAfterMicros: Micros) {
    this.locksAfterMicros = locksAfterMicros;
    for (const { name, member, locksAfterMicros: own } of plan) {
      this.named.set(name, emptyDesk(name, member, own ?? locksAfterMicros));
    }
  }

  at(workstation: string): Desk {
    const desk = this.named.get(workstation);
    assert(desk !== undefined, `${workstation} is a workstation of the scenario`);
    return desk;
  }

  inUse(): Desk[] {
    return [...this.named.values(), ...this.devices.values()]
      .filter((desk) => desk.session !== null);
  }

  /** The first of her place where nobody else is signed in, or her own device. */
  freeFor(person: Person): Desk {
    for (const desk of this.named.values()) {
      const isFree = desk.session === null ? desk.signingIn === null
        : desk.session.owner === person;
      if (desk.member === person.member && isFree) return desk;
    }
    return this.deviceOf(person);
  }

  hasBadgeOf(person: Person): boolean {
    return [...this.named.values()].some(({ badge }) => badge?.owner === person);
  }

  private deviceOf(person: Person): Desk {
    const known = this.devices.get(person.name);
    if (known !== undefined) return known;
    const device = emptyDesk(`${person.name}'s device`, person.member, this.locksAfterMicros);
    this.devices.set(person.name, device);
    return device;
  }
}
