import { checkAll } from '../checks/checks.ts';
import { ENGINE_VERSION } from '../contract.ts';
import type {
  Cast, ChainReport, ChainVerdict, ChartIndex, Datum, EventPage, EventQuery, LeakIdentity, LeakProof,
  Life, LoadReport, OutcomePrints, OutcomeSaid, Prevention, RunSummary, Snapshot, Subject, Tamper, Tolerance, Touch,
  TouchSubject, Trail, WhyStep,
} from '../contract.ts';
import { createSha256 } from '../crypto/hash.ts';
import { ladder } from '../kernel/ladder.ts';
import type { Rung } from '../kernel/ladder.ts';
import { verifyChain } from '../ledger/chain.ts';
import { erasuresOf } from '../ledger/contracts/erasure.ts';
import { indexedRecords, isErased, versionedName } from '../ledger/contracts/record-index.ts';
import { residualFacts } from '../ledger/residue.ts';
import type { ResidualFact } from '../ledger/residue.ts';
import { metricsOf } from '../metrics/metrics.ts';
import { regionFacts } from '../net/regions.ts';
import { defaults } from '../settings/register.ts';
import { why } from '../views/causes.ts';
import { BlockContents, type Cell } from '../views/contents.ts';
import { EventTable } from '../views/event-table.ts';
import { Flights } from '../views/flight.ts';
import { Folded } from '../views/folded.ts';
import { packFrame } from '../views/frame.ts';
import { lifeOf } from '../views/life.ts';
import { marksOf, withVerdicts } from '../views/marks.ts';
import { Names } from '../views/names.ts';
import { paceOf } from '../views/pace.ts';
import { playedLines } from '../views/played-lines.ts';
import { preventionOf } from '../views/prevent.ts';
import { outcomeSaid, printsOf } from '../views/prints.ts';
import { proofOf } from '../views/prove.ts';
import { CastIndex } from '../views/stage-cast.ts';
import type { StageCast } from '../views/stage-cast.ts';
import { stageView } from '../views/stage.ts';
import type { StageState } from '../views/stage-state.ts';
import { STANDING } from '../views/standing.ts';
import type { Standing } from '../views/standing.ts';
import { touchesOf } from '../views/touches.ts';
import { trailOf } from '../views/trail.ts';
import type { RunInput } from '../world/input.ts';
import { readSettings } from '../world/joining.ts';
import { Run } from '../world/run.ts';
import { toleranceOf } from '../world/tolerance.ts';
import { loadReport } from './load-report.ts';
import { inspected } from './inspected.ts';
import { OpenCharts } from './open-charts.ts';
import { snapshotsAt } from './snapshots.ts';

/** What erasure left behind: facts on the ledger, and copies that others opened before. */
export interface Residue {
  readonly patient: string;
  readonly facts: readonly ResidualFact[];
  readonly copies: readonly { readonly member: string; readonly records: number }[];
}

/** A run and all that can be asked of it: what the screen and the headless command both hold. */
export class OpenRun {
  readonly run: Run;
  readonly input: RunInput;
  private readonly names = new Names();
  private readonly index: CastIndex;
  private readonly openCharts: OpenCharts;
  private readonly stage: Folded<StageState>;
  private readonly flights: Flights;
  private standing: Folded<Standing> | null = null;
  private contents: BlockContents | null = null;
  private table: EventTable | null = null;

  constructor(input: RunInput, run = new Run(input)) {
    this.input = input;
    this.run = run;
    this.index = new CastIndex(this.stageCast());
    this.openCharts = new OpenCharts(this.run.world);
    this.stage = new Folded(stageView(this.index), this.run.trace);
    this.flights = new Flights(this.run.trace);
  }

