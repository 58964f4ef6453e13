import type { Kernel } from '../kernel/kernel.ts';
import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Ticket } from '../kernel/queue.ts';
import type { Row } from '../kernel/trace.ts';
import type { Knowledge } from '../access/knowledge.ts';
import { exposureClosed, exposureGlassOpened, exposureOpened } from '../access/entries.ts';
import type { Cast, Patient, Person } from './cast.ts';
import { isOnShift, nextShiftChange } from './clock.ts';
import { decide } from './deciding.ts';
import { chartParts, isSame, personParts } from './exposure-basis.ts';
import type { Basis, Parts } from './exposure-basis.ts';
import { isCopied } from './holdings.ts';
import { purposeByRole } from './purpose.ts';
import type { Models } from './deciding.ts';
import type { Extras } from './extras.ts';
import { EVENT } from './event-kinds.ts';
import type { MemberNode } from './node.ts';

export interface ExposureHost {
  readonly kernel: Kernel;
  readonly cast: Cast;
  readonly models: Models;
  readonly knowledge: Knowledge;
  readonly endsAt: Micros;
  readonly extras: Pick<Extras, 'erasures'>;
  nodeOf(member: number): MemberNode;
  purposeOf(person: Person, patient: Patient): string;
  /** The person's shift is over. */
  shiftEnded(person: Person): void;
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
  /** What each pair was last looked at with. */
  private readonly bases = new Map<string, Basis>();
  private readonly charts = new Map<Patient, Parts>();
  /** The next change of each person's shift, by her place in the cast. */
  private readonly shifts = new Map<number, Ticket>();
  private readonly host: ExposureHost;

  constructor(host: ExposureHost) {
    this.host = host;
    host.kernel.on(EVENT.shiftChange, (target) => this.changeShift(target));
  }

  start(): void {
    this.host.cast.people.forEach((_person, index) => this.watchShift(index));
    this.refresh(NONE);
  }

  /** The next look at every pair is a whole one: for the twin that takes nothing for granted. */
  forget(): void {
    this.bases.clear();
  }

  /** `row` is the outcome that may have changed it; all charts, or those that one node keeps. */
  refresh(row: Row, node: MemberNode | null = null): void {
    for (const patient of this.host.cast.patients) {
      const concerns = node === null || patient.keepers.some(({ member }) => member === node.index)
        || this.host.cast.people.some((person) => person.member === node.index);
      if (!concerns) continue;
      const chart = this.chart(patient);
      for (const person of this.host.cast.people) this.refreshPair(person, patient, chart, row);
    }
  }

  /** The node's clock was set: by it shifts begin and end at other moments. */
  clockChanged(node: MemberNode): void {
    this.host.cast.people.forEach((person, index) => {
      if (person.member !== node.index) return;
      const ticket = this.shifts.get(index);
      if (ticket !== undefined) this.host.kernel.cancel(ticket);
      this.watchShift(index);
    });
  }

  private changeShift(index: number): void {
    const { cast, kernel } = this.host;
    const person = cast.people[index];
    assert(person !== undefined, 'a shift is somebody\'s');
    const isOver = !isOnShift(person.shift, kernel.now) && isOnShift(person.shift, kernel.now - 1);
    if (isOver) this.host.shiftEnded(person);
    for (const patient of cast.patients) {
      this.refreshPair(person, patient, this.chart(patient), NONE);
    }
    this.watchShift(index);
  }

  /** People come and go by the time that it is; what they may read goes by their node's clock. */
  private watchShift(index: number): void {
    const { kernel, cast, endsAt } = this.host;
    const person = cast.people[index];
    if (person === undefined || person.shift === null) return;
    const { localNow } = this.host.nodeOf(person.member);
    const at = kernel.now + Math.min(nextShiftChange(person.shift, kernel.now) - kernel.now,
      nextShiftChange(person.shift, localNow) - localNow);
    if (at > endsAt) this.shifts.delete(index);
    else this.shifts.set(index, kernel.schedule(at, EVENT.shiftChange, index, 0, null, NONE));
  }

  /** The same parts again as long as they are equal. */
  private chart(patient: Patient): Parts {
    const parts = chartParts(this.host, patient);
    const before = this.charts.get(patient);
    if (before !== undefined && isSame(before, parts)) return before;
    this.charts.set(patient, parts);
    return parts;
  }

  private refreshPair(person: Person, patient: Patient, chart: Parts, row: Row): void {
    const key = `${person.name}>${patient.name}`;
    const parts = personParts(this.host, person, patient);
    const before = this.bases.get(key);
    if (before?.chart === chart && isSame(before.person, parts)) return;
    this.bases.set(key, { chart, person: parts });
    if (!this.glassPairs.has(key) && this.couldRead(person, patient, true)) {
      this.glassPairs.add(key);
      this.host.kernel.record(
        exposureGlassOpened, person.name, { person: person.name, patient: patient.name }, row);
    }
    const isOpen = this.couldRead(person, patient, false);
    if (isOpen === this.openPairs.has(key)) return;
    const kind = isOpen ? exposureOpened : exposureClosed;
    this.host.kernel.record(kind, person.name, { person: person.name, patient: patient.name }, row);
    if (isOpen) this.openPairs.add(key);
    else this.openPairs.delete(key);
  }

  /** An ordinary request states what the role is for, or what the person truly needs it for. */
  private couldRead(person: Person, patient: Patient, glass: boolean): boolean {
    const { knowledge, extras: { erasures } } = this.host;
    const purposes = glass ? ['emergency']
      : [...new Set([purposeByRole(person), this.host.purposeOf(person, patient)])];
    return patient.keepers.some((keeper) => {
      const custodian = this.host.nodeOf(keeper.member);
      return keeper.sections.some((section) =>
        erasures?.isErased(custodian, patient, section) !== true
        && !knowledge.needed(person.name, patient.name, section)
        && purposes.some((purpose) =>
          this.isPermitted(person, patient, section, custodian, purpose, glass)));
    });
  }

  /** By the custodian's node, or by the person's own over a copy that it keeps. */
  private isPermitted(person: Person, patient: Patient, section: string,
    custodian: MemberNode, purpose: string, glass: boolean): boolean {
    const { models } = this.host;
    const own = this.host.nodeOf(person.member);
    const question = {
      person, patient, section, custodian: custodian.name, purpose, glass,
      onShift: isOnShift(person.shift, own.localNow),
    };
    const decider = isCopied(own, patient, section, custodian.name) ? own : custodian;
    // What she asks, she asks through her own node.
    return own.isUp && decider.isUp && decide(decider, models, question).decision.permit;
  }
}
