import type { Guarantees, ProtocolEntry } from '../../../consensus/entry.ts';
import { readSettings } from '../../../world/joining.ts';
import { defaults } from '../../../settings/register.ts';
import type { Trouble } from './case.ts';
import type { Dice } from './draw-case.ts';

/** Until when, and how many may be dropped at most. */
interface Span {
  readonly healsAt: number;
  readonly most: number;
}

/**
 * Members that are to be dropped, and perhaps added again: where whoever leads is asked one asks, and
 * where they are voted in and out some vote, enough of them or not.
 */
export function changes(dice: Dice, entry: ProtocolEntry, names: readonly string[], span: Span): Trouble[] {
  const { membership } = entry;
  if (membership === undefined || isVotedOnChains(entry)) return [];
  const dropped = dice.some(names, dice.between(0, Math.min(2, span.most), 'changes'), 'changes/about');
  return dropped.flatMap((about, index) => {
    const what = `changes/${index}`;
    return membership === 'requests'
      ? [change(dice, { voter: dice.oneOf(names, `${what}/asker`), about, verb: 'asks', what }, span)]
      : dice.some(names, dice.between(1, names.length, `${what}/votes`), `${what}/voters`)
        .map((voter) => change(dice, { voter, about, verb: 'votes', what: `${what}/${voter}` }, span));
  });
}

function change(
  dice: Dice, { voter, about, verb, what }: { voter: string; about: string; verb: string; what: string },
  { healsAt }: Span,
): Trouble {
  const at = dice.between(0, healsAt - 1, `${what}/at`);
  const until = dice.between(0, 2, `${what}/ends`) === 0 ? null
    : dice.between(at + 1, healsAt, `${what}/until`);
  return { at, until, begin: `${voter} ${verb}${DROPS}${about}`, end: `${voter} ${verb} to add ${about}`,
    names: [...new Set([voter, about])] };
}

/** Clique's promise is about its signers, and what the watch knows of them it reads from the chain. */
function isVotedOnChains({ guarantees, membership }: ProtocolEntry): boolean {
  return membership === 'votes' && guarantees(readSettings(defaults())).finality === 'probabilistic';
}

/**
 * How many may be dropped for good so that those that are left bear the faulty ones still, were none
 * of the faulty among the dropped.
 */
export function droppedMost({ liveWith }: Guarantees, size: number, faulty: number): number {
  let most = 0;
  while (most < size - 1 && liveWith(size - most - 1) >= faulty) most += 1;
  return most;
}

/** Whom a case ever drops, or would if enough voted for it. */
export function droppedIn(troubles: readonly Trouble[]): number {
  return new Set(troubles.flatMap(({ begin }) =>
    (begin.includes(DROPS) ? [begin.slice(begin.indexOf(DROPS) + DROPS.length)] : []))).size;
}

const DROPS = ' to drop ';
