import type { Kernel } from '../kernel/kernel.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import { accessDecided, accessServed, accessWithheld } from '../access/entries.ts';
import type { Decision } from '../access/model.ts';
import { standingOf } from '../grants/deciding.ts';
import { grantsOf } from '../ledger/contracts/grant.ts';
import type { AccessLog } from './access-log.ts';
import type { Cast } from './cast.ts';
import { decide, readingAt } from './deciding.ts';
import type { Models, Question, Verdict } from './deciding.ts';
import { versionsAt } from './holdings.ts';
import type { MemberNode } from './node.ts';
import { envelopeBytes } from './parcel.ts';
import type { Parcel, RecordRequest, RefusedSection } from './parcel.ts';
import { traitsAt } from './traits.ts';

export interface CustodyHost {
  readonly kernel: Kernel;
  readonly cast: Cast;
  readonly models: Models;
  readonly accessLog: AccessLog;
  /** Decisions may rest on a grant. */
  readonly asksPatients: boolean;
  /** The setting access.tellsWithheld. */
  readonly tellsWithheld: boolean;
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

  /** Each section is decided and served by itself, so that each answer has its own cause. */
  receive(node: MemberNode, from: number, request: RecordRequest): void {
    const { kernel } = this.host;
    const refused: RefusedSection[] = [];
    let refusedRow: Row = NONE;
    for (const section of request.sections) {
      const { decision, row, withheld } = this.decideAt(node, request, section, node.name);
      if (decision.permit) {
        kernel.within(row, () => this.serve(node, from, request, section, withheld));
      }
      else {
        refused.push({ section, reason: decision.explanation });
        refusedRow = row;
      }
    }
    if (refused.length === 0) return;
    kernel.within(refusedRow, () => this.host.send(node.index, from, 'refusal',
      envelopeBytes(...refused.map((entry) => entry.reason)), occasionOf('refusal', kernel, request),
      { topic: 'refusal', request: request.id, refused }));
  }

  /** One decision of one node, recorded with the policies that determined it. */
  decideAt(node: MemberNode, request: RecordRequest, section: string, custodian: string):
  { decision: Decision; row: Row; withheld: readonly string[] } {
    const { kernel, models } = this.host;
    const { decision, model, withheld } = this.wouldDecide(node, request, section, custodian);
    const restsOnGrant = decision.permit && model === models.access.name && this.host.asksPatients;
    const grant = restsOnGrant ? this.standingGrant(node, request, section, custodian) : null;
    const row = kernel.record(accessDecided, node.name, {
      request: request.id, decider: node.name, permit: decision.permit ? 1 : 0, section,
      policies: decision.policies.join(', '), explanation: decision.explanation, model,
      enabledBy: grant === null ? NONE : this.host.grantRow(node.name, grant),
    });
    if (withheld.length > 0) {
      kernel.record(accessWithheld, node.name, {
        request: request.id, custodian, patient: request.patient, person: request.person, section,
        records: withheld.length, told: this.host.tellsWithheld ? 1 : 0,
      }, row);
    }
    this.host.accessLog.note(node, request, { section, custodian, decision, row });
    return { decision, row, withheld };
  }

  permits(node: MemberNode, request: RecordRequest, section: string, custodian: string): boolean {
    return this.wouldDecide(node, request, section, custodian).decision.permit;
  }

  /** By what the node knows, the patient has said no. */
  isDenied(node: MemberNode, request: RecordRequest, section: string, custodian: string): boolean {
    return this.wouldDecide(node, request, section, custodian).isDenied;
  }

  /** What the node would decide now; recorded nowhere. */
  wouldDecide(node: MemberNode, request: RecordRequest, section: string,
    custodian: string): Verdict {
    return decide(node, this.host.models, this.question(request, section, custodian));
  }

  private question(request: RecordRequest, section: string, custodian: string): Question {
    return {
      person: this.host.cast.person(request.person),
      patient: this.host.cast.patient(request.patient),
      section, custodian, purpose: request.purpose, onShift: request.onShift,
      glass: request.glass,
    };
  }

  private standingGrant(node: MemberNode, request: RecordRequest, section: string,
    custodian: string): string | null {
    const question = this.question(request, section, custodian);
    const { models } = this.host;
    const records = traitsAt(node, question.patient, section, custodian);
    const readings = (records.length === 0 ? [null] : records)
      .map((record) => readingAt(node, models, question, record));
    return grantsOf(node.replica.state, request.patient).find(({ provision, revokedAtMicros }) =>
      revokedAtMicros === null && readings.some((reading) =>
        standingOf([{ provision, isRevoked: false }], reading) === 'in-force'))?.grant ?? null;
  }

  private serve(node: MemberNode, to: number, request: RecordRequest, section: string,
    withheld: readonly string[]): void {
    const { kernel, cast } = this.host;
    // The latest version that both ends have final: what the asker can check.
    const records = versionsAt(
      node, cast.patient(request.patient), section, node.name, request.height,
    ).filter(({ record }) => !withheld.includes(record))
      .map(({ record, version, onChain }) => {
        const sealed = node.vault.serve(record, this.host.memberName(to), version);
        // The asker has the sealed bytes in its own blocks: what it lacks is the key.
        return onChain === 'ciphertext' ? { ...sealed, bytes: new Uint8Array(0) } : sealed;
      });
    const bytes = records.reduce((sum, record) =>
      sum + record.bytes.length + record.wrappedKey.length, envelopeBytes());
    const row = kernel.record(accessServed, node.name, {
      request: request.id, custodian: node.name, section, records: records.length, bytes,
    });
    kernel.within(row, () => this.host.send(node.index, to, 'records', bytes,
      `${occasionOf('records', kernel, request)}/${section}`,
      { topic: 'records', request: request.id,
        served: { section, records, withheld: withheld.length } }));
  }
}

/** An ask may be answered more than once; the moment sets the answers apart. */
function occasionOf(kind: string, kernel: Kernel, request: RecordRequest): string {
  return `${kind}/${request.id}/${kernel.now}`;
}
