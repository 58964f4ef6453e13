import type { Kernel } from '../kernel/kernel.ts';
import { Desks } from './desks.ts';
import type { RunInput } from './input.ts';
import { minutesAt } from './setting-values.ts';
import type { SignInTimes } from './signing-in.ts';

/** The scenario's workstations, each at its place. */
export function furnish(world: {
  readonly kernel: Kernel;
  readonly input: RunInput;
  readonly signIn: SignInTimes;
  memberNamed(name: string): number;
}): Desks {
  const { scenario, settings } = world.input;
  return new Desks(world.kernel, {
    workstations: scenario.workstations.map(({ name, at, locksAfterMicros }) =>
      ({ name, member: world.memberNamed(at), locksAfterMicros })),
    locksAfterMicros: minutesAt(settings, 'session.idleLockMinutes'), signIn: world.signIn,
  });
}
