import type { ProtocolEntry } from '../consensus/entry.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Act } from '../script/scenario.ts';
import { nodeVoted } from './entries.ts';
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

export type MembershipAct = Extract<Act, { verb: 'votes-on-member' }>;

/** Validators that vote others in or out, where their protocol has it. */
export class Membership {
  private readonly host: MembershipHost;

  constructor(host: MembershipHost) {
    this.host = host;
  }

  play({ node: name, about, choice }: MembershipAct): void {
    const { kernel, validators, input, faults } = this.host;
    const node = this.host.nodeOf(this.host.memberNamed(name));
    const number = validators.indexOf(this.host.memberNamed(about));
    const counts = number >= 0 && node.validates && input.protocol.hasMemberVotes === true ? 1 : 0;
    const row = kernel.record(nodeVoted, name, { choice, about, counts });
    if (counts === 0) return;
    kernel.within(row, () => faults.whenUp(node, () => node.vote(number, choice)));
  }
}
