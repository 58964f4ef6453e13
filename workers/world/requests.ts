import type { Kernel } from '../kernel/kernel.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import { assert } from '../kernel/assert.ts';
import { accessAsked, accessRefused } from '../access/entries.ts';
import { commitment } from '../health/vault.ts';
import { liveRecords, readRecord, versionedName } from '../ledger/contracts/record-index.ts';
import type { Cast, Patient, Person } from './cast.ts';
import { isOnShift } from './clock.ts';
import type { Custody } from './custody.ts';
import type { Models } from './deciding.ts';
import type { Desk } from './desks.ts';
import { EVENT } from './event-kinds.ts';
import type { MemberNode } from './node.ts';
import { envelopeBytes } from './parcel.ts';
import type { Parcel, RecordRequest, RefusedSection, ServedSection } from './parcel.ts';
import type { Viewing } from './viewing.ts';

/** An ask as the asking member keeps it until every section is answered. */
interface Ask {
  readonly request: RecordRequest;
  readonly principal: Person;
  readonly patient: Patient;
  readonly desk: Desk;
  /** Asked for, not merely opened: a refusal for want of a grant goes to the patient's phone. */
  readonly deliberate: boolean;
  /** Sections refused so far, to be asked for again under a later grant. */
  readonly refused: Set<string>;
  consentAsked: boolean;
}

export interface RequestsHost {
  readonly kernel: Kernel;
  readonly cast: Cast;
  readonly models: Models;
  readonly custody: Custody;
  readonly viewing: Viewing;
  /** Under this model a patient can mend a refusal by granting. */
  readonly asksPatients: boolean;
  readonly retryMicros: Micros;
  nodeOf(member: number): MemberNode;
  memberNamed(name: string): number;
  purposeOf(person: Person, patient: Patient): string;
  send(from: number, to: number, kind: string, bytes: number, occasion: string, parcel: Parcel): void;
}

/** The asking side: an ask goes out to custodians, and what comes back is shown. */
export class Requests {
  private readonly asks = new Map<string, Ask>();
  private readonly host: RequestsHost;

  constructor(host: RequestsHost) {
    this.host = host;
    host.kernel.on(EVENT.retry, (_target, _a, ref) => this.resend(ref as Ask));
  }

  get nextId(): string {
    return `request-${this.asks.size + 1}`;
  }

  /** Someone at a desk wants sections of a chart; an empty list means whatever there is. */
  ask(desk: Desk, patient: Patient, sections: readonly string[],
    { deliberate, glass = false }: { deliberate: boolean; glass?: boolean }): void {
    const { kernel } = this.host;
    const principal = desk.session?.owner;
    const viewer = desk.sitter;
    assert(principal !== undefined && viewer !== null, 'whoever asks sits at an open session');
    const node = this.host.nodeOf(principal.member);
    const wanted = sections.length > 0 ? sections : knownSections(node, patient);
    const id = this.nextId;
    const purpose = glass ? 'emergency' : this.host.purposeOf(principal, patient);
    const enabledBy = viewer === principal ? NONE : desk.left;
    const row = kernel.record(accessAsked, principal.name, {
      request: id, person: principal.name, viewer: viewer.name, patient: patient.name,
      sections: wanted.join(', '), purpose, session: desk.session?.id ?? '', enabledBy,
    });
    const ask: Ask = {
      request: { id, person: principal.name, patient: patient.name, sections: wanted, purpose,
        onShift: isOnShift(principal.shift, node.localNow), glass, height: node.replica.height },
      principal, patient, desk, deliberate, refused: new Set(), consentAsked: false,
    };
    this.asks.set(id, ask);
    kernel.within(row, () => this.route(ask, wanted));
  }

  /** Sections come back from a custodian, sealed; they are opened, checked, kept and shown. */
  receiveRecords(node: MemberNode, custodian: string, id: string,
    served: readonly ServedSection[]): void {
    const ask = this.known(id);
    for (const { section, records } of served) {
      ask.refused.delete(section);
      for (const sealed of records) {
        const opened = node.vault.unwrap(sealed, custodian);
        assert(opened !== null, 'what an honest custodian served can be opened');
        const indexed = readRecord(
          node.replica.state, ask.patient.name, sealed.record, sealed.version);
        assert(indexed?.commitment === commitment(opened.salt, opened.bytes),
          'a served record is the one whose commitment is on the ledger');
        node.copies.set(versionedName(sealed), opened.bytes);
      }
      const ids = records.map(versionedName);
      this.host.viewing.keep(node.name, ask.patient, section, ids);
      this.display(ask, section, ids, false);
    }
  }

