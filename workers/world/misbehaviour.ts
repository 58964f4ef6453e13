import { Collusion } from '../consensus/byzantine/conduct.ts';
import { liar } from '../consensus/byzantine/liar.ts';
import type { Create, Seat } from '../consensus/entry.ts';
import type { Protocol, Wire } from '../consensus/protocol.ts';
import type { FaultBody } from '../script/fault.ts';
import type { Act, Scenario } from '../script/scenario.ts';
import type { SignedTransaction } from '../ledger/transaction.ts';
import { nodeReformed, nodeTurned } from './entries.ts';
import type { MemberNode } from './node.ts';
import { mirrorOf, spendingOf } from './second-ledger.ts';
import { numberAt } from './setting-values.ts';
import type { World } from './world.ts';

export type MisbehaviourAct = Extract<Act, { verb: 'misbehaves' | 'turns-honest' }>;

/**
 * Validators that do not follow their protocol: what the story says of them, from when and for how
 * long. How they then lie is consensus/byzantine's; here is who does, and what that is called.
 */
export class Misbehaviour {
  readonly collusion: Collusion;
  private readonly host: World;
  /** Who may ever lie in this run: the others are spared all that it takes. */
  private readonly suspects: ReadonlySet<string>;
  /** By validator number: what was begun and has not ended, in that order. */
  private readonly underway: readonly Set<Begins>[];
  /** Histories that all have been shown. */
  private readonly shown = new Set<Begins>();
  private readonly ends: number;

  constructor(host: World) {
    const { safety, input: { scenario } } = host;
    this.host = host;
    this.collusion = new Collusion(host.validators.length, safety.isProbabilistic,
      (member, height) => host.nodeOf(host.validators[member]!).replica.height < height);
    this.underway = host.validators.map(() => new Set<Begins>());
    const acts = misconductIn(scenario);
    this.suspects = new Set(acts.map(({ node }) => node));
    for (const { node, how, fromHeight } of acts) {
      if (how !== 'rewrites') continue;
      this.collusion.of(host.validators.indexOf(host.memberNamed(node))).pasts.mayBeginAt(fromHeight);
    }
    this.ends = host.kernel.register((_target, _a, ref) => this.end(ref as Misconduct));
  }

  maySometimesLie(node: string): boolean {
    return this.suspects.has(node);
  }

  /** The protocol's machine, with what can make it lie around it. */
  begin(node: MemberNode, create: Create, seat: Seat): Protocol<Wire> {
    const { host, collusion } = this;
    const { protocol, settings } = host.input;
    return liar({
      create, seat, members: host.validators.length, collusion,
      readBallot: protocol.readBallot ?? null, readChain: protocol.readChain ?? null,
      workTimers: protocol.workTimers ?? [],
      spending: spendingOf(
        this, node, seat.self, numberAt(settings, 'consensus.confirmationBlocks')),
      mirror: (below) => mirrorOf(host, collusion, node, below),
    });
  }

  get isAnyAtIt(): boolean {
    return this.collusion.conducts.some((conduct) => !conduct.isHonest);
  }

  /** What a validator leaves out of its blocks; of one that never lies nobody need ask. */
  refusalsOf({ name }: MemberNode, validator: number): ((transaction: SignedTransaction) => boolean) | undefined {
    return !this.maySometimesLie(name) ? undefined : (transaction) =>
      this.isAt('refuses', validator, transaction.signer) || this.undoes(validator, transaction);
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
    if (how === 'rewrites' && this.collusion.isOpen) this.finishHistories();
    this.underway[validator]!.add(act);
    this.resolve(validator);
    if (how === 'double-spends') this.collusion.of(validator).spend.isDone = false;
    this.host.safety.misbehaves(validator, LIES.has(how));
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

  /** What has been shown to all is done, and the next is worked on in secret again. */
  private finishHistories(): void {
    this.underway.forEach((acts, validator) => {
      for (const act of acts) if (act.how === 'rewrites') this.shown.add(act);
      this.resolve(validator);
    });
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
        case 'rewrites': if (!this.shown.has(act)) conduct.rewritesFrom = fromHeight; break;
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

/** All that may be said of validators that do not follow their protocol. */
function misconductIn({ story, conditionals }: Scenario): Extract<FaultBody, { verb: 'misbehaves' }>[] {
  const acts = [...story, ...conditionals.map(({ act }) => act)];
  return acts.flatMap((act) => (act.verb === 'misbehaves' ? [act] : []));
}

type Begins = Extract<MisbehaviourAct, { verb: 'misbehaves' }>;

interface Misconduct {
  readonly validator: number;
  readonly act: Begins;
}
