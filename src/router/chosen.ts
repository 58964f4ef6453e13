import type { Subject } from '../../workers/contract.ts';

/** What is selected on the Stage; exactly what the worker can tell the life of. */
export type Chosen = Subject;

const NAMED = ['member', 'patient', 'person', 'workstation'] as const;
const NUMBERED = ['block', 'grant', 'leak', 'need', 'outcome', 'message'] as const;

/** `person.dr-rivas`, `grant.14`: a kind, a dot, a name or a row of the trace. */
export function writeSelection(chosen: Chosen): string {
  return 'name' in chosen ? `${chosen.kind}.${chosen.name}` : `${chosen.kind}.${chosen.row}`;
}

export function readSelection(text: string): Chosen | null {
  const dot = text.indexOf('.');
  const kind = text.slice(0, Math.max(0, dot));
  const rest = text.slice(dot + 1);
  const named = NAMED.find((candidate) => candidate === kind);
  if (named !== undefined) {
    // The words a script allows as a handle, or a validator it only counts: no link carries a sentence of its own.
    return /^(?:[\p{L}\p{N}_-]{1,64}|validator \d{1,4})$/u.test(rest) ? { kind: named, name: rest } : null;
  }
  const numbered = NUMBERED.find((candidate) => candidate === kind);
  if (numbered === undefined || !/^\d{1,9}$/.test(rest)) return null;
  return { kind: numbered, row: Number(rest) };
}

export function sameChosen(a: Chosen | null, b: Chosen | null): boolean {
  if (a === null || b === null) return a === b;
  return writeSelection(a) === writeSelection(b);
}
