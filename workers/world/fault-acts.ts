import type { FaultAct, Faults } from './faults.ts';
import type { LinkAct, LinkActs } from './link-acts.ts';
import type { MessageAct, MessageActs } from './message-acts.ts';
import type { AlterAct, StoredBlocks } from './stored-blocks.ts';
import type { Membership, MembershipAct } from './membership.ts';
import type { Misbehaviour, MisbehaviourAct } from './misbehaviour.ts';

/** What goes wrong with links, nodes and validators, each played by its own. */
export function playFault(
  act: LinkAct | MessageAct | AlterAct | FaultAct | MisbehaviourAct
    | MembershipAct,
  { links, messages, storedBlocks, faults, misbehaviour, membership }: {
    readonly links: LinkActs; readonly messages: MessageActs;
    readonly storedBlocks: StoredBlocks; readonly faults: Faults;
    readonly misbehaviour: Misbehaviour;
    readonly membership: Membership;
  },
): void {
  switch (act.verb) {
    case 'cuts':
    case 'impairs':
    case 'heals': return links.play(act);
    case 'drops':
    case 'holds': return messages.play(act);
    case 'alters': return storedBlocks.play(act);
    case 'crashes':
    case 'restarts':
    case 'pauses':
    case 'sets-clock': return faults.play(act);
    case 'votes-on-member': return membership.play(act);
    case 'misbehaves':
    case 'turns-honest': return misbehaviour.play(act);
  }
}
