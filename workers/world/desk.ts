import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import type { Person } from './cast.ts';
import type { Shown } from './screen.ts';
import type { SigningIn } from './signing-in.ts';

/** A signed-in session: whoever sits there acts as its owner. */
export interface Session {
  readonly id: string;
  readonly owner: Person;
  /** What the screen shows: sections of one chart at a time, in the order they came. */
  screen: Shown[];
}

/** A screen to sit at, and who is in front of it. */
export interface Desk {
  readonly name: string;
  readonly member: number;
  readonly locksAfterMicros: Micros;
  session: Session | null;
  sitter: Person | null;
  /** The outcome that lets somebody else act in the session: left open, or lent. NONE without. */
  left: Row;
  lock: number | null;
  /** Somebody is typing a password or looking for a badge: there is no session yet. */
  signingIn: SigningIn | null;
  /** A badge left in the reader opens the screen for whoever sits down. */
  badge: { readonly owner: Person; readonly row: Row } | null;
}

export function emptyDesk(name: string, member: number, locksAfterMicros: Micros): Desk {
  return {
    name, member, locksAfterMicros, session: null, sitter: null, left: NONE, lock: null,
    signingIn: null, badge: null,
  };
}
