import type { Guarantees } from '../../../consensus/entry.ts';
import type { SwarmCase, Trouble } from './case.ts';
import type { Dice } from './draw-case.ts';

/** What a validator that fails for good may do, as its protocol's model of faults has it. */
const STOPS = ['crashes', 'turns silent'];
/** Two lives under one key is all that a liar can do, and is drawn the most. */
const LIES = ['equivocates', 'equivocates', 'equivocates', 'votes twice', 'refuses transactions of ana',
  'turns slow by 2s', 'turns slow by 30s', 'crashes and loses its disk', ...STOPS];

/** Miners that keep their blocks to themselves, while honest ones do most of the work. */
const WITHHOLDS = ['mines selfishly', 'double-spends transactions of ana'];

/** Beyond the threshold: what breaks a promise, mostly. */
const WORST = ['equivocates', 'equivocates', 'equivocates', 'votes twice'];

/** A faulty validator's: to the end of the run, or until all is healed; some as soon as it leads. */
export function misconduct(
  dice: Dice, name: string, faults: Guarantees['faults'],
  { healsAt, over, mayEquivocate, mayWithhold, what }: {
    healsAt: number; over: boolean; mayEquivocate: boolean; mayWithhold: boolean; what: string;
  },
): Trouble[] {
  const drawn = mayWithhold && dice.between(0, 3, `${what}/withholds`) === 0
    ? dice.oneOf(WITHHOLDS, `${what}/withholds/how`)
    : dice.oneOf(over ? WORST : faults === 'crash' ? STOPS : LIES, `${what}/how`);
  const how = drawn !== 'equivocates' ? drawn : !mayEquivocate ? 'turns silent'
    : over || dice.between(0, 3, `${what}/rewrites`) > 0 ? drawn
    : `rewrites history from block ${dice.between(1, 3, `${what}/from-block`)}`;
  const isForGood = over || dice.between(0, 1, `${what}/ends`) === 0;
  const isFromFirst = over || dice.between(0, 2, `${what}/from-first`) === 0;
  const at = isFromFirst ? 0 : dice.between(0, healsAt - 1, `${what}/at`);
  const until = isForGood ? null : dice.between(at + 1, healsAt, `${what}/until`);
  const end = how.startsWith('crashes') ? 'restarts' : 'turns honest';
  const waits = over || dice.between(0, 2, `${what}/waits`) > 0 ? {}
    : { when: dice.oneOf([`${name} leads`, `${name} leads`, `${name} proposes`,
      `block ${dice.between(1, 3, `${what}/height`)} is final`], `${what}/when`) };
  return [{ at, until, begin: `${name} ${how}`, end: `${name} ${end}`, names: [name], ...waits }];
}

/** Whether it leads a second life under its key: beside the first, or begun before a block of long ago. */
export function isSecondLife({ begin }: Trouble): boolean {
  return / (?:equivocates|rewrites history from block \d+)$/.test(begin);
}

export function isWithholding({ begin }: Trouble): boolean {
  return WITHHOLDS.some((how) => begin.endsWith(` ${how}`));
}

/** Something that goes wrong, what ends it, and whom it is about. */
type Fault = Pick<Trouble, 'begin' | 'end' | 'names' | 'region'>;

export interface WeatherOptions {
  /** Who may crash, pause or work slower: the faulty have troubles of their own. */
  readonly nodes: readonly string[];
  readonly members: SwarmCase['members'];
  readonly healsAt: number;
  readonly what: string;
}

/** The longest that one lasts which waits for its moment, and may come after all has healed. */
const WAITING_LASTS_MOST = 60_000;

/**
 * What may befall anyone while the network is not yet timely, and is over when it heals: a crash
 * with its disk kept, a pause, a node that works slower or has a narrow line, a member or a region
 * that is cut off, and links that are cut, slow, narrow, lossy, doubling or disorderly. Some wait
 * until somebody leads, proposes, falls or has a block, and last a while from then on.
 */
export function weather(dice: Dice, options: WeatherOptions): Trouble {
  const { members, healsAt, what } = options;
  const at = dice.between(0, healsAt - 1, `${what}/at`);
  const until = dice.between(at + 1, healsAt, `${what}/until`);
  const kind = dice.oneOf(KINDS, `${what}/kind`);
  const waits = kind !== 'crash' && kind !== 'loss' && dice.between(0, 2, `${what}/waits`) === 0;
  const { begin, end, names, region } = faultOf(kind, dice, options);
  const about = region === undefined ? {} : { region };
  if (!waits && kind !== 'pause') return { at, until, begin, end, names, ...about };
  const lasts = waits ? Math.min(until - at, WAITING_LASTS_MOST) : until - at;
  const lasting = { at, until: null, begin: `${begin} for ${lasts}ms`, end: '', ...about };
  if (!waits) return { ...lasting, names };
  const of = dice.oneOf(members, `${what}/when/node`).name;
  const block = `block ${dice.between(1, 4, `${what}/when/height`)} is final`;
  const when = dice.oneOf([`${of} leads`, `${of} leads`, `${of} proposes`, `${of} is down`, `${of} is back`,
    block, `${block} at ${of}`], `${what}/when`);
  return { ...lasting, when, names: when === block ? names : [...new Set([...names, of])] };
}

function faultOf(kind: (typeof KINDS)[number], dice: Dice, { nodes, members, what }: WeatherOptions): Fault {
  const node = dice.oneOf(nodes, `${what}/node`);
  const [a = '', b = ''] = dice.some(members.map(({ name }) => name), 2, `${what}/link`);
  const link = dice.between(0, 2, `${what}/one-way`) === 0 ? `link ${a} to ${b}` : `link ${a} ${b}`;
  const onLink = (how: string): Fault =>
    ({ begin: `${link} ${how}`, end: `${link} is healed`, names: [a, b] });
  const atNode = (how: string, end: string): Fault =>
    ({ begin: `${node} ${how}`, end: `${node} ${end}`, names: [node] });
  const apart = (side: string, of: Pick<Fault, 'names' | 'region'>): Fault =>
    ({ begin: `${side} is cut from all`, end: `${side} is connected again`, ...of });
  switch (kind) {
    case 'crash': return atNode('crashes', 'restarts');
    case 'pause': return atNode('pauses', '');
    case 'cut': return onLink('is cut');
    case 'slow': return onLink(`is slower by ${dice.between(1, 9_000, what)}ms`);
    case 'loss': return onLink(`loses ${dice.between(1, 100, what)}%`);
    case 'double': return onLink(`duplicates ${dice.between(1, 100, what)}%`);
    case 'narrow': return onLink(`carries at most ${dice.between(4, 256, what)}kbit/s`);
    case 'laborious': return atNode(`works ${dice.between(2, 1_000, what)} times slower`, 'works as before');
    case 'little': return atNode(`carries at most ${dice.between(4, 256, what)}kbit/s`, 'works as before');
    case 'disorder': return onLink(
      `reorders ${dice.between(1, 100, what)}% by ${dice.between(1, 5_000, `${what}/by`)}ms`);
    case 'alone': return apart(node, { names: [node] });
    case 'region': {
      const { region } = dice.oneOf(members, `${what}/region`);
      const isAll = members.every((member) => member.region === region);
      return isAll ? apart(node, { names: [node] }) : apart(region, { names: [], region });
    }
  }
}

const KINDS = ['crash', 'crash', 'pause', 'cut', 'cut', 'slow', 'loss', 'double', 'disorder',
  'narrow', 'laborious', 'little', 'alone', 'region', 'region'] as const;
