import type { Provision } from '../grants/provision.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { formatMoment } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import { assert } from '../kernel/assert.ts';
import { accessAsked, accessRefused } from '../access/entries.ts';
import { commitment } from '../health/vault.ts';
import { readRecord, versionedName } from '../ledger/contracts/record-index.ts';
import type { Ask, Part } from './ask.ts';
import { phonesFor } from './asked-phones.ts';
import type { Cast, Patient, Person } from './cast.ts';
import { isOnShift } from './clock.ts';
import type { Custody } from './custody.ts';
import type { Desk } from './desk.ts';
import { EVENT } from './event-kinds.ts';
import { custodiansOf, isCopied, knownSections, versionsAt } from './holdings.ts';
import type { Faults } from './faults.ts';
import type { MemberNode } from './node.ts';
import { envelopeBytes } from './parcel.ts';
import type { Parcel, RecordRequest, RefusedSection, ServedSection } from './parcel.ts';
import { putOnScreen } from './screen.ts';
import type { Shown } from './screen.ts';
import type { Use } from './use.ts';
import type { Viewing } from './viewing.ts';

/** How an ask is made, beside what it is for. */
interface Manner {
  readonly isDeliberate: boolean;
  readonly at: Micros;
  readonly glass?: boolean;
}

export interface RequestsHost {
  readonly kernel: Kernel;
  readonly cast: Cast;
  readonly custody: Custody;
  readonly faults: Faults;
  readonly viewing: Viewing;
  readonly use: Use;
  /** Under this model a patient can mend a refusal by granting. */
  readonly asksPatients: boolean;
  readonly retryMicros: Micros;
  /** How long a refused ask still waits for a grant. */
  readonly patienceMicros: Micros;
  nodeOf(member: number): MemberNode;
  memberNamed(name: string): number;
  purposeOf(person: Person, patient: Patient): string;
  send(from: number, to: number, kind: string, bytes: number, occasion: string, parcel: Parcel): void;
}

/** The asking side: an ask goes out to custodians, and what comes back is put on the screen. */
export class Requests {
  private readonly asks = new Map<string, Ask>();
  private readonly host: RequestsHost;

  constructor(host: RequestsHost) {
    this.host = host;
    host.kernel.on(EVENT.retry, (_target, _a, ref) => {
      const ask = ref as Ask;
      ask.isRetryPending = false;
      this.resend(ask);
    });
  }

  /**
   * Someone asks for sections, and where a grant is missing the patient is asked for it. `at` is
   * when she set about it, which signing in may have delayed.
   */
  ask(desk: Desk, patient: Patient, sections: readonly string[], at: Micros): void {
    this.begin(desk, patient, sections, { isDeliberate: true, at });
  }

  /** In an emergency nobody waits for consent, and nobody is asked for it. */
  breakGlass(desk: Desk, patient: Patient, sections: readonly string[], at: Micros): void {
    this.begin(desk, patient, sections, { isDeliberate: false, at, glass: true });
  }

  /** Someone opens a chart to see what there is, beyond what the screen shows; nobody is asked. */
  open(desk: Desk, patient: Patient, at: Micros): void {
    const { session } = desk;
    assert(session !== null, 'a chart is opened in a session');
    const open = new Set(session.screen.filter((shown) => shown.patient === patient)
      .map(({ custodian, section }) => `${custodian}/${section}`));
    const node = this.host.nodeOf(session.owner.member);
    const closed = knownSections(node, patient).filter((section) =>
      custodiansOf(node, patient, section).some((custodian) => !open.has(`${custodian}/${section}`)));
    this.begin(desk, patient, closed, { isDeliberate: false, at });
  }

