import type { Frame } from './frame.ts';

/** How many names a frame refers to: the columns of it that hold indices into `names`. */
export function namesNeeded(frame: Frame): number {
  let most = -1;
  for (const column of [
    frame.messages.kind, frame.leaks.kind, frame.cells.kind, frame.flights.kind,
    frame.grants.grantee, frame.grants.words,
  ]) {
    for (const name of column) if (name > most) most = name;
  }
  return most + 1;
}
