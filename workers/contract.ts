/**
 * What the screen may know of the simulation: the calls it can make, the plain data that comes
 * back, and the layout of a frame. `src` imports this file and nothing else of `workers`.
 */
export { register, parseSetting } from './settings/register.ts';
export type { Setting, Settings, SettingValue } from './settings/register.ts';
export type { Completions as ScriptCompletions } from './script/complete.ts';
export type { Hover as ScriptHover } from './script/hover.ts';
export type { Problem as ScriptProblem } from './script/problem.ts';
export type { Rung } from './kernel/ladder.ts';
export type { ScriptApi } from './threads/script-api.ts';
export type { CardMark, ScenarioCard } from './views/card.ts';
export type {
  Snapshot, SnapshotGap, SnapshotItem, SnapshotMark, SnapshotSection,
} from './health/snapshot.ts';
import type { Snapshot } from './health/snapshot.ts';
export { FRAME, FRAME_VERSION, MESSAGES_SHOWN_MAX, type FrameTable } from './contract/frame.ts';
export { ENGINE_VERSION } from './contract/version.ts';
export type { ChainLink, ChainReport, ChainVerdict, Tamper } from './contract/chain.ts';
export type { EventPage, EventQuery, EventRow, EventSort } from './contract/events.ts';
export { PAGE_KINDS } from './contract/explorer.ts';
export type {
  BlockPage, CertificateFacts, ChartPage, ChartRecord, ExplorerPage, GrantPage, Inclusion, LeakPage, MemberPage,
  PageAddress, PageEvent, PageHead, PageKind, PageLink, ProposalPage, RecordPage, SignatureFacts, SignedThing,
  TransactionPage,
} from './contract/explorer.ts';
export type { ChartIndex, Datum, Trail, TrailRow, TrailStep } from './contract/trail.ts';
export { leaksSaid, readingSaid, tallySaid, type LeakTally } from './contract/leaks.ts';
export type { LoadReport, LoadRow, MessageMix } from './contract/load.ts';
import type { LoadReport } from './contract/load.ts';
export type { BuildFiles, OfflineReport, OfflineRequest } from './contract/offline.ts';
export { partedAt } from './contract/parting.ts';
export type { OutcomePrints, OutcomeSaid, PartedAt, Parting, PrintsWanted } from './contract/parting.ts';
export type {
  Candidate, Compared, LeakIdentity, LeakProof, Prevention, PreventionChange,
} from './contract/prevention.ts';
export type { BranchText, Touch, TouchSubject } from './contract/touch.ts';
import type { ChainReport, ChainVerdict, Tamper } from './contract/chain.ts';
import type { ChartIndex, Datum, Trail } from './contract/trail.ts';
import type {
  ExplorerPage, PageAddress, PageLink, SignatureFacts, SignedThing,
} from './contract/explorer.ts';
import type { EventPage, EventQuery } from './contract/events.ts';
import type { OutcomePrints, OutcomeSaid } from './contract/parting.ts';
import type { LeakIdentity, LeakProof, Prevention } from './contract/prevention.ts';
import type { Touch, TouchSubject } from './contract/touch.ts';
import type { Rung } from './kernel/ladder.ts';
import type { Settings, SettingValue } from './settings/register.ts';

