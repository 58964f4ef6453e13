import type { Protocol, Wire } from '../consensus/protocol.ts';
import type { Micros } from '../kernel/micros.ts';

/** A protocol that is looked at after each thing that happens to it, and is otherwise as it was. */
export function watched(inner: Protocol<Wire>, look: () => void): Protocol<Wire> {
  const after = <A extends readonly unknown[]>(step: (...args: A) => void) => (...args: A): void => {
    step(...args);
    look();
  };
  return {
    start: after((now: Micros) => { inner.start(now); }),
    onMessage: after((from: number, message: Wire, now: Micros) => { inner.onMessage(from, message, now); }),
    onTimer: after((timer: string, now: Micros) => { inner.onTimer(timer, now); }),
    onPending: after((now: Micros) => { inner.onPending(now); }),
    onWish: after((about: number, choice: 'add' | 'drop' | 'none', now: Micros) => {
      inner.onWish?.(about, choice, now);
    }),
    countIdle: (now) => { inner.countIdle(now); },
    status: () => inner.status(),
    rest: (members, now) => { inner.rest?.(members, now); },
    stir: (now) => { inner.stir?.(now); },
  };
}
