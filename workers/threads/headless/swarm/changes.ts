import type { Guarantees, ProtocolEntry } from '../../../consensus/entry.ts';
import type { Trouble } from './case.ts';
import type { Dice } from './draw-case.ts';

/** Members that are asked to be dropped, and perhaps added again, where whoever leads is asked. */
export function changes(
  dice: Dice, { membership }: ProtocolEntry, names: readonly string[],
  { healsAt, most }: { healsAt: number; most: number },
): Trouble[] {
  if (membership !== 'requests') return [];
  const dropped = dice.some(names, dice.between(0, Math.min(2, most), 'changes'), 'changes/about');
  return dropped.map((about, index): Trouble => {
    const what = `changes/${index}`;
    const asker = dice.oneOf(names, `${what}/asker`);
    const at = dice.between(0, healsAt - 1, `${what}/at`);
    const until = dice.between(0, 2, `${what}/ends`) === 0 ? null
      : dice.between(at + 1, healsAt, `${what}/until`);
    return { at, until, begin: `${asker}${DROPS}${about}`, end: `${asker} asks to add ${about}`,
      names: [...new Set([asker, about])] };
  });
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

/** Whom a case ever drops. */
export function droppedIn(troubles: readonly Trouble[]): number {
  return new Set(troubles.flatMap(({ begin }) =>
    (begin.includes(DROPS) ? [begin.slice(begin.indexOf(DROPS) + DROPS.length)] : []))).size;
}

const DROPS = ' asks to drop ';
