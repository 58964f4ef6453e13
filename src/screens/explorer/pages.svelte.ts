import { createContext } from 'svelte';
import type { ExplorerPage, PageAddress, PageHead, PageLink } from '../../../workers/contract.ts';
import { explorer, formatRoute, type StageRoute } from '../../router/route.ts';
import { LINK_RUNGS_MAX } from '../../share/run-print.ts';
import { Asking } from '../../state/asking.ts';
import type { Visit } from '../../state/visit.svelte.ts';
import { namesOf, NO_NAMES, type Names } from './mentions.ts';

export const [usePages, providePages] = createContext<Pages>();

const AGAIN_MILLISECONDS = 60;

/** The page that is asked for, as things stand at the moment, and where its links lead. */
export class Pages {
  /** The last page that was answered. */
  page = $state.raw<ExplorerPage | null>(null);
  /** The address that was answered last; null: none yet, or the list of all pages. */
  answered = $state.raw<PageAddress | null>(null);
  failed = $state(false);
  contents = $state.raw<readonly PageLink[]>([]);
  names = $state.raw<Names>(NO_NAMES);

  readonly #visit: Visit;
  readonly #asking = new Asking(() => this.#ask(), AGAIN_MILLISECONDS);
  #wish: { readonly address: PageAddress | null; readonly at: number } = { address: null, at: 0 };

  constructor(visit: Visit) {
    this.#visit = visit;
  }

  /** Asks for a page, or for the list of all, at a moment; of quick wishes the latest counts. */
  look(address: PageAddress | null, at: number): void {
    this.#wish = { address, at };
    this.#asking.again();
  }

  /** Another run: what the last one's pages said is of it alone. */
  forget(): void {
    this.page = null;
    this.answered = null;
    this.names = NO_NAMES;
  }

  href(page: PageAddress | null): string {
    return formatRoute(explorer(page === null ? null : { kind: page.kind, id: page.id }, this.here));
  }

  /** For somebody else: with what the run must come to, so that the other page says whether it is the same. */
  async linkTo(page: PageAddress): Promise<string> {
    const print = await this.#visit.promised.print(LINK_RUNGS_MAX);
    return formatRoute(explorer({ kind: page.kind, id: page.id }, { ...this.here, print }));
  }

  /** The Stage at a moment, with what a page is of chosen on it. */
  stageHref(mark: PageHead['mark'], atMicros: number): string {
    return formatRoute({
      ...this.here, atMicros, chosen: mark ?? this.here.chosen,
      view: mark?.kind === 'block' ? 'chain' : this.here.view,
    });
  }

  get here(): StageRoute {
    return { ...this.#visit.route, atMicros: this.#visit.clock.atMicros };
  }

  async #ask(): Promise<void> {
    const { address, at } = this.#wish;
    const { engine, run } = this.#visit;
    try {
      if (this.names.size === 0 && run.summary !== null) {
        const all = await engine.contents(run.summary.endsAtMicros);
        this.names = namesOf(run.summary.cast, all.filter(({ kind }) => kind === 'grant'));
      }
      if (address === null) this.contents = await engine.contents(at);
      else this.page = await engine.page(address, at);
      this.answered = address;
      this.failed = false;
    } catch {
      // The run was closed meanwhile: the next one asks again. Or the part could not be fetched.
      this.page = null;
      this.answered = address;
      this.failed = run.live && engine.fault === null && !engine.opening;
    }
  }
}
