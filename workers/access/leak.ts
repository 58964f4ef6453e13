import type { LeakKind } from './entries.ts';

export { LEAK_KINDS, type LeakKind } from './entries.ts';

/** How plaintext came to a holder who had no need of it. More than one may be true. */
export interface LeakSituation {
  /** It was sent to, or filed for, somebody else. */
  readonly misdelivered: boolean;
  /** It was never shown: it was worked out from what was. */
  readonly inferred: boolean;
  /** It came from a copy kept from an earlier answer, which outlived the permission for it. */
  readonly cached: boolean;
  /** No rule permitted this holder: another's session, a stolen key, a door around the policy. */
  readonly ruleBroken: boolean;
  /**
   * She has submitted a revocation, or the relationship has ended. Her wish counts from that
   * moment, so the time before it is final at the deciding node is included.
   */
  readonly stale: boolean;
}

/** Exactly one kind. What no line before it explains was allowed and not needed. */
export function classify(situation: LeakSituation): LeakKind {
  if (situation.misdelivered) return 'misdelivered';
  if (situation.inferred) return 'inferred';
  if (situation.cached) return 'cached';
  if (situation.ruleBroken) return 'unauthorised';
  if (situation.stale) return 'stale';
  return 'over-privileged';
}
