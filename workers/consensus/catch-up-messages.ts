import type { Wire } from './protocol.ts';
import { SIGNED_VOTE_BYTES } from './seals.ts';
import type { SealedDecision } from './seals.ts';

/** Answer to one who lags behind: blocks with their certificates, which need no other trust. */
export interface Decided<D> extends Wire {
  readonly kind: 'decided';
  /** Consecutive heights, ascending. */
  readonly decisions: readonly D[];
  /** The last height the sender has decided. */
  readonly head: number;
}

/** Asks one validator for what was decided from `height` on. */
export interface CatchUp extends Wire {
  readonly kind: 'catch-up';
  readonly height: number;
  /** How often it has been asked before. */
  readonly again: number;
}

const CATCH_UP_BYTES = 1 + 8;

/** `asked` names the message answered, so that each answer is a draw of its own. */
export function decided<D extends SealedDecision<unknown>>(
  decisions: readonly D[], head: number, asked: string,
): Decided<D> {
  let bytes = 1 + 8;
  for (const { payload, certificate } of decisions) {
    bytes += payload.bytes + certificate.seals.length * SIGNED_VOTE_BYTES;
  }
  return { kind: 'decided', bytes, occasion: `decided/${asked}`, decisions, head };
}

export function catchUp(height: number, again = 0): CatchUp {
  return { kind: 'catch-up', bytes: CATCH_UP_BYTES, occasion: `catch-up/${askedOf(height, again)}`,
    height, again };
}

function askedOf(height: number, again: number): string {
  return again === 0 ? `${height}` : `${height}/${again}`;
}
