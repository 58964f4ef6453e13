import type { Visit } from './visit.svelte.ts';

/**
 * The same visit for a picture that stands beside the Stage's: one clock, one address, one set of
 * preferences, but a choice of its own. What is not given here is the visit's.
 */
export function seenFrom(visit: Visit, own: Partial<Visit>): Visit {
  const mine = new Map<PropertyKey, unknown>(Object.entries(own));
  return new Proxy(visit, {
    get: (whole, name) => {
      if (mine.has(name)) return mine.get(name);
      // Private parts belong to the visit itself: its methods must find it, not the stand-in.
      const value: unknown = Reflect.get(whole, name, whole);
      return typeof value === 'function' ? (value as (...given: unknown[]) => unknown).bind(whole) : value;
    },
    set: (whole, name, value) => Reflect.set(whole, name, value, whole),
  });
}
