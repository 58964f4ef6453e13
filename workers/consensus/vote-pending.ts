import type { Micros } from '../kernel/micros.ts';
import type { VotePending } from './qbft-messages.ts';

/** `nowLocal` tells one such word of a height from another. */
export function votePending(height: number, votes: number, nowLocal: Micros): VotePending {
  const occasion = `vote-pending/${height}/${nowLocal}`;
  return { kind: 'vote-pending', bytes: 1 + 8 + 1, occasion, height, votes };
}
