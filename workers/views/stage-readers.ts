import type { EntryKind, Row, Trace, Values } from '../kernel/trace.ts';
import type { CastIndex } from './stage-cast.ts';
import type { StageState } from './stage-state.ts';

type Reader<K extends EntryKind> = (
  state: StageState, values: Values<K>, row: Row, trace: Trace, index: CastIndex,
) => void;

/** One small reader for each kind of outcome that changes the picture. */
export const READERS = new Map<EntryKind, Reader<EntryKind>>();

export function read<K extends EntryKind>(kind: K, reader: Reader<K>): void {
  // The map loses the kind's type; `apply` looks readers up by the very kind they were made for.
  READERS.set(kind, reader);
}
