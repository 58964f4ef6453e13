import type { Draws } from '../kernel/draw.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Impairment } from './faults.ts';
import type { Link } from './link.ts';

/** What an impaired link does to one message. */
export interface Fate {
  readonly isLost: boolean;
  readonly isDoubled: boolean;
  /** 0: it keeps its place. Else how much later it arrives, others passing it by. */
  readonly strayedMicros: Micros;
}

/**
 * Drawn by link and occasion, each fault for itself: with a higher share of loss, what was lost
 * before is lost still, and more.
 */
export function drawFate(
  impairment: Impairment, draws: Draws, link: Link, occasion: string,
): Fate {
  const { loss, duplication, reordering, reorderedByMicros } = impairment;
  const k = link.timesSent(occasion);
  const comesTrue = (chance: number, purpose: string): boolean =>
    chance > 0 && draws.unit(link.name, purpose, occasion, k) < chance;
  const isStray = comesTrue(reordering, 'reordering');
  return {
    isLost: comesTrue(loss, 'loss'),
    isDoubled: comesTrue(duplication, 'duplication'),
    strayedMicros: isStray
      ? Math.ceil(reorderedByMicros * (1 - draws.unit(link.name, 'reordered-by', occasion, k)))
      : 0,
  };
}