/** The calls of the simulation worker, over Comlink. Times are integer microseconds. */
export interface SimulationApi {
  /** Builds and runs a scenario to its end, in slices; the run stays open for the calls below. */
  open(request: OpenRequest): Promise<OpenReply>;
  /** How far the run that is being opened has got; null when none is. */
  progress(): Progress | null;
  /** Stops a run that is being opened; `open` then answers with the problem "cancelled". */
  cancel(): void;
  /**
   * The picture at a moment: one transferred buffer, laid out as FRAME says. `sinceMicros` is where
   * the stretch of time that lanes show begins; at the moment itself there is none.
   */
  frame(atMicros: number, sinceMicros: number): ArrayBuffer;
  /** The names that frames refer to by index, from index `from` on. */
  names(from: number): string[];
  /** What one thing is and what happened to it, up to a moment; null where the run has no such thing. */
  life(subject: Subject, atMicros: number): Life | null;
  /** Why an outcome happened: what it came from, latest first, down to the script lines. */
  why(row: number): WhyStep[];
  /** Outcomes up to a moment as rows of a table: filtered, sorted, a page at a time. */
  events(query: EventQuery): EventPage;
  /** Charts as people have been shown them up to a moment: by one person, or of one patient. */
  snapshots(about: string, atMicros: number): Snapshot[];
  /** What can be followed, by the moment. */
  charts(atMicros: number): ChartIndex[];
  /** Where a datum has gone by the moment. */
  trail(datum: Datum, atMicros: number): Trail;
  /** What clients of the loads met with; no rows where there is no load. */
  loadReport(): LoadReport;
  /**
   * Hashes on the way to the end, after every so many outcomes, and when each was reached; from
   * them two runs that part can tell where.
   */
  ladder(every: number): Rung[];
  /** The acts that can be said of a thing at a moment, each a branch; empty where there is none. */
  touches(subject: TouchSubject, atMicros: number): Touch[];
  /** Outcomes by what they say, for `partingOf`, which finds where two runs part. */
  prints(from: number, count: number): OutcomePrints;
  outcome(row: number): OutcomeSaid;
  /** What could have prevented the leak of that row; to be proved by runs of their own. */
  prevent(row: number): Prevention | null;
  /** How that leak stands in this run, and its numbers beside those of the run it was found in. */
  prove(leak: LeakIdentity, before: RunSummary['metrics']): LeakProof;
  /** A page of the explorer as things stand at a moment; null where the run has no such thing. */
  page(address: PageAddress, atMicros: number): Promise<ExplorerPage | null>;
  /** Everything with a page that the words, a name, an id or the start of a hash could mean. */
  find(text: string): Promise<PageLink[]>;
  /** What has a page by a moment, kind by kind; of what is many, the latest. */
  contents(atMicros: number): Promise<PageLink[]>;
  /** Real Ed25519 signatures, made now. Empty where nobody signed such a thing. */
  sign(thing: SignedThing): Promise<SignatureFacts[]>;
  /** Whether the signature is of this text under this key, by the engine's own library. */
  checkSignature(facts: SignatureFacts): Promise<boolean>;
  /** Recomputes the chain that a member stores; `tamper` flips one byte of a copy first. */
  verifyChain(tamper: Tamper | null): ChainVerdict;
  /** The chain that the first member stores up to a height, link by link, after one byte's change. */
  inspectChain(upTo: number, tamper: Tamper): ChainReport;
}

export interface OpenRequest {
  /** A name under scenarios/, or the text itself. */
  readonly scenario: { readonly name: string } | { readonly text: string };
  /** Overrides the scenario's own seed; null keeps it. */
  readonly seed: number | null;
  /** Overrides by setting path, as in a link or on the command line. */
  readonly settings: Readonly<Record<string, SettingValue>>;
  /** Files of the user's own that stand in for the charts of patients. */
  readonly charts?: readonly OwnChart[];
  /** Where the app is served from (the page's base address), to fetch its own files. */
  readonly base: string;
}

/** A FHIR file of the user's own; it never leaves the tab. */
export interface OwnChart {
  /** Whose chart it stands in for. */
  readonly patient: string;
  readonly name: string;
  /** What a link says the file is, in lower-case hex; null: whatever it is. */
  readonly sha256: string | null;
  /** Null: it is not here. */
  readonly bytes: Uint8Array | null;
}

export type OpenReply =
  | { readonly ok: true; readonly run: RunSummary }
  | { readonly ok: false; readonly problems: readonly RunProblem[] };

/** Something wrong with what was given. `line` is 0 where no line is to blame. */
export interface RunProblem {
  readonly place: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly sentence: string;
  readonly fix?: string;
}

