import { momentAfter, secondsUntil, type Knots } from './pace.ts';

/** How much time before the moment the lanes show: so many seconds of playing, or of the clock. */
export type Stretch =
  | { readonly id: string; readonly kind: 'story'; readonly seconds: number }
  | { readonly id: string; readonly kind: 'clock'; readonly micros: number };

const SECOND = 1_000_000;

export const STRETCHES: readonly Stretch[] = [
  ...[3, 6, 15, 40].map((seconds) => ({ id: `story-${seconds}`, kind: 'story' as const, seconds })),
  ...[SECOND / 5, SECOND, 10 * SECOND, 60 * SECOND, 3600 * SECOND, 86_400 * SECOND]
    .map((micros) => ({ id: `clock-${micros}`, kind: 'clock' as const, micros })),
];

const USUAL = 'story-6';

/** The stretch that is chosen for the lanes. */
export class StretchChoice {
  id = $state(USUAL);

  get stretch(): Stretch {
    const found = STRETCHES.find(({ id }) => id === this.id) ?? STRETCHES[1];
    if (found === undefined) throw new Error('The list of stretches is empty.');
    return found;
  }

  since(atMicros: number, knots: Knots): number {
    return stretchStart(this.stretch, atMicros, knots);
  }
}

/** Where a stretch that ends at a moment begins; never before the run does. */
export function stretchStart(stretch: Stretch, atMicros: number, knots: Knots): number {
  const at = stretch.kind === 'clock' ? atMicros - stretch.micros
    : momentAfter(knots, secondsUntil(knots, atMicros) - stretch.seconds);
  return Math.max(0, Math.min(atMicros, at));
}
