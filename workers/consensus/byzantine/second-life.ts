import type { EntryKind, Values } from '../../kernel/trace.ts';
import { consensusAppended, consensusProposed, consensusProposedInView } from '../entries.ts';
import type { SeatEffects } from '../entry.ts';
import type { Protocol, Wire } from '../protocol.ts';
import type { LiarParts } from './liar.ts';

/** What the timers of a second life are called by, so that no other is meant. */
export const TWIN_TIMER = 'second/';

/** What the world sees of a second life: the blocks it puts forward. */
const SEEN: ReadonlySet<EntryKind> = new Set<EntryKind>([
  consensusProposed, consensusProposedInView, consensusAppended,
]);

/**
 * The same protocol once more with the same key, taken up where the disk says that the first life
 * is, or was: "Twins: BFT Systems Made Robust" (Bano et al. 2020), where two honest copies that each speak
 * to a part of the network make up every way to equivocate, in proposals and in votes.
 */
export function secondLife(
  { create, seat, collusion, members, mirror }: LiarParts,
  { disk, rewritesFrom }: { readonly disk: unknown; readonly rewritesFrom: number },
  utter: (to: number, message: Wire) => void,
): Protocol<Wire> {
  const { effects, self } = seat;
  const { application, decide, revert } = mirror(rewritesFrom);
  const hears = (to: number): boolean => collusion.equivocates(to) || collusion.isSecondHalf(to);
  const say = (to: number, message: Wire): void => {
    collusion.markSecond(message);
    if (to !== self && hears(to)) utter(to, message);
  };
  const own: SeatEffects = {
    send: say,
    broadcast: (message) => {
      for (let to = 0; to < members; to += 1) say(to, message);
    },
    setTimer: (timer, at) => effects.setTimer(`${TWIN_TIMER}${timer}`, at),
    cancelTimer: (timer) => effects.cancelTimer(`${TWIN_TIMER}${timer}`),
    decide: (_height, payload, certificate) => decide(payload, certificate),
    revert: (height) => revert(height),
    adopt: (height) => {
      if (rewritesFrom > 0) collusion.grows(height);
    },
    persist: () => undefined,
    record: <K extends EntryKind>(kind: K, values: Values<K>) => {
      if (SEEN.has(kind)) effects.record(kind, values);
    },
    count: () => undefined,
    pulse: (to, message, sentAt) => {
      collusion.markSecond(message);
      return !hears(to) || effects.pulse(to, message, sentAt);
    },
    settled: () => undefined,
    stir: () => effects.stir(),
  };
  // It asks nobody what it missed: whoever answered would tell it of the first life's blocks.
  return create({ ...seat, application, effects: own, disk, isRestarted: false });
}
