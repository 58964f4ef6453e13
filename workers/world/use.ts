import type { Kernel } from '../kernel/kernel.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import { accessEnded } from '../access/entries.ts';
import { shiftEnded } from '../health/entries.ts';
import { recordNamed } from '../ledger/contracts/record-index.ts';
import type { Ask } from './ask.ts';
import type { Patient, Person } from './cast.ts';
import { isOnShift, nextShiftChange } from './clock.ts';
import type { Custody } from './custody.ts';
import type { Desk, Session } from './desk.ts';
import type { Desks } from './desks.ts';
import type { Faults } from './faults.ts';
import type { MemberNode } from './node.ts';
import type { RecordRequest } from './parcel.ts';
import { see } from './screen.ts';
import type { Shown } from './screen.ts';
import type { Viewing } from './viewing.ts';

export interface UseHost {
  readonly kernel: Kernel;
  readonly custody: Custody;
  readonly desks: Desks;
  readonly faults: Faults;
  readonly viewing: Viewing;
  nodeOf(member: number): MemberNode;
  memberNamed(name: string): number;
  purposeOf(person: Person, patient: Patient): string;
  /** The purpose is still hers: a need's, or her role's. */
  pursues(person: Person, patient: Patient, purpose: string): boolean;
}

/**
 * Use is decided anew while a session lasts (DESIGN 5; UCON's ongoing authorisation, Park & Sandhu
 * 2004): whenever an outcome may have changed what the holder's own node would permit, that node
 * decides again over what stands on its people's screens, and what it refuses leaves them. Nothing
 * is polled. What eyes have seen and vaults keep is not taken back.
 */
export class Use {
  private readonly shifts = new Map<Session, number>();
  private readonly shiftOver: number;
  private readonly host: UseHost;

  constructor(host: UseHost) {
    this.host = host;
    this.shiftOver = host.kernel.register((_target, _a, ref) => this.endShift(ref as Desk));
  }

  /** `row` may have changed what the node permits: to all of its people, or to one of them. */
  decideAgain(node: MemberNode, row: Row, person: Person | null = null): void {
    for (const desk of this.desksOf(node, person)) this.review(desk, () => row);
  }

  /** The node's clock was set: shifts end by the new time. */
  clockChanged(node: MemberNode, row: Row): void {
    for (const desk of this.desksOf(node, null)) {
      this.forget(desk);
      this.review(desk, () => row);
      this.watch(desk);
    }
  }

  /** Whoever looks sees what the node permits to the session's owner at this moment. */
  look(desk: Desk, viewer: Person): void {
    const { kernel } = this.host;
    this.review(desk, () => kernel.cause);
    const { session } = desk;
    if (session === null) return;
    const node = this.host.nodeOf(session.owner.member);
    for (const shown of session.screen) {
      const { ask, section, custodian } = shown;
      const outlived = this.isOutlived(node, this.requestNow(ask), section, custodian);
      see(desk, { ...shown, outlived }, viewer, this.host.viewing);
    }
  }

  /** Something is on the screen: it may not outlast its owner's shift. */
  watch(desk: Desk): void {
    const { session } = desk;
    if (session?.owner.shift === null || session === null) return;
    if (session.screen.length === 0 || this.shifts.has(session)) return;
    const { kernel } = this.host;
    const { localNow } = this.host.nodeOf(session.owner.member);
    const wait = nextShiftChange(session.owner.shift, localNow) - localNow;
    this.shifts.set(session, kernel.schedule(
      kernel.now + wait, this.shiftOver, 0, 0, desk, NONE));
  }

  /** The ask as its own node would be asked now; a purpose that is over is stated no more. */
  requestNow(ask: Ask): RecordRequest {
    const node = this.host.nodeOf(ask.principal.member);
    const { principal, patient, request } = ask;
    const isHers = request.glass || this.host.pursues(principal, patient, request.purpose);
    return {
      ...request, onShift: isOnShift(principal.shift, node.localNow),
      purpose: isHers ? request.purpose : this.host.purposeOf(principal, patient),
      height: node.replica.height,
    };
  }

  private desksOf(node: MemberNode, person: Person | null): Desk[] {
    return this.host.desks.inUse().filter(({ session }) => session?.owner.member === node.index
      && (person === null || session.owner === person));
  }

  /** A node that is down decides nothing; it does so when it is there again. */
  private review(desk: Desk, because: () => Row): void {
    const { session } = desk;
    if (session === null || session.screen.length === 0) return;
    const node = this.host.nodeOf(session.owner.member);
    if (node.isUp) this.decide(node, desk, session, because);
    else {
      const row = because();
      this.host.faults.whenUp(node, () => {
        if (desk.session === session) this.decide(node, desk, session, () => row);
      });
    }
  }

  private decide(node: MemberNode, desk: Desk, session: Session, because: () => Row): void {
    const { custody, kernel } = this.host;
    session.screen = session.screen.flatMap((shown) => {
      const { patient, section, custodian } = shown;
      const end = (explanation: string, records: number): void => {
        kernel.record(accessEnded, session.owner.name, {
          request: shown.request, decider: node.name, person: session.owner.name,
          viewer: desk.sitter?.name ?? '', patient: patient.name, section, records, explanation,
        }, because());
      };
      const { decision, withheld } = custody.wouldDecide(
        node, this.requestNow(shown.ask), section, custodian);
      if (!decision.permit) {
        end(decision.explanation, shown.records.length);
        return [];
      }
      const unerased = this.unerased(node, shown);
      const erased = shown.records.length - unerased.length;
      if (erased > 0) {
        end(`${node.name} has destroyed the keys of ${patient.name}'s ${section}.`, erased);
      }
      const left = unerased.filter((name) => !withheld.includes(recordNamed(name)));
      const denied = unerased.length - left.length;
      if (denied > 0) end(`${patient.name} keeps back some of ${section}.`, denied);
      if (erased + denied === 0) return [shown];
      return left.length === 0 ? []
        : [{ ...shown, records: left, withheld: shown.withheld + denied }];
    });
  }

  /** What a custodian shows its own people, it reads from its vault. */
  private unerased({ name, vault }: MemberNode, { custodian, records }: Shown): readonly string[] {
    return custodian === name ? records.filter((record) => vault.has(recordNamed(record))) : records;
  }

  /**
   * The node keeps a copy, and its keeper would refuse by now. A keeper that has not heard yet of
   * what permits it lags behind, and then the copy has outlived nothing.
   */
  isOutlived(node: MemberNode, request: RecordRequest, section: string, custodian: string): boolean {
    const keeper = this.host.nodeOf(this.host.memberNamed(custodian));
    return keeper !== node && keeper.replica.height >= node.replica.height
      && !this.host.custody.permits(keeper, request, section, custodian);
  }

  private endShift(desk: Desk): void {
    const { session } = desk;
    if (session === null || !this.shifts.has(session)) return;
    this.shifts.delete(session);
    const { owner } = session;
    let row = NONE;
    this.review(desk, () => {
      if (row === NONE) row = this.host.kernel.record(shiftEnded, owner.name, { person: owner.name });
      return row;
    });
    this.watch(desk);
  }

  private forget(desk: Desk): void {
    const { session } = desk;
    const ticket = session === null ? undefined : this.shifts.get(session);
    if (session === null || ticket === undefined) return;
    this.host.kernel.cancel(ticket);
    this.shifts.delete(session);
  }
}
