import type { Kernel } from '../kernel/kernel.ts';
import type { Fault } from '../net/faults.ts';
import type { Network } from '../net/network.ts';
import type { Act } from '../script/scenario.ts';
import { EVENT } from './event-kinds.ts';

/** Acts of the story that make links worse, or whole again. */
export type LinkAct = Extract<Act, { readonly verb: 'cuts' | 'heals' | 'impairs' }>;

interface Stage {
  readonly kernel: Kernel;
  readonly network: Network;
}

/** A fault that was said to last a while ends by itself, unless another took its place. */
export function endFaultsInTime({ kernel, network }: Stage): void {
  kernel.on(EVENT.heal, (_target, _a, ref) => {
    const fault = ref as Fault;
    if (fault.kind === 'cut') network.heal(fault.a, fault.b, fault.oneWay);
    else network.restore(fault);
  });
}

export function playLinkAct(act: LinkAct, { kernel, network }: Stage): void {
  const { a, b, oneWay } = act;
  if (act.verb === 'heals') return network.mend({ a, b, oneWay });
  const fault: Fault = act.verb === 'cuts'
    ? { kind: 'cut', a, b, oneWay, share: 0, byMicros: 0 }
    : { kind: act.fault, a, b, oneWay, share: act.share, byMicros: act.byMicros };
  network.impair(fault);
  if (act.forMicros === null) return;
  kernel.schedule(kernel.now + act.forMicros, EVENT.heal, 0, 0, fault);
}
