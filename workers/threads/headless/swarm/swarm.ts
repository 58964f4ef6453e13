import type { ProtocolEntry } from '../../../consensus/entry.ts';
import { readSettings } from '../../../world/joining.ts';
import { defaults } from '../../../settings/register.ts';
import { droppedIn } from './changes.ts';
import { HALF, drawCase, equivocatorsMost, promisedWith, workOf } from './draw-case.ts';
import type { DrawOptions } from './draw-case.ts';
import { Judge } from './judge.ts';
import type { Violation } from './judge.ts';
import { shrink } from './shrink.ts';
import type { SwarmCase } from './case.ts';
import { isSecondLife, isWithholding } from './trouble.ts';

export interface SwarmOptions extends DrawOptions {
  readonly firstSeed: number;
  readonly seeds: number;
  /** A mutant that plays in the protocol's place. */
  readonly instead?: ProtocolEntry;
  /** Beyond the threshold always: one that breaks is enough. */
  readonly stopAtFirst?: boolean;
  /** Called after each case. */
  readonly progress?: (done: number, violations: number) => void;
}

export interface Failure {
  readonly seed: number;
  readonly violation: Violation;
  /** As small as it gets. */
  readonly smallest: SwarmCase;
}

export interface Swarmed {
  readonly protocol: string;
  readonly cases: number;
  readonly events: number;
  readonly seedsThatFailed: readonly number[];
  /** Those that end in Clique's deadlock: reported, and no failure. */
  readonly seedsThatDeadlocked: readonly number[];
  /** The first of them; null where every promise was kept. */
  readonly failure: Failure | null;
}

/**
 * Draws a case for each seed and demands what the protocol declares. Up to the threshold that is
 * safety throughout, and that all is final once the network has healed; beyond it nothing is
 * promised but safety is still watched, and the first case that breaks it is enough.
 */
export async function swarm(entry: ProtocolEntry, options: SwarmOptions): Promise<Swarmed> {
  const judge = new Judge(options.instead ?? null);
  const seedsThatFailed: number[] = [];
  const seedsThatDeadlocked: number[] = [];
  let failure: Failure | null = null;
  let events = 0;
  let cases = 0;
  for (let seed = options.firstSeed; seed < options.firstSeed + options.seeds; seed += 1) {
    const one = drawCase(entry, seed, options);
    const judgement = await judge.judge(one, options.over);
    cases += 1;
    events += judgement.events;
    if (judgement.isDeadlocked) seedsThatDeadlocked.push(seed);
    const violation = counted(judgement.violation, options);
    if (violation !== null) {
      seedsThatFailed.push(seed);
      failure ??= { seed, ...await smallestOf(one, violation, entry, judge, options) };
    }
    options.progress?.(cases, seedsThatFailed.length);
    if ((options.over || options.stopAtFirst === true) && failure !== null) break;
  }
  return { protocol: entry.name, cases, events, seedsThatFailed, seedsThatDeadlocked, failure };
}

/** Beyond the threshold nobody has promised that anything is ever decided. */
function counted(violation: Violation | null, { over }: DrawOptions): Violation | null {
  return over && violation?.kind === 'liveness' ? null : violation;
}

async function smallestOf(
  one: SwarmCase, first: Violation, entry: ProtocolEntry, judge: Judge, options: DrawOptions,
): Promise<{ smallest: SwarmCase; violation: Violation }> {
  let violation = first;
  const smallest = await shrink(one, async (candidate) => {
    if (!options.over && !isPromised(candidate, entry)) return false;
    if (!isAsAsked(candidate, options)) return false;
    const again = await judge.judge(candidate, options.over);
    if (again.violation?.kind !== first.kind) return false;
    violation = again.violation;
    return true;
  });
  return { smallest, violation };
}

/** A smaller network tolerates fewer: a case must not be shrunk into one that promises nothing. */
function isPromised({ members, faulty, settings, troubles }: SwarmCase, entry: ProtocolEntry): boolean {
  const equivocators = troubles.filter(isSecondLife).length;
  if (equivocators > equivocatorsMost(entry, settings)) return false;
  const work = workOf(faulty, members.map(({ name }) => name), settings);
  if (troubles.some(isWithholding) && work >= HALF) return false;
  const guarantees = entry.guarantees(
    readSettings({ ...defaults(), ...Object.fromEntries(settings) }));
  return faulty.length <= promisedWith(guarantees, members.length - droppedIn(troubles));
}

/** What was said to be so stays so: it is not shrunk to fewer. */
function isAsAsked({ members, faulty }: SwarmCase, { validators, liars }: DrawOptions): boolean {
  return members.length === (validators ?? members.length) && faulty.length === (liars ?? faulty.length);
}
