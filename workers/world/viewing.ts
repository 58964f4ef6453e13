import type { Kernel } from '../kernel/kernel.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import {
  accessListed, accessOverridden, accessShown, custodyHappened, knowledgeAcquired, leakHappened,
} from '../access/entries.ts';
import type { Knowledge } from '../access/knowledge.ts';
import { classify } from '../access/leak.ts';
import type { Part } from './ask.ts';
import type { Patient, Person } from './cast.ts';
import type { Needs } from './needs.ts';
import type { Shown } from './screen.ts';
import type { Wishes } from './wishes.ts';

/** Plaintext before someone's eyes. */
export interface Showing extends Shown {
  /** Who looks at the screen, and in whose name the session asked. */
  readonly viewer: Person;
  readonly principal: Person;
  /** Custodians whose part of the section is on the screen, this one among them. */
  readonly onScreen: readonly string[];
  /** What let it happen beside its cause: a session left open. NONE where nothing did. */
  readonly enabledBy: Row;
}

/** Who keeps some of the section, as the node of the session's owner knows it. */
type CustodiansOf = (principal: Person, patient: Patient, section: string) => readonly string[];

/** The row of somebody signing, in her name, the grant by which it may be read; else NONE. */
type ForgeryFor = (principal: Person, patient: Patient, part: Part) => Row;

/** Who comes to know what; where nobody needed it known, a leak. */
export class Viewing {
  private readonly kernel: Kernel;
  private readonly knowledge: Knowledge;
  private readonly needs: Needs;
  private readonly wishes: Wishes;
  private readonly custodiansOf: CustodiansOf;
  private readonly forgeryFor: ForgeryFor;

  constructor(kernel: Kernel, knowledge: Knowledge, needs: Needs, wishes: Wishes,
    custodiansOf: CustodiansOf, forgeryFor: ForgeryFor) {
    this.kernel = kernel;
    this.knowledge = knowledge;
    this.needs = needs;
    this.wishes = wishes;
    this.custodiansOf = custodiansOf;
    this.forgeryFor = forgeryFor;
  }

  show(showing: Showing): void {
    const { kernel } = this;
    const { viewer, principal, patient, section } = showing;
    const awaited = this.custodiansOf(principal, patient, section)
      .filter((custodian) => !showing.onScreen.includes(custodian)).length
      + (showing.withheld > 0 ? 1 : 0);
    const shown = kernel.record(accessShown, viewer.name, {
      request: showing.request, person: viewer.name, principal: principal.name,
      patient: patient.name, section, records: showing.records.length,
      enabledBy: showing.enabledBy,
    });
    kernel.within(shown, () => {
      kernel.record(accessListed, viewer.name, {
        person: viewer.name, patient: patient.name, section, custodian: showing.custodian,
        names: showing.records.join(', '), awaited,
      });
      const withdrawal = this.wishes.refusal(patient.name, principal, section, kernel.now);
      if (withdrawal !== NONE && this.knowledge.needed(viewer.name, patient.name, section)) {
        kernel.record(accessOverridden, viewer.name, {
          person: viewer.name, patient: patient.name, section,
          records: showing.records.length, enabledBy: withdrawal,
        });
      }
      for (const record of showing.records) this.learn(showing, record, withdrawal);
      // What is kept back may be what the need is for: it is met by the whole section alone.
      if (awaited === 0) this.needs.shown(viewer.name, patient.name, section);
    });
  }

  /** Whoever writes a record knows what it says, and that is no leak. */
  author(person: Person, patient: Patient, section: string, record: string): void {
    if (!this.knowledge.acquire(person.name, record)) return;
    this.kernel.record(knowledgeAcquired, person.name, {
      holder: person.name, record, patient: patient.name, section, holderKind: 'person',
    });
  }

  /** An organisation can now decrypt records without another party's act. */
  keep(organisation: string, patient: Patient, section: string, records: readonly string[]): void {
    for (const record of records) {
      const known = { record, patient: patient.name, section };
      if (this.knowledge.acquire(organisation, record)) {
        this.kernel.record(knowledgeAcquired, organisation, {
          holder: organisation, ...known, holderKind: 'organisation',
        });
      }
      if (this.knowledge.leakOnce(organisation, known)) {
        this.kernel.record(custodyHappened, organisation, { organisation, ...known });
      }
    }
  }

  private learn(showing: Showing, record: string, withdrawal: Row): void {
    const { viewer, principal, patient, section } = showing;
    const known = { record, patient: patient.name, section };
    if (this.knowledge.acquire(viewer.name, record)) {
      this.kernel.record(knowledgeAcquired, viewer.name, {
        holder: viewer.name, ...known, holderKind: 'person',
      });
    }
    if (!this.knowledge.leakOnce(viewer.name, known)) return;
    // Whom she let in herself outlasts where she is treated.
    const ended = this.wishes.welcomes(patient.name, principal, section) ? NONE
      : patient.relationshipEnds.get(principal.member) ?? NONE;
    const since = withdrawal === NONE ? ended : withdrawal;
    // Whoever broke the glass read by that, and by no grant.
    const forged = showing.ask.request.glass
      || this.wishes.welcomes(patient.name, principal, section) ? NONE
      : this.forgeryFor(principal, patient, showing);
    const kind = classify({
      misdelivered: false, inferred: false, cached: showing.outlived,
      ruleBroken: viewer !== principal || forged !== NONE, stale: since !== NONE,
    });
    this.kernel.record(leakHappened, viewer.name, {
      kind, holder: viewer.name, owner: principal.name, ...known,
      enabledBy: kind !== 'unauthorised' ? since
        : viewer === principal ? forged : showing.enabledBy,
    });
  }
}
