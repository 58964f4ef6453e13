import type { ProtocolEntry } from '../consensus/entry.ts';
import { qbftVotes } from '../consensus/qbft-votes.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Act } from '../script/scenario.ts';
import { nodeAsked, nodeVoted } from './entries.ts';
import type { Faults } from './faults.ts';
import type { MemberNode } from './node.ts';

export interface MembershipHost {
  readonly kernel: Kernel;
  readonly validators: readonly number[];
  readonly faults: Faults;
  readonly input: { readonly protocol: ProtocolEntry };
  nodeOf(member: number): MemberNode;
  memberNamed(name: string): number;
}

export type MembershipAct = Extract<Act, { verb: 'votes-on-member' | 'asks-about-member' }>;

/** Validators that vote others in or out, or ask for that, where their protocol has it. */
export class Membership {
  /** Fetched with this, for a story that has votes. */
  readonly votesOf = qbftVotes;
  private readonly host: MembershipHost;

  constructor(host: MembershipHost) {
    this.host = host;
  }

  play({ verb, node: name, about, choice }: MembershipAct): void {
    const { kernel, validators, input, faults } = this.host;
    const node = this.host.nodeOf(this.host.memberNamed(name));
    const number = validators.indexOf(this.host.memberNamed(about));
    const isVote = verb === 'votes-on-member';
    const isSo = input.protocol.membership === (isVote ? 'votes' : 'requests');
    const counts = number >= 0 && node.validates && isSo ? 1 : 0;
    const row = kernel.record(isVote ? nodeVoted : nodeAsked, name, { choice, about, counts });
    if (counts === 0) return;
    kernel.within(row, () => faults.whenUp(node, () => node.wish(number, choice)));
  }
}
