import { createContext } from 'svelte';
import type { Datum, MarkKind, RunSummary, TouchSubject } from '../../workers/contract.ts';
import { Engine, type Picture } from '../bridge/engine.svelte.ts';
import type { Chosen } from '../router/chosen.ts';
import {
  besideAfter, HOME, isHome, sameRun, stage, withStage, type Route, type StageRoute,
} from '../router/route.ts';
import { STEPS_MAX } from '../router/steps.ts';
import { words } from '../words/en.ts';
import { sayMoment } from '../words/moment.ts';
import { Address } from './address.svelte.ts';
import type { Beside } from './beside.svelte.ts';
import { Atlas } from './atlas.svelte.ts';
import type { Branches } from './branches.svelte.ts';
import { Bookmarks } from './bookmarks.svelte.ts';
import { ChainTrial } from './chain.svelte.ts';
import { Clock } from './clock.svelte.ts';
import { Curtain } from './curtain.ts';
import { EventList } from './events.svelte.ts';
import { Follower } from './follower.svelte.ts';
import { markBefore, marksBetween, nextMark } from './marks.ts';
import { OwnCharts } from './own-charts.ts';
import { Promised } from './promise.svelte.ts';
import { Preferences } from './preferences.svelte.ts';
import { showRecording } from './recorded.ts';
import { requestOf } from './request.ts';
import { RunState } from './run.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { Speech } from './speech.svelte.ts';
import { StretchChoice } from './stretch.svelte.ts';

export const [useVisit, provideVisit] = createContext<Visit>();

