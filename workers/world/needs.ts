import type { Kernel } from '../kernel/kernel.ts';
import type { Knowledge } from '../access/knowledge.ts';
import { formatMoment } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Row } from '../kernel/trace.ts';
import { needBegan, needEnded, needMet } from '../health/entries.ts';
import type { Patient, Person } from './cast.ts';
import { EVENT } from './event-kinds.ts';
import { OccasionNames } from './occasion-names.ts';

export interface Need {
  readonly id: string;
  readonly person: Person;
  readonly patient: Patient;
  readonly sections: readonly string[];
  readonly purpose: string;
  readonly beganAt: Micros;
  readonly endsAt: Micros;
  readonly row: Row;
  /** Sections not yet shown since the need began. */
  readonly missing: Set<string>;
}

/** Ground truth: who needs to see what, from when to when. Policies never read it. */
export class Needs {
  private readonly open: Need[] = [];
  private readonly names = new OccasionNames('need');
  private readonly kernel: Kernel;
  private readonly lastsMicros: Micros;
  private readonly changed: (row: Row, person: Person) => void;
  private readonly knowledge: Knowledge;
  private readonly memberName: (index: number) => string;

  constructor(kernel: Kernel, knowledge: Knowledge, lastsMicros: Micros,
    memberName: (index: number) => string,
    changed: (row: Row, person: Person) => void) {
    this.kernel = kernel;
    this.lastsMicros = lastsMicros;
    this.changed = changed;
    this.knowledge = knowledge;
    this.memberName = memberName;
    kernel.on(EVENT.needEnd, (_target, _a, ref) => this.end(ref as Need));
  }

  begin(person: Person, patient: Patient, sections: readonly string[], purpose: string,
    withinMicros: Micros): void {
    const { kernel } = this;
    const id = this.names.next(person.name, patient.name, formatMoment(kernel.now));
    // A deadline later than the usual span of a need stretches the need to it.
    const endsAt = kernel.now + Math.max(this.lastsMicros, withinMicros);
    const row = kernel.record(needBegan, person.name, {
      need: id, person: person.name, patient: patient.name, sections: sections.join(', '),
      purpose, withinMicros, endsAt,
    });
    const need: Need = { id, person, patient, sections, purpose, beganAt: kernel.now, endsAt, row,
      missing: new Set(sections) };
    this.open.push(need);
    this.knowledge.beginNeed({
      need: id, patient: patient.name, sections,
      // An organisation's need is its people's.
      holders: [person.name, this.memberName(person.member)],
    });
    kernel.schedule(endsAt, EVENT.needEnd, 0, 0, need, row);
    this.changed(row, person);
  }

  /** What the person's open need of this chart is for; null without one. */
  purposeOf(person: string, patient: string): string | null {
    return this.open.find((need) => need.person.name === person && need.patient.name === patient)
      ?.purpose ?? null;
  }

  isFor(person: string, patient: string, purpose: string): boolean {
    return this.open.some((need) => need.person.name === person && need.patient.name === patient
      && need.purpose === purpose);
  }

  /** The person has the whole section before her eyes. */
  shown(person: string, patient: string, section: string): void {
    for (const need of this.open) {
      if (need.person.name !== person || need.patient.name !== patient) continue;
      if (!need.missing.delete(section) || need.missing.size > 0) continue;
      this.kernel.record(needMet, person, {
        need: need.id, person, patient, waitMicros: this.kernel.now - need.beganAt,
      });
    }
  }

  private end(need: Need): void {
    this.open.splice(this.open.indexOf(need), 1);
    this.knowledge.endNeed(need.id);
    const row = this.kernel.record(needEnded, need.person.name, {
      need: need.id, met: need.missing.size === 0 ? 1 : 0,
    }, need.row);
    this.changed(row, need.person);
  }
}
