import type { Guarantees, ProtocolEntry } from '../../../consensus/entry.ts';
import { Draws } from '../../../kernel/draw.ts';
import { REGIONS } from '../../../net/regions.ts';
import { defaults } from '../../../settings/register.ts';
import type { Settings } from '../../../settings/register.ts';
import { readSettings } from '../../../world/joining.ts';
import type { SwarmCase, Trouble } from './case.ts';
import { changes, droppedMost } from './changes.ts';
import { misconduct, weather } from './trouble.ts';

/** A seed's own dice: what is drawn for one thing does not move what is drawn for another. */
export class Dice {
  private readonly draws: Draws;

  constructor(seed: number) {
    this.draws = new Draws(seed);
  }

  /** Uniform on least … most. */
  between(least: number, most: number, what: string): number {
    return least + this.draws.below(most - least + 1, 'swarm', what, '');
  }

  oneOf<T>(choices: readonly T[], what: string): T {
    return choices[this.between(0, choices.length - 1, what)]!;
  }

  /** `count` of them, each once, in a drawn order. */
  some<T>(choices: readonly T[], count: number, what: string): T[] {
    const left = [...choices];
    return Array.from({ length: Math.min(count, left.length) }, (_, index) =>
      left.splice(this.between(0, left.length - 1, `${what}/${index}`), 1)[0]!);
  }
}

const NAMES = ['alder', 'birch', 'cedar', 'dogwood', 'elm', 'fir', 'ginkgo', 'hazel', 'ironwood',
  'juniper'].map((tree) => `${tree}-clinic`);

/** As many as there are names for. */
export const VALIDATORS_MOST = NAMES.length;

const SIZES: Readonly<Record<Guarantees['faults'], readonly number[]>> = {
  crash: [3, 3, 4, 5, 5, 7], byzantine: [4, 4, 4, 5, 6, 7, 7, 10],
};

/** Settings that a protocol reads; the others would be no trouble to it. */
const VARIED: readonly (readonly [string, readonly string[]])[] = [
  ['consensus.blockIntervalSeconds', ['0.5', '1', '2', '5']],
  ['consensus.requestTimeoutSeconds', ['0.5', '1', '4', '10']],
  ['consensus.qbftEpochBlocks', ['3', '10', '30000']],
  ['consensus.checkpointPeriodBlocks', ['1', '2', '10']],
  ['consensus.timeoutProposeMilliseconds', ['200', '1000', '3000']],
  ['consensus.timeoutPrevoteMilliseconds', ['100', '1000']],
  ['consensus.timeoutPrecommitMilliseconds', ['100', '1000']],
  ['consensus.timeoutDeltaMilliseconds', ['100', '500']],
  ['consensus.hotstuffVariant', ['chained', 'basic']],
  ['consensus.hotstuffLeader', ['stable', 'rotating']],
  ['consensus.electionTimeoutMinMilliseconds', ['1000', '2000', '5000']],
  ['consensus.electionTimeoutMaxMilliseconds', ['10000', '15000']],
  ['consensus.preVote', ['true', 'false']],
  ['net.jitterPercent', ['0', '5', '50']],
  ['net.delay', ['uniform', 'normal']],
  ['net.uplinkMbps', ['0.1', '1']],
  ['net.downlinkMbps', ['0.1', '1']],
  ['network.cpu', ['published']],
];

/** What protocols read whose chains may part; the others know nothing of it. */
const VARIED_FORKS: typeof VARIED = [
  ['consensus.confirmationBlocks', ['1', '2', '3', '6']],
  ['consensus.cliqueTieRule', ['first-seen', 'shortest', 'eip-3436']],
  ['consensus.cliqueEpochBlocks', ['3', '10', '30000']],
  ['consensus.largestMinerPercent', ['10', '40', '60']],
];

export interface DrawOptions {
  /** Fail more than the protocol tolerates, so that what it promises may be broken. */
  readonly over: boolean;
  /** So many validators, and beyond the threshold so many liars, whatever the seed. */
  readonly validators?: number | null;
  readonly liars?: number | null;
}