/** One visit to the page: run, clock, choice and address, and how they follow each other. */
export class Visit {
  readonly preferences = new Preferences();
  readonly run = new RunState();
  readonly clock = new Clock((from, to) => { this.curtain.raise(); this.#moved(from, to); });
  readonly curtain = new Curtain(() => this.clock.playing);
  readonly engine = new Engine((picture) => { this.curtain.show(() => { this.run.show(picture); }); });
  readonly selection = new Selection(this.engine);
  readonly follower = new Follower(this.engine);
  readonly bookmarks = new Bookmarks();
  readonly atlas = new Atlas();
  readonly trial = new ChainTrial(this.engine);
  readonly stretch = new StretchChoice();
  readonly ownCharts = new OwnCharts();
  readonly events = new EventList(this.engine);
  readonly promised = new Promised(this.engine, this.run);
  readonly address = new Address(this.clock, (route) => { this.#follow(route); });
  readonly router = this.address.router;
  readonly speech = new Speech();
  /** The branches of the story; loaded once the picture has been painted. */
  branches = $state.raw<Branches | null>(null);
  /** What is to be acted on: the acts that can be done to it are shown. */
  acting = $state.raw<TouchSubject | null>(null);
  /** The parent of the run on the Stage, while it is shown beside it. */
  beside = $state.raw<Beside | null>(null);
  /** Play was pressed before the run was there; it plays as soon as it is. */
  playQueued = $state(false);
  /** Counts the choices made by hand: each one brings the inspector into view. */
  attended = $state(0);
  /** The line of the script that was asked for; null follows the story. */
  line = $state.raw<number | null>(null);
  /** Whether the script is open for writing. */
  writing = $state(false);
  /** How high the bar of time is, in pixels. */
  barHigh = $state(0);
  /** Whether the list of keys is open. */
  sheet = $state(false);

  /** The route of the run that is open or being opened. */
  #opened: StageRoute | null = null;

  /** What the Stage shows, or would: away from it, the run that is open. */
  get route(): StageRoute {
    return this.address.route;
  }

  /** The route of the run that is open; null until there is one. */
  get standing(): StageRoute | null {
    return this.address.standing;
  }

  seek(atMicros: number): void {
    this.clock.seek(atMicros);
    // Whoever steps hears everything (screens.md C13).
    const at = this.clock.atMicros;
    const mark = marksBetween(this.run.summary?.marks ?? [], at - 1, at)[0];
    this.say(mark === undefined ? sayMoment(at) : mark.sentence);
  }

  toggle(): void {
    if (!this.run.live) this.playQueued = !this.playQueued;
    else this.clock.toggle();
  }

  /** To the next moment at which something happens, or the one before. */
  step(direction: 1 | -1): void {
    this.jump(this.clock.stepBy === 'block' ? 'block' : undefined, direction);
  }

  /** To the next moment of a kind; beyond the last one lies the end, before the first the start. */
  jump(kind: MarkKind | undefined, direction: 1 | -1): void {
    const marks = this.run.summary?.marks ?? [];
    this.clock.pause();
    const mark = (direction === 1 ? nextMark : markBefore)(marks, this.clock.atMicros, kind);
    if (mark !== null) {
      this.seek(mark.at);
      // Whoever looks for leaks wants to know why, and what would have prevented this one.
      if (kind === 'leak') this.choose({ kind, row: mark.row });
      this.say(mark.sentence);
    } else if (kind === undefined) this.seek(direction === 1 ? this.clock.endsAtMicros : 0);
  }

  choose(chosen: Chosen | null): void {
    this.selection.choose(chosen, this.clock.atMicros);
    if (chosen !== null) this.attended += 1;
    this.address.push({ chosen });
  }

  bookmark(note: string): void {
    this.bookmarks.add({ atMicros: this.clock.atMicros, note });
    this.say(words.bookmarks.added(sayMoment(this.clock.atMicros)));
  }

  /** Lights up a datum's way; null puts it out. */
  followDatum(datum: Datum | null): void {
    this.follower.choose(datum, this.clock.atMicros);
    this.address.push({ follow: datum });
  }

  /** Asks for the picture of the moment, with what its view shows besides. */
  look(): void {
    const at = this.clock.atMicros;
    const since = this.route.view === 'lanes' ? this.stretch.since(at, this.clock.knots) : at;
    this.engine.want(at, since);
    this.beside?.engine.want(at, since);
  }

  /** Another picture of the same moment. */
  show(picture: Partial<Pick<StageRoute, 'view' | 'map' | 'beside'>>): void {
    this.address.push(picture);
  }

  /** Another run of the story, at the same moment. What is chosen by its row is of this run only. */
  change(change: Partial<Pick<StageRoute, 'scenario' | 'packed' | 'seed' | 'settings' | 'steps' | 'own' | 'beside'>>): void {
    if ((change.steps?.length ?? 0) > STEPS_MAX) {
      this.run.remark(words.link.tooManySteps(STEPS_MAX), 'act');
      return;
    }
    const { chosen } = this.selection;
    const beside = besideAfter(this.route, { ...this.route, ...change });
    this.#follow(this.address.push({
      ...change, beside, print: null, names: [], chosen: chosen !== null && 'name' in chosen ? chosen : null,
    }));
  }

  /** Another run of the story's branches. */
  stand(run: StageRoute): void {
    if (this.address.isStanding(run)) return;
    const { scenario, packed, seed, settings, own, steps } = run;
    this.change({ scenario, packed, seed, settings, own, steps });
  }

  /** After a fault or a problem: the same link once more, or the usual story. */
  retry(route: StageRoute = this.route): void {
    this.#opened = null;
    this.router.push(withStage(this.router.route, route));
    this.#look(route);
  }

  say(sentence: string): void {
    this.speech.say(sentence);
  }

  #follow(route: Route): void {
    if (route.screen === 'self-test') {
      this.clock.pause();
      return;
    }
    if (route.screen === 'gallery') {
      this.#show();
      return;
    }
    // Whoever reads a page has stopped to read it.
    if (route.screen === 'explorer') this.clock.pause();
    this.#look(route.screen === 'explorer' ? route.stage : route);
  }

