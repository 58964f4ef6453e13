import { Capacity } from './capacity.ts';
import type { CapacityAct, CapacityHost } from './capacity.ts';
import type { FaultAct, Faults } from './faults.ts';
import { LinkActs } from './link-acts.ts';
import type { LinkAct, LinkActsHost } from './link-acts.ts';
import { MessageActs } from './message-acts.ts';
import type { MessageAct, MessageActsHost } from './message-acts.ts';
import { Membership } from './membership.ts';
import type { MembershipAct, MembershipHost } from './membership.ts';
import type { Misbehaviour, MisbehaviourAct } from './misbehaviour.ts';
import type { NetworkMember } from './network-members.ts';
import type { AlterAct, StoredBlocks } from './stored-blocks.ts';

export interface FaultActsHost
  extends CapacityHost, LinkActsHost, MessageActsHost, MembershipHost {
  readonly members: readonly NetworkMember[];
  readonly faults: Faults;
  readonly storedBlocks: StoredBlocks;
  readonly misbehaviour: Misbehaviour;
}

/** What goes wrong with links, nodes and validators, each played by its own. */
export class FaultActs {
  private readonly links: LinkActs;
  private readonly messages: MessageActs;
  private readonly capacity: Capacity;
  private readonly membership: Membership;
  private readonly host: FaultActsHost;

  constructor(host: FaultActsHost) {
    this.host = host;
    this.links = new LinkActs(host);
    this.messages = new MessageActs(host);
    this.capacity = new Capacity(host);
    this.membership = new Membership(host);
  }

  play(
    act: LinkAct | MessageAct | AlterAct | FaultAct | MisbehaviourAct | MembershipAct | CapacityAct,
  ): void {
    switch (act.verb) {
      case 'cuts':
      case 'impairs':
      case 'isolates':
      case 'reconnects':
      case 'heals': return this.links.play(act);
      case 'drops':
      case 'holds': return this.messages.play(act);
      case 'alters': return this.host.storedBlocks.play(act);
      case 'crashes':
      case 'restarts':
      case 'pauses':
      case 'sets-clock': return this.host.faults.play(act);
      case 'works-slower':
      case 'carries':
      case 'works-as-before': return this.capacity.play(act);
      case 'votes-on-member':
      case 'asks-about-member': return this.membership.play(act);
      case 'misbehaves':
      case 'turns-honest': return this.host.misbehaviour.play(act);
    }
  }
}
