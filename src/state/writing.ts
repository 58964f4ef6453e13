import { shelfOf } from './drafts.ts';

/** Of this tab alone: whether it was writing when it was reloaded, and in which draft. */
const KEY = 'ledgerward.writing';

export function rememberWriting(draft: string | null): void {
  try {
    shelfOf(() => sessionStorage)?.setItem(KEY, draft ?? '');
  } catch {
    // Then the editor is closed after a reload, and the draft is in the list.
  }
}

export function forgetWriting(): void {
  shelfOf(() => sessionStorage)?.removeItem(KEY);
}

/** Null: this tab was not writing. An empty draft: it was, and nothing had been changed. */
export function rememberedWriting(): { readonly draft: string | null } | null {
  const kept = shelfOf(() => sessionStorage)?.getItem(KEY) ?? null;
  return kept === null ? null : { draft: kept === '' ? null : kept };
}
