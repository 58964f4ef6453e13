import { Collusion } from '../consensus/byzantine/conduct.ts';
import type { Conduct } from '../consensus/byzantine/conduct.ts';
import type { ProtocolEntry } from '../consensus/entry.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Scenario, Act } from '../script/scenario.ts';
import type { SignedTransaction } from '../ledger/transaction.ts';
import { nodeReformed, nodeTurned } from './entries.ts';
import { suspectsIn } from './input.ts';
import type { MemberNode } from './node.ts';

export type MisbehaviourAct = Extract<Act, { verb: 'misbehaves' | 'turns-honest' }>;

export interface MisbehaviourHost {
  readonly kernel: Kernel;
  readonly validators: readonly number[];
  nodeOf(member: number): MemberNode;
  memberNamed(name: string): number;
  readonly input: { readonly protocol: ProtocolEntry };
}

/**
 * Validators that do not follow their protocol: what the story says of them, from when and for how
 * long. How they then lie is consensus/byzantine's; here is who does, and what that is called.
 */
export class Misbehaviour {
  readonly collusion: Collusion;
  private readonly host: MisbehaviourHost;
  /** Who may ever lie in this run: the others are spared all that it takes. */
  private readonly suspects: ReadonlySet<string>;
  /** Whose decisions are worth nothing from some moment on. */
  private readonly liars = new Set<number>();
  private readonly faulty = new Set<number>();
  /** Whose transactions a validator leaves out of its blocks. */
  private readonly refused = new Map<number, Set<string>>();
  private readonly ends: number;

  constructor(host: MisbehaviourHost, scenario: Scenario, isProbabilistic: boolean) {
    this.host = host;
    this.collusion = new Collusion(host.validators.length, isProbabilistic,
      (member, height) => host.nodeOf(host.validators[member]!).replica.height < height);
    this.suspects = suspectsIn(scenario);
    this.ends = host.kernel.register((_target, _a, ref) => this.end(ref as Misconduct));
  }

  maySometimesLie(node: string): boolean {
    return this.suspects.has(node);
  }

  /** By validator number: it has said one thing here and another there, or could have. */
  isLiar(validator: number): boolean {
    return this.liars.has(validator);
  }

  /** Every validator that has misbehaved so far, by number. */
  get everFaulty(): ReadonlySet<number> {
    return this.faulty;
  }

  get liarCount(): number {
    return this.liars.size;
  }

  /** A lost disk is a broken promise, too: it may vote again where it has voted (ADR 15). */
  lostDisk(validator: number): void {
    this.faulty.add(validator);
  }

  get isAnyAtIt(): boolean {
    return this.collusion.conducts.some((conduct) => !conduct.isHonest);
  }

  refuses(validator: number, { signer }: SignedTransaction): boolean {
    return this.refused.get(validator)?.has(signer) ?? false;
  }

  play(act: MisbehaviourAct): void {
    const node = this.host.nodeOf(this.host.memberNamed(act.node));
    const validator = this.host.validators.indexOf(node.index);
    const conduct = this.collusion.of(validator);
    if (act.verb === 'turns-honest') return this.reform(node, validator);
    const { kernel } = this.host;
    const { how, byMicros, of, fromHeight } = act;
    const isVain = this.isInVain(act, node, validator);
    const { protocol: { name } } = this.host.input;
    kernel.record(nodeTurned, node.name, {
      how: isVain ? `${how}-in-vain` : how, byMicros,
      of: how === 'rewrites' ? `${fromHeight}` : isVain ? name : of ?? '' });
    if (isVain) return;
    this.begin(validator, conduct, act);
    this.faulty.add(validator);
    // Others may be at rest, and it begins all the same.
    if (how === 'rewrites' && node.isUp) node.nudge();
    if (act.forMicros === null) return;
    kernel.schedule(kernel.now + act.forMicros, this.ends, 0, 0, { validator, act });
  }

  /** The protocol has nothing with which it could be done, or there is no such history yet. */
  private isInVain({ how, fromHeight }: Begins, { replica }: MemberNode, validator: number): boolean {
    if (how === 'rewrites') {
      return replica.height < fromHeight || !this.collusion.canRewrite(validator, fromHeight);
    }
    const { readBallot, readChain } = this.host.input.protocol;
    if (how === 'votes-twice') return readBallot === undefined;
    return (how === 'mines-selfishly' || how === 'double-spends') && readChain === undefined;
  }

  private begin(validator: number, conduct: Conduct, { how, byMicros, of, fromHeight }: Begins): void {
    switch (how) {
      case 'silent': conduct.isSilent = true; return;
      case 'slow': conduct.slowByMicros = byMicros; return;
      case 'equivocates': conduct.equivocates = true; break;
      case 'votes-twice': conduct.votesTwice = true; break;
      case 'mines-selfishly': conduct.minesSelfishly = true; break;
      case 'rewrites': conduct.rewritesFrom = fromHeight; break;
      case 'double-spends':
        conduct.doubleSpends = true;
        this.refuse(validator, of);
        break;
      case 'refuses':
        conduct.refuses = true;
        this.refuse(validator, of);
        return;
    }
    this.liars.add(validator);
  }

  private refuse(validator: number, of: string | null): void {
    const whose = this.refused.get(validator) ?? new Set();
    this.refused.set(validator, whose.add(of ?? ''));
  }

  /** Of one kind alone; what else it does goes on. */
  private end({ validator, act: { how, of } }: Misconduct): void {
    const conduct = this.collusion.of(validator);
    switch (how) {
      case 'silent': conduct.isSilent = false; break;
      case 'slow': conduct.slowByMicros = 0; break;
      case 'equivocates': conduct.equivocates = false; break;
      case 'votes-twice': conduct.votesTwice = false; break;
      case 'mines-selfishly': conduct.minesSelfishly = false; break;
      case 'rewrites': conduct.rewritesFrom = 0; break;
      case 'double-spends':
        conduct.doubleSpends = false;
        this.refused.get(validator)?.delete(of ?? '');
        break;
      case 'refuses':
        this.refused.get(validator)?.delete(of ?? '');
        conduct.refuses = (this.refused.get(validator)?.size ?? 0) > 0;
    }
    this.collusion.calm();
    const index = this.host.validators[validator] ?? 0;
    if (conduct.isHonest) this.host.kernel.record(nodeReformed, this.host.nodeOf(index).name, {});
  }

  private reform(node: MemberNode, validator: number): void {
    const conduct = this.collusion.of(validator);
    if (conduct.isHonest) return;
    conduct.reform();
    this.collusion.calm();
    this.refused.delete(validator);
    this.host.kernel.record(nodeReformed, node.name, {});
  }
}

type Begins = Extract<MisbehaviourAct, { verb: 'misbehaves' }>;

interface Misconduct {
  readonly validator: number;
  readonly act: Begins;
}