export interface Progress {
  readonly atMicros: number;
  readonly endsAtMicros: number;
  readonly events: number;
}

/** What the network withstands under its protocol: the f of the papers. */
export interface Tolerance {
  readonly validators: number;
  /** How a faulty one may behave: stop, or lie in any way. */
  readonly faults: 'crash' | 'byzantine';
  /** `probabilistic`: what is final may be taken back with nobody at fault; there is no f. */
  readonly finality: 'deterministic' | 'probabilistic';
  /** Up to how many faulty ones no two others decide differently. */
  readonly safeWith: number;
  /** Up to how many crashed ones everything is decided in the end. */
  readonly liveWith: number;
  readonly sentence: string;
  /** The model with its source. */
  readonly model: string;
}

export interface RunSummary {
  readonly engine: string;
  readonly title: string;
  readonly text: string;
  readonly seed: number;
  /** Every setting in force, and those that differ from the register's default. */
  readonly settings: Settings;
  /** SHA-256 of every chart and policy file used, by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly changed: readonly string[];
  readonly fingerprint: string;
  /** What the clock's zero is, ISO 8601, e.g. 2021-07-01T00:00Z. */
  readonly starts: string;
  readonly endsAtMicros: number;
  readonly events: number;
  readonly outcomes: number;
  readonly messages: number;
  readonly wallSeconds: number;
  readonly cast: Cast;
  readonly tolerance: Tolerance;
  /** Moments worth stopping at, in order of time. */
  readonly marks: readonly Mark[];
  /** Knots of the playing pace: [moment, seconds of playing until it], both rising. */
  readonly pace: readonly (readonly [number, number])[];
  readonly story: readonly StoryLine[];
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly checks: readonly CheckResult[];
}

export interface Cast {
  readonly members: readonly CastMember[];
  readonly patients: readonly { name: string; chartName: string; records: number; at: number }[];
  readonly people: readonly { name: string; role: string; member: number }[];
  readonly workstations: readonly { name: string; member: number }[];
}

export interface CastMember {
  readonly name: string;
  readonly kind: string;
  readonly region: string;
  readonly place: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly validates: boolean;
}

export type MarkKind =
  | 'block' | 'grant' | 'denial' | 'access' | 'refused' | 'leak' | 'need' | 'session' | 'link' | 'move'
  | 'fault' | 'verdict';

export interface Mark {
  readonly at: number;
  /**
   * The outcome this mark stands for (the first of them, where it stands for several); of a
   * verdict, the last one by then.
   */
  readonly row: number;
  readonly kind: MarkKind;
  /** How many outcomes it stands for. */
  readonly count: number;
  readonly sentence: string;
}

export interface StoryLine {
  readonly line: number;
  readonly at: number;
  readonly text: string;
}

export interface CheckResult {
  readonly text: string;
  readonly line: number;
  readonly verdict: 'holds' | 'broken' | 'undecided';
  /** When it was decided, µs; null while undecided. */
  readonly at: number | null;
  readonly sentence: string;
  /** What could be said of it at that moment. */
  readonly then: string;
  /** Why the author means it to be broken; null where she means it to hold. */
  readonly onPurpose: string | null;
}

export type Subject =
  | { readonly kind: 'member' | 'patient' | 'person' | 'workstation'; readonly name: string }
  | { readonly kind: 'block' | 'grant' | 'leak' | 'need' | 'outcome'; readonly row: number }
  | { readonly kind: 'message'; readonly row: number };

export interface Life {
  readonly title: string;
  /** One sentence: what it is and how it stands at the moment. */
  readonly state: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly events: readonly { readonly row: number; readonly at: number; readonly sentence: string }[];
}

export interface WhyStep {
  readonly row: number;
  readonly at: number;
  readonly sentence: string;
  /** The script line that this step is; null for what follows one, or comes with the calendar. */
  readonly line: number | null;
  readonly lineText: string | null;
}

