import { checkAll } from '../checks/checks.ts';
import type { Cast, ChartIndex, RunSummary, Tolerance } from '../contract.ts';
import { ENGINE_VERSION } from '../contract/version.ts';
import { createSha256 } from '../crypto/hash.ts';
import { metricsOf } from '../metrics/metrics.ts';
import { regionFacts } from '../net/regions.ts';
import { BlockContents, type Cell } from '../views/contents.ts';
import { Flights } from '../views/flight.ts';
import { Folded } from '../views/folded.ts';
import { packFrame } from '../views/frame.ts';
import { marksOf, withVerdicts } from '../views/marks.ts';
import { Names } from '../views/names.ts';
import { paceOf } from '../views/pace.ts';
import { playedLines } from '../views/played-lines.ts';
import { CastIndex } from '../views/stage-cast.ts';
import type { StageCast } from '../views/stage-cast.ts';
import { stageView } from '../views/stage.ts';
import type { StageState } from '../views/stage-state.ts';
import type { RunInput } from '../world/input.ts';
import { readSettings } from '../world/joining.ts';
import { Run } from '../world/run.ts';
import { toleranceOf } from '../world/tolerance.ts';
import { OpenCharts } from './open-charts.ts';

/** A run and its picture at every moment: all that a visit needs which asks nothing. */
export class DrawnRun {
  readonly run: Run;
  readonly input: RunInput;
  private readonly names = new Names();
  private readonly index: CastIndex;
  /** Made before the story begins, when it says what is kept. */
  readonly openCharts: OpenCharts;
  private readonly stage: Folded<StageState>;
  private readonly flights: Flights;
  private contents: BlockContents | null = null;

  constructor(input: RunInput, run = new Run(input), openCharts = new OpenCharts(run.world)) {
    this.input = input;
    this.run = run;
    this.index = new CastIndex(this.stageCast());
    this.openCharts = openCharts;
    this.stage = new Folded(stageView(this.index), this.run.trace);
    this.flights = new Flights(this.run.trace);
  }

  /** After the run has ended. `wallSeconds` is the caller's measure: the engine has no clock. */
  summary(wallSeconds: number): RunSummary {
    const { scenario, settings, changed, seed } = this.input;
    const { trace, endsAt, events, world } = this.run;
    const happened = marksOf(trace);
    const checks = checkAll(
      scenario.expectations, trace, world.nodes.map(({ name }) => name), endsAt);
    const marks = withVerdicts(trace, happened, checks);
    return {
      engine: ENGINE_VERSION, title: scenario.title, text: scenario.text, seed, settings,
      files: Object.fromEntries(this.input.fileDigests),
      changed,
      fingerprint: trace.fingerprint(createSha256()), starts: scenario.starts,
      endsAtMicros: endsAt, events, outcomes: trace.outcomeCount, messages: trace.messageCount,
      wallSeconds, cast: this.cast(), tolerance: this.tolerance(),
      marks, pace: paceOf(happened, trace.messages, endsAt),
      story: playedLines(scenario, trace),
      metrics: this.metrics(),
      checks,
    };
  }

  protected metrics(): RunSummary['metrics'] {
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

  /** What can be followed, which the Stage offers before anybody asks. */
  charts(atMicros: number): ChartIndex[] {
    return this.openCharts.at(atMicros, this.run.trace);
  }

  protected cast(): Cast {
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
