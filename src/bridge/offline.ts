import type { OfflineReport, OfflineRequest } from '../../workers/contract.ts';

/** `unable`: there is no such worker here. `ready`: a newer version waits. `replaced`: it is in charge. */
export type OfflineNews = OfflineReport | { readonly kind: 'unable' | 'ready' | 'replaced' };

/**
 * The worker that keeps the page for use without a connection, as the page sees it. Nothing of the
 * app depends on it: where a browser has none, refuses it or loses it, the host is asked as ever.
 */
export class OfflineWorker {
  readonly #container: ServiceWorkerContainer;
  readonly #hear: (news: OfflineNews) => void;
  #registration: ServiceWorkerRegistration | null = null;
  #isAsked = false;
  /** The first worker to take charge of a page that had none is of its own version; any other is newer. */
  #isFirst: boolean;

  constructor(container: ServiceWorkerContainer, hear: (news: OfflineNews) => void) {
    this.#container = container;
    this.#hear = hear;
    this.#isFirst = container.controller === null;
  }

  /** @param base the folder that the page is served from */
  async begin(base: string): Promise<void> {
    this.#container.addEventListener('controllerchange', () => {
      if (!this.#isFirst) this.#hear({ kind: 'replaced' });
      this.#isFirst = false;
    });
    this.#container.addEventListener('message', ({ data }) => { this.#hear(data as OfflineReport); });
    this.#container.startMessages();
    try {
      await this.#container.register(new URL('sw.js', base), { updateViaCache: 'none' });
      this.#registration = await this.#container.getRegistration(base) ?? null;
    } catch {
      this.#registration = null;
    }
    const registration = this.#registration;
    if (registration === null) {
      this.#hear({ kind: 'unable' });
      return;
    }
    registration.addEventListener('updatefound', () => { this.#watch(registration.installing); });
    this.#watch(registration.installing);
    this.#look();
  }

  /** Lets the newer version take over; `replaced` is heard when it has. */
  takeOver(): void {
    const waiting = this.#registration?.waiting ?? null;
    this.#isFirst = false;
    if (waiting === null) this.#hear({ kind: 'replaced' });
    else waiting.postMessage('take over' satisfies OfflineRequest);
  }

  #watch(worker: ServiceWorker | null): void {
    worker?.addEventListener('statechange', () => {
      if (worker.state !== 'redundant') this.#look();
      // The worker itself says why, where it can.
      else if (this.#registration?.active === null) this.#hear({ kind: 'unable' });
    });
  }

  #look(): void {
    const { active, waiting } = this.#registration ?? { active: null, waiting: null };
    if (active !== null && waiting !== null) this.#hear({ kind: 'ready' });
    if (active === null || this.#isAsked) return;
    this.#isAsked = true;
    active.postMessage('report' satisfies OfflineRequest);
  }
}

/** The page's own; null where the browser has none, as in some private windows and without https. */
export function offlineContainer(): ServiceWorkerContainer | null {
  try {
    return isSecureContext && 'serviceWorker' in navigator ? navigator.serviceWorker : null;
  } catch {
    return null;
  }
}
