import type { Kernel } from '../kernel/kernel.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import { accessDecided, accessServed } from '../access/entries.ts';
import type { Decision } from '../access/model.ts';
import { grantsOf } from '../ledger/contracts/grant.ts';
import { recordsAt } from '../ledger/contracts/record-index.ts';
import type { Cast, Person } from './cast.ts';
import { decide, grantStanding, modelFor } from './deciding.ts';
import type { AccessLog } from './access-log.ts';
import type { Models } from './deciding.ts';
import type { MemberNode } from './node.ts';
import { envelopeBytes } from './parcel.ts';
import type { Parcel, RecordRequest, RefusedSection, ServedSection } from './parcel.ts';

export interface CustodyHost {
  readonly kernel: Kernel;
  readonly cast: Cast;
  readonly models: Models;
  readonly accessLog: AccessLog;
  /** The row at which a grant came into force at a node, by node and grant. */
  grantRow(node: string, grant: string): Row;
  memberName(index: number): string;
  send(from: number, to: number, kind: string, bytes: number, occasion: string, parcel: Parcel): void;
}

/** The answering side: a custodian decides on its own final state and serves or refuses. */
export class Custody {
  private readonly host: CustodyHost;

  constructor(host: CustodyHost) {
    this.host = host;
  }

  receive(node: MemberNode, from: number, request: RecordRequest): void {
    const { kernel } = this.host;
    const served: ServedSection[] = [];
    const refused: RefusedSection[] = [];
    let permittedRow: Row = NONE;
    let refusedRow: Row = NONE;
    for (const section of request.sections) {
      const { decision, row } = this.decideAt(node, request, section, node.name);
      if (decision.permit) {
        served.push({ section, records: this.sealedFor(node, from, request, section) });
        permittedRow = row;
      } else {
        refused.push({ section, reason: decision.explanation });
        refusedRow = row;
      }
    }
    if (served.length > 0) {
      kernel.within(permittedRow, () => this.serve(node, from, request, served));
    }
    if (refused.length > 0) {
      kernel.within(refusedRow, () => this.host.send(node.index, from, 'refusal',
        envelopeBytes(...refused.map((entry) => entry.reason)),
        `refusal/${request.id}/${sectionNames(refused)}`,
        { topic: 'refusal', request: request.id, refused, height: node.replica.height }));
    }
  }

  /** One decision of one node, recorded with the policies that determined it. */
  decideAt(node: MemberNode, request: RecordRequest, section: string, custodian: string):
  { decision: Decision; row: Row } {
    const { kernel, cast, models } = this.host;
    const person = cast.person(request.person);
    const patient = cast.patient(request.patient);
    const inHouse = person.member === node.index && custodian === node.name;
    const question = {
      person, patient, section, custodian, purpose: request.purpose, onShift: request.onShift,
      glass: request.glass,
    };
    const decision = decide(node, models, question);
    const grant = inHouse || request.glass ? null : this.standingGrant(node, request, section);
    const row = kernel.record(accessDecided, node.name, {
      request: request.id, decider: node.name, permit: decision.permit ? 1 : 0, section,
      policies: decision.policies.join(', '), explanation: decision.explanation,
      model: modelFor(node, models, question).name,
      enabledBy: grant === null ? NONE : this.host.grantRow(node.name, grant),
    });
    this.host.accessLog.note(node, request, { section, custodian, decision, row });
    return { decision, row };
  }

  hasGrant(node: MemberNode, request: RecordRequest, person: Person, section: string): boolean {
    const grants = grantsOf(node.replica.state, request.patient);
    return grantStanding(grants, { person, section, purpose: request.purpose }, node.localNow)
      === 'in-force';
  }

  private standingGrant(node: MemberNode, request: RecordRequest, section: string): string | null {
    const person = this.host.cast.person(request.person);
    for (const grant of grantsOf(node.replica.state, request.patient)) {
      const question = { person, section, purpose: request.purpose };
      if (grantStanding([grant], question, node.localNow) === 'in-force') return grant.grant;
    }
    return null;
  }

  /** The latest version that both ends have final: what the asker can check. */
  private sealedFor(node: MemberNode, to: number, request: RecordRequest,
    section: string): ServedSection['records'] {
    return recordsAt(node.replica.state, request.patient, section, request.height)
      .filter(({ custodian, record }) => custodian === node.name && node.vault.has(record))
      .map(({ record, version }) =>
        node.vault.serve(record, this.host.memberName(to), version));
  }

  private serve(node: MemberNode, to: number, request: RecordRequest,
    served: readonly ServedSection[]): void {
    const records = served.flatMap((entry) => entry.records);
    const bytes = records.reduce((sum, record) =>
      sum + record.bytes.length + record.wrappedKey.length, envelopeBytes());
    const row = this.host.kernel.record(accessServed, node.name, {
      request: request.id, custodian: node.name, records: records.length, bytes,
    });
    this.host.kernel.within(row, () => this.host.send(node.index, to, 'records', bytes,
      `records/${request.id}/${sectionNames(served)}`,
      { topic: 'records', request: request.id, served }));
  }
}

function sectionNames(sections: readonly { section: string }[]): string {
  return sections.map((entry) => entry.section).join('+');
}
