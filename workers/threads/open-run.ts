import type {
  ChainReport, ChainVerdict, Datum, EventPage, EventQuery, LeakIdentity, LeakProof, Life,
  LoadReport, OutcomePrints, OutcomeSaid, Prevention, RunSummary, Snapshot, Subject, Tamper, Touch,
  TouchSubject, Trail, WhyStep,
} from '../contract.ts';
import { createSha256 } from '../crypto/hash.ts';
import { ladder } from '../kernel/ladder.ts';
import type { Rung } from '../kernel/ladder.ts';
import { storeChain } from '../ledger/stored.ts';
import { verifyChain } from '../ledger/verify-chain.ts';
import { erasuresOf } from '../ledger/contracts/erasure.ts';
import { indexedRecords, isErased, versionedName } from '../ledger/contracts/record-index.ts';
import { residualFacts } from '../ledger/residue.ts';
import type { ResidualFact } from '../ledger/residue.ts';
import { why } from '../views/causes.ts';
import { EventTable } from '../views/event-table.ts';
import { Folded } from '../views/folded.ts';
import { lifeOf } from '../views/life.ts';
import { preventionOf } from '../views/prevent.ts';
import { outcomeSaid, printsOf } from '../views/prints.ts';
import { proofOf } from '../views/prove.ts';
import { STANDING } from '../views/standing.ts';
import type { Standing } from '../views/standing.ts';
import { touchesOf } from '../views/touches.ts';
import { trailOf } from '../views/trail.ts';
import type { World } from '../world/world.ts';
import { DrawnRun } from './drawn-run.ts';
import { inspected } from './inspected.ts';
import { loadReport } from './load-report.ts';
import type { OpenCharts } from './open-charts.ts';
import { snapshotsAt } from './snapshots.ts';

/** What erasure left behind: facts on the ledger, and copies that others opened before. */
export interface Residue {
  readonly patient: string;
  readonly facts: readonly ResidualFact[];
  readonly copies: readonly { readonly member: string; readonly records: number }[];
}

/** A drawn run and all that can be asked of it: what the screen and the headless command both hold. */
export class OpenRun extends DrawnRun {
  private standing: Folded<Standing> | null = null;
  private table: EventTable | null = null;

  life(subject: Subject, atMicros: number): Life | null {
    const { members, cast } = this.run.world;
    const parties = [...members.map((member) => member.name),
      ...cast.patients.map((patient) => `${patient.name}'s phone`)];
    return lifeOf(this.run.trace, subject, atMicros, parties, this.cast());
  }

  loadReport(): LoadReport {
    return loadReport(this.run.trace);
  }

  /** What members keep when the story begins. */
  get keptFacts(): OpenCharts['kept'] {
    return this.openCharts.kept;
  }

  ladder(every: number): Rung[] {
    return ladder(this.run.trace, createSha256, every);
  }

  why(row: number): WhyStep[] {
    return why(this.run.trace, row, this.input.scenario);
  }

  touches(subject: TouchSubject, atMicros: number): Touch[] {
    const { trace, world: { cast, members } } = this.run;
    this.standing ??= new Folded(STANDING, trace);
    const parties = [...members, ...cast.patients, ...cast.people.filter(({ phone }) => phone !== null)];
    return touchesOf({
      trace, cast: this.cast(), standing: this.standing.at(atMicros),
      parties: parties.map(({ name }) => name),
    }, subject, atMicros);
  }

  prints(from: number, count: number): OutcomePrints {
    return printsOf(this.run.trace, from, count);
  }

  outcome(row: number): OutcomeSaid {
    return outcomeSaid(this.run.trace, row);
  }

  prevent(row: number): Prevention | null {
    const { scenario, settings } = this.input;
    const ownLocks = new Set(scenario.workstations.filter(({ locksAfterMicros }) => locksAfterMicros !== null)
      .map(({ name }) => name));
    return preventionOf({ trace: this.run.trace, settings, cast: this.cast(), ownLocks }, row);
  }

  prove(leak: LeakIdentity, before: RunSummary['metrics']): LeakProof {
    return proofOf(this.run.trace, leak, before, this.metrics());
  }

  events(query: EventQuery): EventPage {
    this.table ??= new EventTable(this.run.trace);
    return this.table.page(query);
  }

  /** Charts as people have been shown them by a moment; `about` one person or patient, or all. */
  snapshots(about: string | null, atMicros: number): Snapshot[] {
    return snapshotsAt(this.run, atMicros, about);
  }

  /** What still points to each patient who asked for erasure, as the first member's ledger has it. */
  residues(): Residue[] {
    const { world } = this.run;
    const { state } = world.nodeOf(0).replica;
    return world.cast.patients.filter(({ name }) => erasuresOf(state, name).length > 0)
      .map(({ name }) => ({
        patient: name, facts: residualFacts(state, name, world.saltsCommitments),
        copies: world.nodes.map((node) => ({
          member: node.name,
          records: indexedRecords(state, name)
            .filter((record) => isErased(state, name, record.record)
              && node.copies.has(versionedName(record))).length,
        })).filter(({ records }) => records > 0),
      }));
  }

  /** Recomputes what a member stores; `tamper` flips the lowest bit of one byte of a copy first. */
  verifyChain(tamper: { height: number; byte: number } | null, member = 0): ChainVerdict {
    const { world } = this.run;
    const stored = storedAt(world, member).map((bytes) => bytes.slice());
    if (tamper !== null) {
      const bytes = stored[tamper.height];
      const byte = bytes?.[tamper.byte];
      if (bytes === undefined || byte === undefined) {
        return { holds: false, height: null, sentence: bytes === undefined
          ? `There is no block ${tamper.height}: blocks run from 0 to ${stored.length - 1}.`
          : `There is no byte ${tamper.byte} in block ${tamper.height}: its bytes run from 0 to `
            + `${bytes.length - 1}.` };
      }
      bytes[tamper.byte] = byte ^ 1;
    }
    const verdict = verifyChain(stored);
    return verdict.ok
      ? { holds: true, height: null,
        sentence: `All ${stored.length} blocks are whole, from genesis to height ${stored.length - 1}.` }
      : { holds: false, height: verdict.height, sentence: verdict.sentence };
  }

  trail(datum: Datum, atMicros: number): Trail {
    return trailOf(this.run.trace, datum, atMicros, this.openCharts.kept);
  }

  inspectChain(upTo: number, tamper: Tamper): ChainReport {
    const { world } = this.run;
    return inspected(storedAt(world, 0).slice(0, upTo + 1), tamper);
  }
}

/** What a member has on its disk, oldest first. */
function storedAt(world: World, member: number): Uint8Array[] {
  const node = world.nodeOf(member);
  return world.extras.storedBlocks?.of(node) ?? storeChain(node.replica.chain);
}
