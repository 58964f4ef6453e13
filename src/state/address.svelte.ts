import {
  HOME, sameRun, stage, stageOf, withStage, type Route, type StageRoute,
} from '../router/route.ts';
import { Router } from '../router/router.svelte.ts';
import type { Clock } from './clock.svelte.ts';

/** Which run the address is of, and how the moment gets into it. */
export class Address {
  readonly router: Router;
  /** The route of the last run that opened; null until there is one. */
  standing = $state.raw<StageRoute | null>(null);

  readonly #clock: Clock;

  constructor(clock: Clock, changed: (route: Route) => void) {
    this.#clock = clock;
    this.router = new Router(changed);
  }

  /** What the Stage shows, or would: away from it, the run that is open. */
  get route(): StageRoute {
    return stageOf(this.router.route) ?? this.standing ?? stage(HOME);
  }

  /** Whether the address is of a run, and follows its moment. */
  get onRun(): boolean {
    return stageOf(this.router.route) !== null;
  }

  /** Intent: an entry of its own, at the moment of the clock. */
  push(change: Partial<StageRoute>): StageRoute {
    const route: StageRoute = { ...this.route, ...change, atMicros: this.#clock.atMicros };
    this.router.push(route);
    return route;
  }

  replace(route: StageRoute): void {
    this.router.replaceSoon(withStage(this.router.route, route));
  }

  /** The clock has moved. While it plays nobody waits for the address, and a reload still finds it. */
  follow(): void {
    if (this.#clock.playing) this.router.replaceInPassing(this.#here);
    else this.router.replaceSoon(this.#here());
  }

  /** Whether that run is the one that stands. */
  isStanding(run: StageRoute): boolean {
    return this.standing !== null && sameRun(this.standing, run);
  }

  readonly #here = (): Route => (this.onRun
    ? withStage(this.router.route, { ...this.route, atMicros: this.#clock.atMicros }) : this.router.route);
}
