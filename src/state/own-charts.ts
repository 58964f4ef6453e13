import { nameFor, type OwnFile } from '../share/own-chart.ts';

/** As much as the engine reads; it says the same in more words. */
const FILE_BYTES_MAX = 10 * 1_024 * 1_024;

export type Taken =
  | { readonly ok: true; readonly name: string; readonly sha256: string }
  | { readonly ok: false; readonly why: 'size' | 'unreadable' };

/** Files dropped on this page, by hash, in this tab's memory alone and gone when it closes. */
export class OwnCharts {
  readonly #bytes = new Map<string, Uint8Array>();

  async take(file: File): Promise<Taken> {
    if (file.size > FILE_BYTES_MAX) return { ok: false, why: 'size' };
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      this.#bytes.set(sha256, bytes);
      return { ok: true, name: nameFor(file.name), sha256 };
    } catch {
      return { ok: false, why: 'unreadable' };
    }
  }

  /** Null: it was never dropped here. */
  bytesOf({ sha256 }: OwnFile): Uint8Array | null {
    return this.#bytes.get(sha256) ?? null;
  }
}