  #look(route: StageRoute): void {
    if (this.#opened === null || !sameRun(this.#opened, route)) {
      void this.#open(route);
      return;
    }
    const at = route.atMicros;
    if (at !== null && at !== this.clock.atMicros) this.#goTo(at);
    this.selection.choose(route.chosen, this.clock.atMicros);
    this.follower.choose(route.follow, this.clock.atMicros);
    this.#check(route);
    void this.promised.compare(route.print);
  }

  /** What the link names may be nothing in the run. */
  #check(route: StageRoute): void {
    if (route.chosen === null && route.follow === null) return;
    // Without this part the run is there all the same; that it could not be fetched is said.
    void import('./named.ts').then(({ sayWhatIsMissing }) => sayWhatIsMissing(this, route), () => undefined);
  }

  /** The gallery opens moving: with the run that is open, or else with the usual story. */
  #show(): void {
    this.selection.choose(null, this.clock.atMicros);
    const moving = this.preferences.travel;
    if (this.run.live && this.standing !== null) {
      if (moving) this.clock.play();
      return;
    }
    this.playQueued = moving;
    if (this.#opened === null) void this.#open(stage(HOME));
  }

  async #open(route: StageRoute): Promise<void> {
    this.#opened = route;
    this.run.ready = false;
    this.clock.pause();
    this.selection.forgetChain();
    this.trial.putBack();
    if (this.run.summary === null && isHome(route)) void showRecording(this.run, this.clock);
    const asked = await requestOf(route, this.ownCharts);
    if (this.#opened !== route) return;
    if (!asked.ok) {
      this.router.note(`${asked.sentence} ${asked.insteadSaid}`);
      this.address.replace(asked.instead);
      await this.#open(asked.instead);
      return;
    }
    const opened = await this.engine.open(asked.request, route.atMicros ?? 0);
    if (this.#opened !== route) return;
    switch (opened.kind) {
      case 'run': this.#opening(opened.run, opened.picture, route); break;
      case 'problems': this.run.problems = opened.problems; this.#stay(); break;
      case 'cancelled': this.run.cancelled = true; this.#stay(); break;
      case 'fault': case 'superseded': break;
    }
  }

  #opening(run: RunSummary, picture: Picture, route: StageRoute): void {
    this.address.standing = route;
    this.run.open(run, picture);
    const left = this.bookmarks.open(run.fingerprint);
    if (left > 0) this.run.remark(words.bookmarks.ofAnother(left));
    // The address may have moved on while the run was being opened.
    const now = this.address.onRun ? this.route : route;
    this.selection.choose(null, 0);
    // A link to a thing that names no moment tells all that happened to it.
    const at = now.atMicros ?? (this.router.route.screen === 'explorer' ? run.endsAtMicros : 0);
    this.clock.load(run.pace, run.endsAtMicros, at);
    this.#goTo(at);
    this.selection.choose(now.chosen, this.clock.atMicros);
    this.follower.choose(now.follow, this.clock.atMicros);
    this.#check(now);
    void this.promised.compare(route.print);
    if (this.playQueued) this.clock.play();
    this.playQueued = false;
  }

  /** What could not be opened leaves the run from before on the screen, under its own address. */
  #stay(): void {
    this.playQueued = false;
    // It is asked for its picture once more: what was wished for meanwhile was of the other run.
    if (this.run.live) this.look();
    if (this.standing === null || !this.address.onRun) return;
    const { atMicros } = this.clock;
    const back = { ...this.standing, atMicros, chosen: this.selection.chosen };
    this.#opened = back;
    this.address.replace(back);
  }

  #goTo(atMicros: number): void {
    this.clock.seek(atMicros);
    if (atMicros > this.clock.endsAtMicros) {
      this.router.note(words.link.later(sayMoment(this.clock.endsAtMicros)));
    }
  }

  #moved(from: number, to: number): void {
    if (!this.run.live) return;
    if (from !== to) this.line = null;
    this.look();
    this.selection.follow(to);
    this.events.follow(to);
    this.follower.follow(to);
    // In the gallery the picture is there to be looked at, and says nothing by itself.
    if (!this.address.onRun) return;
    this.address.follow();
    if (this.clock.playing) this.speech.announce(marksBetween(this.run.summary?.marks ?? [], from, to), this.preferences.kept.quiet);
  }
}
