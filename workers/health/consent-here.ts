import type { Actor, Provision } from '../grants/provision.ts';
import type { Micros } from '../kernel/micros.ts';

/** Whom a name in a Consent stands for in this network; null: nobody. */
export type LookUp = (name: string) => Actor | null;

/**
 * A Consent's provision as this network can keep it: its moments counted from the scenario's start,
 * and without rules about people and organisations who are not here, which no reading here could
 * ever match. Null where none is left; `unknown` collects the names.
 */
export function provisionHere(
  provision: Provision, startsAt: Micros, lookUp: LookUp, unknown: Set<string>,
): Provision | null {
  const actors = provision.actors.flatMap((actor) => {
    if (actor.kind === 'role') return [actor];
    const found = lookUp(actor.name);
    if (found === null) unknown.add(actor.name);
    return found ?? [];
  });
  const custodians = provision.custodians.flatMap((name) => {
    const found = lookUp(name);
    if (found?.kind === 'organisation') return [found.name];
    unknown.add(name);
    return [];
  });
  // A list that has lost all its names must not come to mean anyone.
  if (actors.length === 0 && provision.actors.length > 0) return null;
  if (custodians.length === 0 && provision.custodians.length > 0) return null;
  const moment = (at: Micros | null): Micros | null => at === null ? null : at - startsAt;
  return {
    ...provision, actors, custodians,
    startsAtMicros: moment(provision.startsAtMicros), endsAtMicros: moment(provision.endsAtMicros),
    exceptions: provision.exceptions.flatMap((exception) =>
      provisionHere(exception, startsAt, lookUp, unknown) ?? []),
  };
}

/** The other way round: a ledger's provision with moments since 1970. */
export function fromHere(provision: Provision, startsAt: Micros): Provision {
  const { startsAtMicros, endsAtMicros } = provision;
  return {
    ...provision,
    startsAtMicros: startsAtMicros === null ? null : startsAtMicros + startsAt,
    endsAtMicros: endsAtMicros === null ? null : endsAtMicros + startsAt,
    exceptions: provision.exceptions.map((exception) => fromHere(exception, startsAt)),
  };
}
