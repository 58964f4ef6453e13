import type { OutcomeSaid, Parting } from '../../workers/contract.ts';
import { sayMoment } from '../words/moment.ts';

export interface FirstDifference {
  readonly atMicros: number;
  /** What happens in the one and not in the other, in a sentence without its end; null: nothing. */
  readonly inFirst: string | null;
  readonly inSecond: string | null;
}

/** Where two runs part, as a reader is told of it; null where they do not. */
export function firstDifference({ same, told, first }: Parting): FirstDifference | null {
  if (same) return null;
  const [one, other] = told[0] === null && told[1] === null ? first : told;
  const atMicros = Math.min(one?.at ?? Infinity, other?.at ?? Infinity);
  if (!Number.isFinite(atMicros)) return null;
  return { atMicros, inFirst: say(one, atMicros), inSecond: say(other, atMicros) };
}

function say(outcome: OutcomeSaid | null, atMicros: number): string | null {
  if (outcome === null) return null;
  const sentence = outcome.sentence.replace(/[.\s]+$/, '');
  const moment = sayMoment(outcome.at);
  return moment === sayMoment(atMicros) ? sentence : `${sentence} (${moment})`;
}
