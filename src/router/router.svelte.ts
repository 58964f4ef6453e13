import { formatRoute, parseRoute, type Route } from './route.ts';

/** A browser may refuse to write its address more than about a hundred times in half a minute. */
const SETTLED_MILLISECONDS = 250;

/** The address bar: intent pushes an entry, the clock replaces it once it has settled. */
export class Router {
  route = $state.raw<Route>(parseRoute('').route);
  ignored = $state.raw<readonly string[]>([]);

  readonly #changed: (route: Route) => void;
  #written = '';
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(changed: (route: Route) => void) {
    this.#changed = changed;
  }

  start(): void {
    const read = (): void => {
      if (location.hash !== this.#written) this.#read();
    };
    addEventListener('hashchange', read);
    addEventListener('popstate', read);
    this.#read();
  }

  push(route: Route): void {
    this.#write(route, 'pushState');
  }

  replaceSoon(route: Route): void {
    this.route = route;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.#write(this.route, 'replaceState'); }, SETTLED_MILLISECONDS);
  }

  dismiss(): void {
    this.ignored = [];
  }

  note(sentence: string): void {
    this.ignored = [...this.ignored, sentence];
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
    this.#changed(route);
  }

  #forget(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
