/**
 * What a link or a file promises of its run: the first digits of its fingerprint, and hashes on the
 * way there. Whoever opens it sees that the run is the same, event for event, or where they part.
 */
export interface RunPrint {
  readonly engine: string;
  /** The first eight hexadecimal digits of the fingerprint. */
  readonly fingerprint: string;
  readonly outcomes: number;
  /** A rung stands after every so many outcomes; see workers/kernel/ladder.ts. */
  readonly every: number;
  readonly rungs: readonly number[];
}

/** Sixteen rungs are forty characters of a link. */
export const LINK_RUNGS_MAX = 16;
export const FILE_RUNGS_MAX = 4096;
const FINGERPRINT_DIGITS = 8;
const OUTCOMES_MAX = 16_777_216;

/** This run, as the engine has it. */
export interface OwnRun {
  readonly engine: string;
  readonly fingerprint: string;
  readonly outcomes: number;
}

export interface OwnRung { readonly print: number; readonly at: number }

export type Comparison =
  | { readonly kind: 'same'; readonly outcomes: number }
  | {
      readonly kind: 'differs';
      /** So many first outcomes are the same; the next `within` hold the first that is not. */
      readonly agree: number;
      readonly within: number;
      /** The stretch of this run in which they part, µs; its end is null beyond this run's own. */
      readonly fromMicros: number;
      readonly toMicros: number | null;
      /** The engine that the other run was made with, where it is another. */
      readonly otherEngine: string | null;
    };

/** How many outcomes stand between two rungs, for at most so many rungs. */
export function everyFor(outcomes: number, rungsMax: number): number {
  return Math.max(1, Math.ceil(outcomes / rungsMax));
}

export function printOf(run: OwnRun, every: number, rungs: readonly OwnRung[]): RunPrint {
  return {
    engine: run.engine, fingerprint: run.fingerprint.slice(0, FINGERPRINT_DIGITS),
    outcomes: run.outcomes, every, rungs: rungs.map(({ print }) => print),
  };
}

/** Compares a promise with this run, whose rungs stand after every `promise.every` outcomes. */
export function comparePrints(promise: RunPrint, run: OwnRun, rungs: readonly OwnRung[]): Comparison {
  if (run.fingerprint.startsWith(promise.fingerprint) && run.outcomes === promise.outcomes) {
    return { kind: 'same', outcomes: run.outcomes };
  }
  const differs = promise.rungs.findIndex((print, index) => rungs[index]?.print !== print);
  const agreed = differs < 0 ? promise.rungs.length : differs;
  const agree = agreed * promise.every;
  return {
    kind: 'differs', agree, within: Math.max(1, Math.min(promise.every, promise.outcomes - agree)),
    fromMicros: rungs[agreed - 1]?.at ?? 0, toMicros: rungs[agreed]?.at ?? null,
    otherEngine: promise.engine === run.engine ? null : promise.engine,
  };
}

/** `f543d107.1024.64.…`: fingerprint, outcomes, outcomes a rung, rungs in base64url. */
export function writePrint({ fingerprint, outcomes, every, rungs }: RunPrint): string {
  return `${fingerprint}.${outcomes}.${every}.${writeRungs(rungs)}`;
}

/** Null where it is not as `writePrint` writes it. */
export function readPrint(text: string, engine: string, rungsMax: number): RunPrint | null {
  const found = /^([0-9a-f]{8})\.(\d{1,8})\.(\d{1,8})\.([A-Za-z0-9_-]*)$/.exec(text);
  if (found === null) return null;
  const [, fingerprint = '', outcomesText, everyText, rungsText = ''] = found;
  const [outcomes, every] = [Number(outcomesText), Number(everyText)];
  if (outcomes > OUTCOMES_MAX || every < 1) return null;
  if (rungsText.length > Math.ceil(rungsMax * 8 / 3)) return null;
  const rungs = readRungs(rungsText);
  if (rungs === null || rungs.length > rungsMax || rungs.length !== Math.floor(outcomes / every)) return null;
  return { engine, fingerprint, outcomes, every, rungs };
}

/** A version as package.json writes them; anything else is no engine of ours. */
export function isEngine(text: string): boolean {
  return /^\d{1,4}\.\d{1,4}\.\d{1,4}$/.test(text);
}

function writeRungs(rungs: readonly number[]): string {
  const binary = rungs.map((rung) => String.fromCharCode(rung >> 8, rung & 0xff)).join('');
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function readRungs(text: string): number[] | null {
  let binary: string;
  try {
    binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  } catch {
    return null;
  }
  if (binary.length % 2 !== 0) return null;
  return Array.from({ length: binary.length / 2 }, (_, index) =>
    binary.charCodeAt(2 * index) * 256 + binary.charCodeAt(2 * index + 1));
}