/** What a seed stands for: a network, its troubles up to the threshold, and a time of healing. */
export function drawCase(entry: ProtocolEntry, seed: number, options: DrawOptions): SwarmCase {
  const { over } = options;
  const dice = new Dice(seed);
  const settings = drawSettings(dice, isTakenBack(entry.guarantees(readSettings(defaults()))));
  const guarantees = entry.guarantees(readSettings(withDefaults(settings)));
  const size = options.validators ?? dice.oneOf(fitting(guarantees, options.liars ?? null), 'size');
  const members = NAMES.slice(0, size).map((name, index) => (
    { name, region: dice.oneOf(REGIONS, `region/${index}`).name }));
  const names = members.map(({ name }) => name);
  const count = over ? options.liars ?? overCount(guarantees, size, dice)
    : faultyCount(guarantees, promisedWith(guarantees, size), dice);
  const faulty = dice.some(names, count, 'faulty');
  const honest = names.filter((name) => !faulty.includes(name));
  const healsAt = dice.between(20_000, 240_000, 'heals');
  const mayWithhold = !over && entry.readChain !== undefined && workOf(faulty, names, settings) < HALF;
  const troubles: Trouble[] = [
    ...faulty.flatMap((name, index) =>
      misconduct(dice, name, guarantees.faults, {
        healsAt, over, what: `faulty/${index}`,
        mayEquivocate: over || index < equivocatorsMost(entry, settings), mayWithhold,
      })),
    ...Array.from({ length: dice.between(0, 6, 'weather') }, (_, index) =>
      weather(dice, { nodes: over ? names : honest, members, healsAt, what: `weather/${index}` })),
    ...over ? [] : changes(dice, entry, names,
      { healsAt, most: droppedMost(guarantees, size, faulty.length) }),
  ];
  return {
    protocol: entry.name, seed, members, home: dice.oneOf(honest, 'home'), settings, faulty, troubles,
    grants: [
      ...Array.from({ length: dice.between(1, 6, 'grants') }, (_, index) =>
        dice.between(0, healsAt, `grant/${index}`)),
      healsAt + dice.between(1_000, 60_000, 'grant/after'),
    ],
    healsAt, tailHours: guarantees.faults === 'crash' ? 0.2 : 3,
  };
}

/** Of the usual sizes those in which so many liars are too many, and leave two honest ones. */
function fitting(guarantees: Guarantees, liars: number | null): readonly number[] {
  const usual = SIZES[guarantees.faults];
  if (liars === null) return usual;
  const fits = (size: number): boolean => size >= liars + 2 && liars > toleratedOf(guarantees, size);
  const those = usual.filter(fits);
  return those.length > 0 ? those : NAMES.map((_, index) => index + 1).filter(fits);
}

/**
 * Who equivocates under Clique can leave two halves on blocks of its own that neither half shows the
 * other, and where as many do so as confirmations are wanted all may be at rest then.
 */
export function equivocatorsMost(
  { name }: ProtocolEntry, settings: readonly (readonly [string, string])[],
): number {
  const path = 'consensus.confirmationBlocks';
  const said = settings.find(([each]) => each === path)?.[1] ?? defaults()[path];
  return name === 'clique' ? Number(said) - 1 : Infinity;
}

/** Of the work: who does as much has the longest chain in the end. */
export const HALF = 0.5;

/** The part of all work that these do, under Nakamoto. */
export function workOf(
  some: readonly string[], names: readonly string[], settings: readonly (readonly [string, string])[],
): number {
  const percent = settings.find(([each]) => each === 'consensus.largestMinerPercent')?.[1];
  const first = percent === undefined || names.length === 1 ? 1 / names.length : Number(percent) / 100;
  const other = (1 - first) / Math.max(1, names.length - 1);
  return some.reduce((sum, name) => sum + (name === names[0] ? first : other), 0);
}

/** What is decided may be taken back: there is no f up to which it stands. */
export function isTakenBack({ finality }: Guarantees): boolean {
  return finality === 'probabilistic';
}

/** Up to how many that fail all is kept that is promised. */
export function promisedWith(guarantees: Guarantees, size: number): number {
  const { safeWith, liveWith } = guarantees;
  return isTakenBack(guarantees) ? liveWith(size) : Math.min(safeWith(size), liveWith(size));
}

/** Liars that break no promise. */
export function toleratedOf({ faults, safeWith }: Guarantees, size: number): number {
  return faults === 'crash' ? 0 : safeWith(size);
}

/** Any number up to the threshold; of liars two times in three as many as it is. */
function faultyCount({ faults }: Guarantees, most: number, dice: Dice): number {
  const isMost = faults === 'byzantine' && dice.between(0, 2, 'faulty/most') > 0;
  return isMost ? most : dice.between(0, most, 'faulty');
}

/** A liar where the model has none, or one more than it tolerates, up to half of them. */
function overCount(guarantees: Guarantees, size: number, dice: Dice): number {
  const least = toleratedOf(guarantees, size) + 1;
  return dice.between(least, Math.max(least, Math.floor(size / 2)), 'over');
}

function drawSettings(dice: Dice, mayPart: boolean): (readonly [string, string])[] {
  return [...VARIED, ...mayPart ? VARIED_FORKS : []].filter(([path]) => dice.between(0, 2, `is/${path}`) === 0)
    .map(([path, values]) => [path, dice.oneOf(values, path)] as const);
}

function withDefaults(settings: readonly (readonly [string, string])[]): Settings {
  return { ...defaults(), ...Object.fromEntries(settings) };
}
