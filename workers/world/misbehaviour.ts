import { Collusion } from '../consensus/byzantine/conduct.ts';
import type { ProtocolEntry } from '../consensus/entry.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Scenario, Act } from '../script/scenario.ts';
import type { SignedTransaction } from '../ledger/transaction.ts';
import { nodeReformed, nodeTurned } from './entries.ts';
import { misconductIn, suspectsIn } from './input.ts';
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
  /** By validator number: what was begun and has not ended, in that order. */
  private readonly underway: readonly Set<Begins>[];
  private readonly ends: number;

  constructor(host: MisbehaviourHost, scenario: Scenario, isProbabilistic: boolean) {
    this.host = host;
    this.collusion = new Collusion(host.validators.length, isProbabilistic,
      (member, height) => host.nodeOf(host.validators[member]!).replica.height < height);
    this.underway = host.validators.map(() => new Set<Begins>());
    this.suspects = suspectsIn(scenario);
    for (const { node, how, fromHeight } of misconductIn(scenario)) {
      if (how !== 'rewrites') continue;
      this.collusion.of(host.validators.indexOf(host.memberNamed(node))).pasts.mayBeginAt(fromHeight);
    }
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

  /** It leaves this out of its blocks. */
  refuses(validator: number, transaction: SignedTransaction): boolean {
    return this.isAt('refuses', validator, transaction.signer) || this.undoes(validator, transaction);
  }

  /** It means to undo this where it is in a block. */
  undoes(validator: number, { signer }: SignedTransaction): boolean {
    return this.isAt('double-spends', validator, signer);
  }

  play(act: MisbehaviourAct): void {
    const node = this.host.nodeOf(this.host.memberNamed(act.node));
    const validator = this.host.validators.indexOf(node.index);
    if (act.verb === 'turns-honest') return this.reform(node, validator);
    const { kernel } = this.host;
    const { how, byMicros, of, fromHeight } = act;
    const isVain = this.isInVain(act, node, validator);
    const isApart = how === 'rewrites' && this.collusion.mayPart;
    const { protocol: { name } } = this.host.input;
    kernel.record(nodeTurned, node.name, {
      how: isVain ? `${how}-in-vain` : isApart ? `${how}-apart` : how, byMicros,
      of: how === 'rewrites' ? `${fromHeight}` : isVain ? name : of ?? '' });
    if (isVain) return;
    this.underway[validator]!.add(act);
    this.resolve(validator);
    if (how === 'double-spends') this.collusion.of(validator).spend.isDone = false;
    if (LIES.has(how)) this.liars.add(validator);
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

  /** What it does at the moment is all that was begun and has not ended, the later over the earlier. */
  private resolve(validator: number): void {
    const conduct = this.collusion.of(validator);
    conduct.reform();
    for (const act of this.underway[validator]!) {
      const { byMicros, fromHeight } = act;
      switch (act.how) {
        case 'silent': conduct.isSilent = true; break;
        case 'slow': conduct.slowByMicros = byMicros; break;
        case 'equivocates': conduct.equivocates = true; break;
        case 'votes-twice': conduct.votesTwice = true; break;
        case 'mines-selfishly': conduct.minesSelfishly = true; break;
        case 'rewrites': conduct.rewritesFrom = fromHeight; break;
        case 'double-spends': conduct.doubleSpends = true; break;
        case 'refuses': conduct.refuses = true;
      }
    }
    this.collusion.calm();
  }

  /** Of one act alone; what else it does goes on, and the same that was begun another time. */
  private end({ validator, act }: Misconduct): void {
    if (!this.underway[validator]!.delete(act)) return;
    this.resolve(validator);
    const index = this.host.validators[validator] ?? 0;
    if (!this.collusion.of(validator).isHonest) return;
    this.host.kernel.record(nodeReformed, this.host.nodeOf(index).name, {});
  }

  private reform(node: MemberNode, validator: number): void {
    if (this.underway[validator]!.size === 0) return;
    this.underway[validator]!.clear();
    this.resolve(validator);
    this.host.kernel.record(nodeReformed, node.name, {});
  }

  private isAt(how: Begins['how'], validator: number, signer: string): boolean {
    for (const act of this.underway[validator]!) if (act.how === how && act.of === signer) return true;
    return false;
  }
}

/** Nobody may ever believe what it says that it decided: it may hold to another chain than it shows. */
const LIES: ReadonlySet<Begins['how']> = new Set<Begins['how']>([
  'equivocates', 'votes-twice', 'mines-selfishly', 'double-spends', 'rewrites',
]);

type Begins = Extract<MisbehaviourAct, { verb: 'misbehaves' }>;

interface Misconduct {
  readonly validator: number;
  readonly act: Begins;
}
