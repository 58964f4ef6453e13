import type { Kernel } from '../kernel/kernel.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Knowledge } from '../access/knowledge.ts';
import { exposureClosed, exposureGlassOpened, exposureOpened } from '../access/entries.ts';
import type { Cast, Patient, Person } from './cast.ts';
import { isOnShift, nextShiftChange } from './clock.ts';
import { decide } from './deciding.ts';
import type { Models } from './deciding.ts';
import type { Erasures } from './erasures.ts';
import { EVENT } from './event-kinds.ts';
import type { MemberNode } from './node.ts';

export interface ExposureHost {
  readonly kernel: Kernel;
  readonly cast: Cast;
  readonly models: Models;
  readonly knowledge: Knowledge;
  readonly endsAt: Micros;
  readonly erasures: Erasures;
  nodeOf(member: number): MemberNode;
  purposeOf(person: Person, patient: Patient): string;
}

/**
 * Who could read what nobody needs them to see, kept current: a (person, chart) pair is open while
 * an ordinary request, from a session the person can open now, would be permitted by the
 * custodian's node for some record outside the person's needs (DESIGN 4).
 */
export class Exposure {
  private readonly openPairs = new Set<string>();
  /** Pairs ever within reach of broken glass; these do not close (a number of its own). */
  private readonly glassPairs = new Set<string>();
  private readonly host: ExposureHost;

  constructor(host: ExposureHost) {
    this.host = host;
    host.kernel.on(EVENT.shiftChange, (target) => this.changeShift(target));
  }

  start(): void {
    this.host.cast.people.forEach((_person, index) => this.watchShift(index));
    this.refresh();
  }

  refresh(): void {
    for (const person of this.host.cast.people) this.refreshPerson(person);
  }

  private changeShift(index: number): void {
    const person = this.host.cast.people[index];
    if (person !== undefined) this.refreshPerson(person);
    this.watchShift(index);
  }

  private watchShift(index: number): void {
    const { kernel, cast, endsAt } = this.host;
    const shift = cast.people[index]?.shift ?? null;
    if (shift === null) return;
    const at = nextShiftChange(shift, kernel.now);
    if (at <= endsAt) kernel.schedule(at, EVENT.shiftChange, index, 0, null);
  }

  private refreshPerson(person: Person): void {
    const { kernel, cast } = this.host;
    for (const patient of cast.patients) {
      const key = `${person.name}>${patient.name}`;
      if (!this.glassPairs.has(key) && this.couldRead(person, patient, true)) {
        this.glassPairs.add(key);
        kernel.record(exposureGlassOpened, person.name,
          { person: person.name, patient: patient.name });
      }
      const open = this.couldRead(person, patient, false);
      if (open === this.openPairs.has(key)) continue;
      const kind = open ? exposureOpened : exposureClosed;
      kernel.record(kind, person.name, { person: person.name, patient: patient.name });
      if (open) this.openPairs.add(key);
      else this.openPairs.delete(key);
    }
  }

  private couldRead(person: Person, patient: Patient, glass: boolean): boolean {
    const { models, knowledge, kernel } = this.host;
    if (!isOnShift(person.shift, kernel.now)) return false;
    const custodian = this.host.nodeOf(patient.custodian);
    return patient.chart.sections.some((section) =>
      !this.host.erasures.isErased(custodian.name, patient.name, section)
      && !knowledge.needed(person.name, patient.name, section)
      && decide(custodian, models, {
        person, patient, section, custodian: custodian.name,
        purpose: glass ? 'emergency' : this.host.purposeOf(person, patient), onShift: true, glass,
      }).permit);
  }
}
