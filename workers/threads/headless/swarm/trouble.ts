import type { Guarantees } from '../../../consensus/entry.ts';
import type { Trouble } from './case.ts';
import type { Dice } from './draw-case.ts';

/** What a validator that fails for good may do, as its protocol's model of faults has it. */
const STOPS = ['crashes', 'turns silent'];
const LIES = ['equivocates', 'votes twice', 'refuses transactions of ana', 'turns slow by 2s',
  'turns slow by 30s', 'crashes and loses its disk', ...STOPS];

/** Beyond the threshold: what breaks a promise, mostly. */
const WORST = ['equivocates', 'equivocates', 'equivocates', 'votes twice'];

/** A faulty validator's: to the end of the run, or until all is healed. */
export function misconduct(
  dice: Dice, name: string, faults: Guarantees['faults'],
  { healsAt, over, mayEquivocate, what }: {
    healsAt: number; over: boolean; mayEquivocate: boolean; what: string;
  },
): Trouble[] {
  const drawn = dice.oneOf(over ? WORST : faults === 'crash' ? STOPS : LIES, `${what}/how`);
  const how = drawn === 'equivocates' && !mayEquivocate ? 'turns silent' : drawn;
  const isForGood = over || dice.between(0, 1, `${what}/ends`) === 0;
  const at = over ? 0 : dice.between(0, healsAt - 1, `${what}/at`);
  const until = isForGood ? null : dice.between(at + 1, healsAt, `${what}/until`);
  const end = how.startsWith('crashes') ? 'restarts' : 'turns honest';
  return [{ at, until, begin: `${name} ${how}`, end: `${name} ${end}`, names: [name] }];
}

/**
 * What may befall anyone while the network is not yet timely, and is over when it heals: a crash
 * with its disk kept, a pause, a node that works slower, and links that are cut, slow, narrow, lossy,
 * doubling or disorderly.
 */
export function weather(
  dice: Dice, nodes: readonly string[], names: readonly string[],
  { healsAt, what }: { healsAt: number; what: string },
): Trouble {
  const at = dice.between(0, healsAt - 1, `${what}/at`);
  const until = dice.between(at + 1, healsAt, `${what}/until`);
  const node = dice.oneOf(nodes, `${what}/node`);
  const [a = '', b = ''] = dice.some(names, 2, `${what}/link`);
  const link = dice.between(0, 2, `${what}/one-way`) === 0 ? `link ${a} to ${b}` : `link ${a} ${b}`;
  const healed = `${link} is healed`;
  const of = (begin: string, end: string, ...about: string[]): Trouble =>
    ({ at, until, begin, end, names: about });
  switch (dice.oneOf(KINDS, `${what}/kind`)) {
    case 'crash': return of(`${node} crashes`, `${node} restarts`, node);
    case 'pause': return { at, until: null, begin: `${node} pauses for ${until - at}ms`, end: '',
      names: [node] };
    case 'cut': return of(`${link} is cut`, healed, a, b);
    case 'slow': return of(`${link} is slower by ${dice.between(1, 9_000, what)}ms`, healed, a, b);
    case 'loss': return of(`${link} loses ${dice.between(1, 100, what)}%`, healed, a, b);
    case 'double': return of(`${link} duplicates ${dice.between(1, 100, what)}%`, healed, a, b);
    case 'narrow': return of(`${link} carries at most ${dice.between(4, 256, what)}kbit/s`, healed, a, b);
    case 'laborious': return of(
      `${node} works ${dice.between(2, 1_000, what)} times slower`, `${node} works as before`, node);
    case 'disorder': return of(
      `${link} reorders ${dice.between(1, 100, what)}% by ${dice.between(1, 5_000, `${what}/by`)}ms`,
      healed, a, b);
  }
}

const KINDS = ['crash', 'crash', 'pause', 'cut', 'cut', 'slow', 'loss', 'double', 'disorder',
  'narrow', 'laborious'] as const;
