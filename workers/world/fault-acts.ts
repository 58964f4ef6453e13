import { fetched } from './extras.ts';
import type { Extras } from './extras.ts';
import type { CapacityAct } from './capacity.ts';
import type { LinkAct } from './link-acts.ts';
import type { MembershipAct } from './membership.ts';
import type { MessageAct } from './message-acts.ts';
import type { MisbehaviourAct } from './misbehaviour.ts';
import type { FaultAct } from './node-faults.ts';
import type { AlterAct } from './stored-blocks.ts';

/** What goes wrong with links, nodes and validators, each played by its own. */
export function playFault(
  act: LinkAct | MessageAct | AlterAct | FaultAct | MisbehaviourAct | MembershipAct | CapacityAct,
  extras: Extras,
): void {
  switch (act.verb) {
    case 'cuts':
    case 'impairs':
    case 'isolates':
    case 'reconnects':
    case 'heals': return fetched(extras.links, act).play(act);
    case 'drops':
    case 'holds': return fetched(extras.messages, act).play(act);
    case 'alters': return fetched(extras.storedBlocks, act).play(act);
    case 'crashes':
    case 'restarts':
    case 'pauses':
    case 'sets-clock': return fetched(extras.nodeFaults, act).play(act);
    case 'works-slower':
    case 'carries':
    case 'works-as-before': return fetched(extras.capacity, act).play(act);
    case 'votes-on-member':
    case 'asks-about-member': return fetched(extras.membership, act).play(act);
    case 'misbehaves':
    case 'turns-honest': return fetched(extras.misbehaviour, act).play(act);
  }
}
