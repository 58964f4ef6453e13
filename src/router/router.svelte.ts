import { formatRoute, parseRoute, sameRun, stageOf, type Route } from './route.ts';

/** A browser may refuse to write its address more than about a hundred times in half a minute. */
const SETTLED_MILLISECONDS = 250;
/** So long at least what was wrong with an address stands. */
const READ_MILLISECONDS = 6_000;
/** Of what goes on changing, as the moment does while a run plays. */
const PASSING_MILLISECONDS = 2_000;

/**
 * The address bar: intent pushes an entry, the clock replaces it once it has settled, every so often
 * while it plays, and before the page goes or is put away.
 */
export class Router {
  route = $state.raw<Route>(parseRoute('').route);
  ignored = $state.raw<readonly string[]>([]);

  readonly #changed: (route: Route) => void;
  #written = '';
  #notedAt = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** What the timer is to write: asked for then, so that nothing is worked out until it is. */
  #waiting: (() => Route) | null = null;

  constructor(changed: (route: Route) => void) {
    this.#changed = changed;
  }

  start(): void {
    const read = (): void => {
      if (location.hash !== this.#written) this.#read();
    };
    addEventListener('hashchange', read);
    addEventListener('popstate', read);
    addEventListener('pagehide', () => { this.#settle(); });
    // A phone tells of no more than this before it ends a page.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.#settle();
    });
    this.#read();
  }

  push(route: Route): void {
    // Who goes on to another run has read what was wrong with the address, if there was time to.
    const [before, after] = [stageOf(this.route), stageOf(route)];
    const isOther = before !== null && after !== null && !sameRun(before, after);
    if (isOther && performance.now() - this.#notedAt >= READ_MILLISECONDS) this.ignored = [];
    this.#write(route, 'pushState');
  }

  replaceSoon(route: Route): void {
    this.route = route;
    this.#forget();
    this.#await(() => this.route, SETTLED_MILLISECONDS);
  }

  /** Of what goes on changing: asked for when it is written, and not before. */
  replaceInPassing(route: () => Route): void {
    if (this.#timer === null) this.#await(route, PASSING_MILLISECONDS);
    else this.#waiting = route;
  }

  dismiss(): void {
    this.ignored = [];
  }

  note(sentence: string): void {
    this.ignored = [...this.ignored, sentence];
    this.#notedAt = performance.now();
  }

  #write(route: Route, how: 'pushState' | 'replaceState'): void {
    this.#forget();
    this.route = route;
    const hash = formatRoute(route);
    if (hash === location.hash) return;
    this.#written = hash;
    try {
      history[how](null, '', hash);
    } catch {
      // Refused for writing too often; the next settled moment writes it.
    }
  }

  #read(): void {
    this.#forget();
    this.#written = location.hash;
    const { route, ignored } = parseRoute(location.hash);
    this.route = route;
    this.ignored = ignored;
    this.#notedAt = performance.now();
    this.#changed(route);
  }

  #await(route: () => Route, milliseconds: number): void {
    this.#waiting = route;
    this.#timer = setTimeout(() => { this.#settle(); }, milliseconds);
  }

  /** Writes what waits to be written, if anything does. */
  #settle(): void {
    if (this.#waiting !== null) this.#write(this.#waiting(), 'replaceState');
  }

  #forget(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#waiting = null;
  }
}