  /** A refusal that a grant would mend goes to the patient's phone, once an ask. */
  receiveRefusal(node: MemberNode, id: string, refused: readonly RefusedSection[],
    height: number): void {
    const ask = this.known(id);
    const { kernel } = this.host;
    const reasons = new Set(refused.map((entry) => entry.reason));
    for (const { section } of refused) ask.refused.add(section);
    const row = kernel.record(accessRefused, ask.principal.name, {
      request: id, person: ask.principal.name, patient: ask.patient.name,
      sections: refused.map((entry) => entry.section).join(', '), reason: [...reasons].join('; '),
    });
    if (!ask.deliberate || !this.host.asksPatients) return;
    if (this.standsOnGrant(node, ask)) {
      // The grant is final here and was not yet where it was decided: ask again in a moment. A
      // node that knew as much and refused has another reason, which asking again cannot mend.
      if (height < node.replica.height) {
        kernel.schedule(kernel.now + this.host.retryMicros, EVENT.retry, 0, 0, ask, row);
      }
      return;
    }
    if (ask.consentAsked) return;
    ask.consentAsked = true;
    const sections = [...ask.refused];
    const { person, patient, purpose } = ask.request;
    kernel.within(row, () => this.host.send(node.index, ask.patient.wallet, 'consent-request',
      envelopeBytes(id, person, ...sections), `consent-request/${id}`,
      { topic: 'consent-request', request: id, person, patient, sections, purpose }));
  }

  /** A grant has become final at the asking member: what was refused is asked for again. */
  grantFinal(node: MemberNode, patient: string, grantee: string, row: Row): void {
    for (const ask of this.asks.values()) {
      const mine = ask.principal.member === node.index && ask.principal.name === grantee
        && ask.patient.name === patient;
      if (mine && ask.refused.size > 0) this.host.kernel.within(row, () => this.resend(ask));
    }
  }

  private known(id: string): Ask {
    const ask = this.asks.get(id);
    assert(ask !== undefined, `${id} was asked`);
    return ask;
  }

  private resend(ask: Ask): void {
    if (ask.refused.size > 0) this.route(ask, [...ask.refused]);
  }

  private route(ask: Ask, sections: readonly string[]): void {
    const node = this.host.nodeOf(ask.principal.member);
    const remote = new Map<string, string[]>();
    for (const section of sections) {
      for (const custodian of custodiansOf(node, ask.patient, section)) {
        if (custodian === node.name) this.answerAtHome(node, ask, section, custodian, false);
        else if (this.isCopied(node, ask.patient, section, custodian)) {
          this.answerAtHome(node, ask, section, custodian, true);
        } else remote.set(custodian, [...(remote.get(custodian) ?? []), section]);
      }
    }
    for (const [custodian, asked] of remote) {
      const request: RecordRequest = {
        ...ask.request, sections: asked, height: node.replica.height,
      };
      this.host.send(node.index, this.host.memberNamed(custodian), 'record-request',
        envelopeBytes(ask.request.id, ask.request.person, ask.request.patient, ...asked),
        `record-request/${ask.request.id}/${asked.join('+')}`,
        { topic: 'record-request', request });
    }
  }

  /** The holder's own node decides over what it already holds, its own or a copy (DESIGN 5). */
  private answerAtHome(node: MemberNode, ask: Ask, section: string, custodian: string,
    fromCopy: boolean): void {
    const { custody, kernel } = this.host;
    const { decision, row } = custody.decideAt(node, ask.request, section, custodian);
    kernel.within(row, () => {
      if (!decision.permit) {
        this.receiveRefusal(node, ask.request.id, [{ section, reason: decision.explanation }],
          node.replica.height);
        return;
      }
      ask.refused.delete(section);
      const ids = liveRecords(node.replica.state, ask.patient.name, section)
        .filter((indexed) => indexed.custodian === custodian
          && (fromCopy || node.vault.has(indexed.record)))
        .map(versionedName);
      this.display(ask, section, ids, fromCopy);
    });
  }

  /** What arrives is seen only by someone still sitting at the session that asked for it. */
  private display(ask: Ask, section: string, records: readonly string[], fromCopy: boolean): void {
    const { desk } = ask;
    if (desk.session?.owner !== ask.principal || desk.sitter === null) return;
    this.host.viewing.show({
      request: ask.request.id, viewer: desk.sitter, principal: ask.principal,
      patient: ask.patient, section, records, fromCopy,
      enabledBy: desk.sitter === ask.principal ? NONE : desk.left,
    });
  }

  private isCopied(node: MemberNode, patient: Patient, section: string, custodian: string): boolean {
    const records = liveRecords(node.replica.state, patient.name, section)
      .filter((indexed) => indexed.custodian === custodian);
    return records.length > 0 && records.every((indexed) => node.copies.has(versionedName(indexed)));
  }

  private standsOnGrant(node: MemberNode, ask: Ask): boolean {
    return [...ask.refused].every((section) =>
      this.host.custody.hasGrant(node, ask.request, ask.principal, section));
  }
}

/** The sections that the ledger's index lists for a patient, as this node knows it. */
function knownSections(node: MemberNode, patient: Patient): string[] {
  return [...new Set(liveRecords(node.replica.state, patient.name)
    .map((indexed) => indexed.section))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Who holds the section; a section without records is asked of all who hold any of the chart. */
function custodiansOf(node: MemberNode, patient: Patient, section: string): string[] {
  const { state } = node.replica;
  const holding = liveRecords(state, patient.name, section);
  const all = holding.length > 0 ? holding : liveRecords(state, patient.name);
  return [...new Set(all.map((indexed) => indexed.custodian))]
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
