import type { Candidate, Cast, LeakIdentity, SettingValue } from '../contract.ts';
import { formatMoment, MICROS_PER_SECOND } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Row, Trace } from '../kernel/trace.ts';

/** What is looked through for what could have prevented a leak. */
export interface PreventSources {
  readonly trace: Trace;
  /** Every setting in force. */
  readonly settings: Readonly<Record<string, SettingValue>>;
  readonly cast: Cast;
  /** Workstations that lock as their own line says, whatever the setting. */
  readonly ownLocks: ReadonlySet<string>;
}

/** The leak that is to be prevented, and all that it came of, latest first. */
export interface Preventing extends PreventSources {
  readonly leak: LeakIdentity;
  readonly at: Micros;
  readonly ancestors: readonly Row[];
  /** In whose name it was read, and by whom it was permitted. */
  readonly owner: string;
  readonly enabledBy: Row;
}

export function lineAt(at: Micros, act: string): string {
  return `${formatMoment(at)} ${act}`;
}

/** Nobody says a moment to the microsecond where the next whole second does. */
export function secondAfter(at: Micros, before: Micros): Micros {
  const next = (Math.floor(at / MICROS_PER_SECOND) + 1) * MICROS_PER_SECOND;
  return next < before ? next : at + 1;
}

export function toTheSecond(at: Micros): string {
  return formatMoment(at - (at % MICROS_PER_SECOND));
}

/** What of the chart, as one says it. */
export function sectionsOf({ sections }: LeakIdentity): string {
  return [sections.slice(0, -1).join(', '), ...sections.slice(-1)].filter((part) => part !== '').join(' and ');
}

/** The same as a line of the story says it. */
export function partsOf({ patient, sections }: LeakIdentity): string {
  return sections.map((section) => `${patient}/${section}`).join(', ');
}

export function setting(path: string, value: SettingValue, title: string, why: string): Candidate {
  return { title, why, change: { settings: { [path]: value } } };
}
