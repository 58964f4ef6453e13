import type { OfflineReport } from '../../workers/contract.ts';
import { OfflineWorker, offlineContainer, type OfflineNews } from '../bridge/offline.ts';

/** What of the page is kept for use without a connection, and whether a newer version is there. */
export class Offline {
  /** `asking`: it would cost data that the user wants saved, so nothing is fetched unasked. */
  state = $state.raw<OfflineReport | { readonly kind: 'unable' | 'keeping' | 'asking' }>({ kind: 'keeping' });
  newer = $state.raw<'no' | 'ready' | 'replaced'>('no');

  readonly #base: string;
  readonly #reload: () => void;
  readonly #worker: OfflineWorker | null;
  #chosen = false;

  constructor(base: string, reload: () => void, container = offlineContainer(), saves = savesData) {
    this.#base = base;
    this.#reload = reload;
    this.#worker = container === null ? null : new OfflineWorker(container, (news) => { this.#hear(news); });
    if (this.#worker === null) this.state = { kind: 'unable' };
    else if (container?.controller === null && saves()) this.state = { kind: 'asking' };
    else this.keep();
  }

  keep(): void {
    this.state = { kind: 'keeping' };
    void this.#worker?.begin(this.#base);
  }

  /** To the newer version. What is written, noted and branched is kept by the browser, and the address by itself. */
  reload(): void {
    this.#chosen = true;
    if (this.newer === 'replaced') this.#reload();
    else this.#worker?.takeOver();
  }

  #hear(news: OfflineNews): void {
    switch (news.kind) {
      case 'ready': this.newer = 'ready'; break;
      case 'replaced':
        this.newer = 'replaced';
        if (this.#chosen) this.#reload();
        break;
      // Why it is not kept was said before; a worker that could not tell is one that cannot keep.
      case 'unable': if (this.state.kind !== 'not-kept') this.state = { kind: 'unable' }; break;
      case 'kept': this.state = news; break;
      // An update that failed takes nothing away from what is kept.
      case 'not-kept': if (this.state.kind !== 'kept') this.state = news; break;
    }
  }
}

/** Whether the user has told the browser to save data (not in every browser). */
function savesData(): boolean {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}
