import type { RunSummary } from '../../workers/contract.ts';
import { cell, type Frame } from '../bridge/frame.ts';
import { sayDuration } from '../words/moment.ts';

export type Consequence = 'waiting' | 'couldRead' | 'didRead' | 'leaked' | 'needsMet' | 'needsMissed' | 'waitP50' | 'waitP95';

export interface ConsequenceRow {
  readonly what: Consequence;
  readonly values: readonly [string, string];
  /** Of the second from the first; empty where they are equal or cannot be compared. */
  readonly difference: string;
}

export interface ConsequenceSection {
  readonly when: 'now' | 'end';
  readonly rows: readonly ConsequenceRow[];
}

const MICROS = 1_000_000;
const NONE = '–';

/** The numbers of two runs at a moment, and when both have ended. */
export function consequencesOf(
  frames: readonly [Frame, Frame], runs: readonly [Pick<RunSummary, 'metrics'>, Pick<RunSummary, 'metrics'>],
): readonly ConsequenceSection[] {
  const dial = (what: Consequence, name: 'leaked' | 'couldRead' | 'didRead' | 'waiting'): ConsequenceRow =>
    row(what, frames.map((frame) => (frame.dials.count === 0 ? 0 : cell(frame.dials[name], 0))), String);
  const metric = (what: Consequence, path: string, say: (value: number) => string = String): ConsequenceRow =>
    row(what, runs.map(({ metrics }) => metrics[path] ?? null), say);
  const seconds = (value: number): string => sayDuration(Math.round(value * MICROS));
  return [
    { when: 'now', rows: [
      dial('leaked', 'leaked'), dial('couldRead', 'couldRead'), dial('didRead', 'didRead'), dial('waiting', 'waiting'),
    ] },
    { when: 'end', rows: [
      metric('leaked', 'leaks.total'), metric('couldRead', 'exposure.couldReadPairs'),
      metric('needsMet', 'care.met'), metric('needsMissed', 'care.missed'),
      metric('waitP50', 'care.waitSecondsP50', seconds), metric('waitP95', 'care.waitSecondsP95', seconds),
    ] },
  ];
}

function row(what: Consequence, given: readonly (number | null)[], say: (value: number) => string): ConsequenceRow {
  const [one = null, other = null] = given;
  const said = (value: number | null): string => (value === null ? NONE : say(value));
  const values: [string, string] = [said(one), said(other)];
  if (one === null || other === null || values[0] === values[1]) return { what, values, difference: '' };
  return { what, values, difference: `${other > one ? '+' : '−'}${say(Math.abs(other - one))}` };
}