  /** After the run has ended. `wallSeconds` is the caller's measure: the engine has no clock. */
  summary(wallSeconds: number): RunSummary {
    const { scenario, settings, seed } = this.input;
    const { trace, endsAt, events, world } = this.run;
    const happened = marksOf(trace);
    const checks = checkAll(
      scenario.expectations, trace, world.nodes.map(({ name }) => name), endsAt);
    const marks = withVerdicts(trace, happened, checks);
    const standard = defaults();
    return {
      engine: ENGINE_VERSION, title: scenario.title, text: scenario.text, seed, settings,
      files: Object.fromEntries(this.input.fileDigests),
      changed: Object.keys(settings).filter((path) => settings[path] !== standard[path]),
      fingerprint: trace.fingerprint(createSha256()), starts: scenario.starts,
      endsAtMicros: endsAt, events, outcomes: trace.outcomeCount, messages: trace.messageCount,
      wallSeconds, cast: this.cast(), tolerance: this.tolerance(),
      marks, pace: paceOf(happened, trace.messages, endsAt),
      story: playedLines(scenario, trace),
      metrics: this.metrics(),
      checks,
    };
  }

  private metrics(): RunSummary['metrics'] {
    const { trace, endsAt, world } = this.run;
    return metricsOf(trace, endsAt, world.members.map((member) => member.name));
  }

  private tolerance(): Tolerance {
    const { protocol, settings } = this.input;
    return toleranceOf(
      protocol.guarantees(readSettings(settings)), this.run.world.validators.length);
  }

  /** Takes in what has happened so far, so that seeking later finds copies on its way. */
  follow(): void {
    this.stage.after(this.run.trace.outcomeCount);
    this.flights.gather();
  }

  frame(atMicros: number, sinceMicros = atMicros): ArrayBuffer {
    const { trace } = this.run;
    this.contents ??= new BlockContents(trace, (height, hash) => this.cellsOf(height, hash));
    return packFrame({
      trace, flights: this.flights, contents: this.contents, state: this.stage.at(atMicros),
      stretch: { since: sinceMicros, moment: atMicros }, names: this.names, index: this.index,
    });
  }

  /** From whichever node has the block, or had it before a heavier chain left it out. */
  private cellsOf(height: number, hash: string): readonly Cell[] {
    for (const { replica: { chain }, takenBack } of this.run.world.nodes) {
      const own = chain.height < height ? undefined : chain.blockAt(height);
      const block = own?.hash === hash ? own : takenBack.get(hash);
      if (block === undefined) continue;
      return block.transactions.map(({ body }) => ({ kind: `${body.contract}.${body.action}`, id: body.id }));
    }
    return [];
  }

  namesFrom(index: number): string[] {
    return this.names.from(index);
  }

  life(subject: Subject, atMicros: number): Life {
    const { members, cast } = this.run.world;
    const parties = [...members.map((member) => member.name),
      ...cast.patients.map((patient) => `${patient.name}'s phone`)];
    return lifeOf(this.run.trace, subject, atMicros, parties);
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
    const stored = world.storedBlocks.of(world.nodeOf(member)).map((bytes) => bytes.slice());
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

  charts(atMicros: number): ChartIndex[] {
    return this.openCharts.at(atMicros, this.run.trace);
  }

  trail(datum: Datum, atMicros: number): Trail {
    return trailOf(this.run.trace, datum, atMicros, this.openCharts.kept);
  }

  inspectChain(upTo: number, tamper: Tamper): ChainReport {
    const { world } = this.run;
    return inspected(world.storedBlocks.of(world.nodeOf(0)).slice(0, upTo + 1), tamper);
  }

  private cast(): Cast {
    const { cast, members } = this.run.world;
    const { scenario } = this.input;
    return {
      members: members.map(({ name, kind, region, validates }) => {
        const { place, longitude, latitude } = regionFacts(region);
        return { name, kind, region, place, longitude, latitude, validates };
      }),
      patients: cast.patients.map(({ name, chart, home, keepers }) => ({
        name, chartName: chart.patientName, at: home,
        records: keepers.reduce((sum, { records }) => sum + records.length, 0),
      })),
      people: cast.people.map(({ name, role, member }) => ({ name, role, member })),
      workstations: scenario.workstations.map(({ name, at }) =>
        ({ name, member: this.run.world.memberNamed(at) })),
    };
  }

  private stageCast(): StageCast {
    const { cast, members } = this.run.world;
    return {
      members, people: cast.people.map((person) => person.name),
      patients: cast.patients.map(({ name, home }) => ({ name, at: home })),
      workstations: this.input.scenario.workstations.map((desk) => desk.name),
    };
  }
}
