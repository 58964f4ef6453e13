import type { CliqueNode, TieRule } from './clique-tree.ts';
import { isPreferred } from './clique-tree.ts';

/** Heads that nobody may sign on, and nobody leaves: whose they are, by the heads' hashes. */
export interface Deadlock {
  readonly heads: ReadonlyMap<string, readonly number[]>;
}

/**
 * The known deadlock of Clique (go-ethereum issue 18402; EIP-3436): signers sit on heads of equal
 * total difficulty, each of which its own signers have signed too recently to go on. No message
 * that is under way can end it, since nobody has a heavier head. It looks at all signers from
 * outside, which none of them can, and so never says so while there is a way out.
 */
export class DeadlockWatch {
  private readonly seen = new Map<number, { head: CliqueNode; isStuck: boolean }>();
  private readonly rule: TieRule;
  private readonly isRunning: (member: number) => boolean;
  /** It may go on elsewhere than where it is seen to sit. */
  private readonly leadsTwoLives: (member: number) => boolean;
  private reported = '';

  constructor(rule: TieRule, isRunning: (member: number) => boolean,
    leadsTwoLives: (member: number) => boolean = () => false) {
    this.rule = rule;
    this.isRunning = isRunning;
    this.leadsTwoLives = leadsTwoLives;
  }

  /** A member has this head, and can go on or need not. */
  moves(member: number, head: CliqueNode): void {
    this.seen.set(member, { head, isStuck: false });
  }

  /** What there is to do on its head it may not do. A deadlock is returned once. */
  stuck(member: number, head: CliqueNode): Deadlock | null {
    this.seen.set(member, { head, isStuck: true });
    const deadlock = this.find(head.snapshot.signers);
    if (deadlock === null) return null;
    const key = [...deadlock.heads.keys()].join(' ');
    if (key === this.reported) return null;
    this.reported = key;
    return deadlock;
  }

  private find(signers: readonly number[]): Deadlock | null {
    const heads = new Map<string, number[]>();
    for (const member of signers) {
      if (!this.isRunning(member)) continue;
      const own = this.seen.get(member);
      if (own?.isStuck !== true || this.leadsTwoLives(member)) return null;
      // It may still hear of a head that it would go over to, whoever has it.
      for (const { head } of this.seen.values()) {
        if (isPreferred(head, own.head, this.rule)) return null;
      }
      heads.set(own.head.hash, [...heads.get(own.head.hash) ?? [], member]);
    }
    // On a single head too few are left to sign, which is a lack of signers and no deadlock.
    return heads.size < 2 ? null : { heads };
  }
}
