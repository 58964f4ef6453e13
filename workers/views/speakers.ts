import type { EntryKind, Values } from '../kernel/trace.ts';

export interface Speaker {
  readonly isTold: boolean;
  readonly say: (values: Values<EntryKind>, entity: string) => string;
}

/** What is said of each kind of outcome. */
export const SPEAKERS = new Map<EntryKind, Speaker>();

/** A sentence that a reader of the story would be told. */
export function told<K extends EntryKind>(kind: K, say: (values: Values<K>, entity: string) => string): void {
  // `sentenceOf` looks a speaker up by the very kind it was made for.
  SPEAKERS.set(kind, { isTold: true, say: say as unknown as Speaker['say'] });
}

/** One for whoever looks closer: each node's bookkeeping. */
export function known<K extends EntryKind>(kind: K, say: (values: Values<K>, entity: string) => string): void {
  SPEAKERS.set(kind, { isTold: false, say: say as unknown as Speaker['say'] });
}