  /** A section comes back from its custodian, sealed; it is opened, checked, kept and shown. */
  receiveRecords(node: MemberNode, custodian: string, id: string, served: ServedSection): void {
    const ask = this.known(id);
    const { section, records, withheld } = served;
    ask.refused.get(custodian)?.delete(section);
    for (const each of records) {
      const placed = node.sealed.get(versionedName(each));
      const sealed = placed === undefined ? each : { ...each, bytes: placed };
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
    this.display(ask, { section, custodian }, { records: ids, outlived: false, withheld });
  }

  receiveRefusal(node: MemberNode, id: string, refused: readonly RefusedSection[],
    custodian: string): void {
    this.takeRefusal(node, this.known(id), refused.map((each) => ({ ...each, custodian })));
  }

  /**
   * One custodian refused. Where this node would permit by now, the custodian only lags behind: ask
   * it again in a moment, and less and less often. Else a grant may mend it: ask the patient, once.
   */
  private takeRefusal(node: MemberNode, ask: Ask, refused: readonly RefusedPart[]): void {
    const { kernel, custody, asksPatients } = this.host;
    for (const { section, custodian } of refused) {
      const sections = ask.refused.get(custodian) ?? new Set();
      ask.refused.set(custodian, sections.add(section));
    }
    const { id, person, patient, purpose } = ask.request;
    const row = kernel.record(accessRefused, ask.principal.name, {
      request: id, person: ask.principal.name,
      viewer: ask.desk.sitter?.name ?? ask.principal.name, patient: ask.patient.name,
      sections: refused.map((entry) => entry.section).join(', '),
      custodian: refused[0]?.custodian ?? '',
      reason: [...new Set(refused.map((entry) => entry.reason))].join(' '),
    });
    if (!ask.isDeliberate || !asksPatients) return;
    const permittedHere = ({ section, custodian }: Part): boolean =>
      custodian !== node.name && custody.permits(node, this.requestNow(ask), section, custodian);
    if (refused.some(permittedHere)) this.retryLater(ask, row);
    // Who has said no is not asked again.
    const isOpen = (part: Part): boolean => !permittedHere(part)
      && !custody.isDenied(node, this.requestNow(ask), part.section, part.custodian);
    const missing = [...new Set(refused.filter(isOpen)
      .map(({ section }) => section))].filter((section) => !ask.consentAsked.has(section));
    if (missing.length === 0) return;
    const again = ask.consentAsked.size === 0 ? '' : `/${ask.consentAsked.size}`;
    for (const section of missing) ask.consentAsked.add(section);
    for (const { phone, whose } of phonesFor(node, this.host.cast, ask.patient)) {
      kernel.within(row, () => this.host.send(node.index, phone, 'consent-request',
        envelopeBytes(id, person, ...missing), `consent-request/${id}${again}${whose}`,
        { topic: 'consent-request', request: id, person, patient, sections: missing, purpose }));
    }
  }

  /** A grant has become final at the asking member: what waited for it is asked for again. */
  grantFinal(node: MemberNode, patient: string, { actors }: Provision): void {
    for (const ask of this.asks.values()) {
      const { principal } = ask;
      const names = [principal.name, node.name, principal.role];
      const isMine = principal.member === node.index && ask.patient.name === patient
        && (actors.length === 0 || actors.some(({ name }) => names.includes(name)));
      if (isMine && ask.consentAsked.size > 0) this.resend(ask);
    }
  }

  private begin(desk: Desk, patient: Patient, sections: readonly string[],
    { isDeliberate, at, glass = false }: Manner): void {
    const { kernel } = this.host;
    const principal = desk.session?.owner;
    const viewer = desk.sitter;
    assert(principal !== undefined && viewer !== null, 'whoever asks sits at an open session');
    if (sections.length === 0) return;
    const id = this.nameOf(principal, patient, at);
    const purpose = glass ? 'emergency' : this.host.purposeOf(principal, patient);
    const row = kernel.record(accessAsked, principal.name, {
      request: id, person: principal.name, viewer: viewer.name, patient: patient.name,
      sections: sections.join(', '), purpose, session: desk.session?.id ?? '',
      enabledBy: viewer === principal ? NONE : desk.left,
    });
    const ask: Ask = {
      request: { id, person: principal.name, patient: patient.name, sections, purpose,
        onShift: true, glass, height: 0 },
      principal, patient, desk, isDeliberate, row, at: kernel.now, refused: new Map(),
      consentAsked: new Set(), isRetryPending: false, attempts: 0, sentAgainAt: -1,
    };
    this.asks.set(id, ask);
    kernel.within(row, () => this.route(ask, (node) => sections.flatMap((section) =>
      custodiansOf(node, patient, section).map((custodian) => ({ section, custodian })))));
  }

  /** Who asks about whom and when: the same ask has the same name, and luck, in every arm. */
  nameOf(principal: Person, patient: Patient, at: Micros): string {
    const base = `${principal.name} ${patient.name} ${formatMoment(at)}`;
    let name = base;
    for (let again = 2; this.asks.has(name); again += 1) name = `${base} (${again})`;
    return name;
  }

  private retryLater(ask: Ask, row: Row): void {
    if (ask.isRetryPending) return;
    ask.isRetryPending = true;
    const { kernel, retryMicros } = this.host;
    // Twice as long each time: a custodian that never comes to permit costs a few messages a day.
    const wait = retryMicros * 2 ** Math.min(ask.attempts, RETRY_DOUBLINGS_MAX);
    kernel.schedule(kernel.now + wait, EVENT.retry, 0, 0, ask, row);
  }

  private resend(ask: Ask): void {
    const { kernel, patienceMicros } = this.host;
    const refused = [...ask.refused].flatMap(([custodian, sections]) =>
      [...sections].map((section) => ({ section, custodian })));
    if (refused.length === 0 || kernel.now - ask.at > patienceMicros) return;
    // Two grants in one block are final in one moment, and one asking again is enough.
    if (ask.sentAgainAt === kernel.now) return;
    ask.sentAgainAt = kernel.now;
    ask.attempts += 1;
    kernel.within(ask.row, () => this.route(ask, () => refused));
  }

  /** The ask as it stands at this moment: whether she is on shift is asserted anew each time. */
  private requestNow(ask: Ask): RecordRequest {
    const node = this.host.nodeOf(ask.principal.member);
    return {
      ...ask.request, onShift: isOnShift(ask.principal.shift, node.localNow),
      height: node.replica.height,
    };
  }

  private route(ask: Ask, parts: (node: MemberNode) => readonly Part[]): void {
    const node = this.host.nodeOf(ask.principal.member);
    this.host.faults.whenUp(node, () => this.routeFrom(node, ask, parts(node)));
  }

  private routeFrom(node: MemberNode, ask: Ask, parts: readonly Part[]): void {
    const request = this.requestNow(ask);
    const remote = new Map<string, string[]>();
    const refusedHere = new Map<string, RefusedPart[]>();
    for (const part of parts) {
      const { section, custodian } = part;
      if (custodian === node.name || isCopied(node, ask.patient, section, custodian)) {
        const reason = this.answerAtHome(node, ask, request, part);
        if (reason === null) continue;
        refusedHere.set(custodian, [...(refusedHere.get(custodian) ?? []), { ...part, reason }]);
      } else remote.set(custodian, [...(remote.get(custodian) ?? []), section]);
    }
    for (const refused of refusedHere.values()) this.takeRefusal(node, ask, refused);
    for (const [custodian, asked] of remote) {
      this.host.send(node.index, this.host.memberNamed(custodian), 'record-request',
        envelopeBytes(request.id, request.person, request.patient, ...asked),
        `record-request/${request.id}/${ask.attempts}`,
        { topic: 'record-request', request: { ...request, sections: asked } });
    }
  }

  /** The holder's own node decides over what it already holds, its own or a copy (DESIGN 5). */
  private answerAtHome(node: MemberNode, ask: Ask, request: RecordRequest,
    part: Part): string | null {
    const { custody, kernel, use } = this.host;
    const { section, custodian } = part;
    const { decision, row, withheld } = custody.decideAt(node, request, section, custodian);
    if (!decision.permit) return decision.explanation;
    ask.refused.get(custodian)?.delete(section);
    const outlived = use.isOutlived(node, request, section, custodian);
    const records = versionsAt(node, ask.patient, section, custodian, Infinity)
      .filter(({ record }) => !withheld.includes(record)).map(versionedName);
    kernel.within(row, () => this.display(
      ask, part, { records, outlived, withheld: withheld.length }));
    return null;
  }

  /** It belongs on the screen of the session that asked, while that session is open. */
  private display(ask: Ask, part: Part,
    content: Pick<Shown, 'records' | 'outlived' | 'withheld'>): void {
    if (ask.desk.session?.owner !== ask.principal) return;
    putOnScreen(ask.desk, {
      request: ask.request.id, ask, patient: ask.patient, ...part, ...content,
    }, this.host.viewing);
    this.host.use.watch(ask.desk);
  }

  private known(id: string): Ask {
    const ask = this.asks.get(id);
    assert(ask !== undefined, 'an answer is to something that was asked');
    return ask;
  }
}

/** From one second to half an hour. */
const RETRY_DOUBLINGS_MAX = 11;

/** A part of a section that its custodian, or this node for a copy of it, refused. */
type RefusedPart = RefusedSection & Part;
