import { accessUnlogged, grantEnded, grantInForce, grantRevived } from '../access/entries.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Ticket } from '../kernel/queue.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import type { Block } from '../ledger/block.ts';
import { provisionsIn, turningPoints } from '../grants/provision.ts';
import { granteeWords } from '../grants/words.ts';
import { readGrant } from '../ledger/contracts/grant.ts';
import type { GrantCall } from '../ledger/contracts/grant.ts';
import type { RecordIndexCall } from '../ledger/contracts/record-index.ts';
import { transactionRefused } from '../ledger/entries.ts';
import type { AppliedTransaction } from '../ledger/replica.ts';
import type { Transaction } from '../ledger/transaction.ts';
import type { Consent } from './consent.ts';
import { EVENT } from './event-kinds.ts';
import type { Faults } from './faults.ts';
import type { Exposure } from './exposure.ts';
import type { Extras } from './extras.ts';
import type { MemberNode } from './node.ts';
import type { Requests } from './requests.ts';
import type { Use } from './use.ts';

export interface FinalityHost {
  readonly kernel: Kernel;
  readonly consent: Consent;
  readonly requests: Requests;
  readonly exposure: Exposure;
  readonly use: Use;
  readonly extras: Pick<Extras, 'emergency' | 'erasures' | 'load' | 'phones'>;
  readonly faults: Faults;
  /** A record may have come with its registration. */
  placed(node: MemberNode, transaction: Transaction & RecordIndexCall, row: Row): void;
}

/** A moment at which a grant says something else by itself, at one node. */
interface Turn {
  readonly node: MemberNode;
  readonly grant: string;
  readonly turnsAtMicros: Micros;
  /** The grant is over, and not merely a rule in it. */
  readonly isEnd: boolean;
  ticket: Ticket;
}

/** What a node does with a block once it is final there: grants begin and end, node by node. */
export class Finality {
  private readonly inForce = new Map<string, Row>();
  /** By node and grant, where it has begun and has not ended yet: an end is told once. */
  private readonly open = new Set<string>();
  /** By node and grant, where a withdrawal is final. */
  private readonly withdrawn = new Set<string>();
  private readonly turns = new Set<Turn>();
  private readonly host: FinalityHost;

  constructor(host: FinalityHost) {
    this.host = host;
    host.kernel.on(EVENT.grantExpiry, (_target, _a, ref) => {
      const turn = ref as Turn;
      // A node that is down or paused finds out when it is there again.
      host.faults.whenUp(turn.node, () => { this.turn(turn); });
    });
  }

  /** The row at which the grant came into force at the node; NONE where it has not. */
  grantRow(node: string, grant: string): Row {
    return this.inForce.get(`${node}/${grant}`) ?? NONE;
  }

  appended(node: MemberNode, block: Block, applied: readonly AppliedTransaction[], row: Row): void {
    const { kernel, extras } = this.host;
    for (const { transaction, refusal } of applied) {
      const { id, sender, contract, action } = transaction;
      const cause = this.host.consent.submissions.get(id) ?? row;
      const { height } = block.header;
      if (transaction.contract === 'do-nothing') {
        if (refusal === undefined) extras.load?.final(node, transaction, height);
      } else if (refusal !== undefined) {
        kernel.record(transactionRefused, node.name, {
          transaction: id, sender, contract, action, height, why: refusal,
        }, cause);
      } else if (transaction.contract === 'record-index') {
        this.host.placed(node, transaction, cause);
      } else if (transaction.contract === 'grant') this.grant(node, transaction, height, cause, row);
      else if (contract === 'break-glass') {
        extras.emergency?.declarationFinal(node, transaction, row);
      } else if (transaction.contract === 'erasure') {
        kernel.within(cause, () => extras.erasures?.final(node, transaction));
      } else kernel.within(cause, () => extras.phones?.final(node, transaction, height));
    }
    // A note in the access log changes nobody's rights, nor does what does nothing.
    if (applied.some(({ transaction: { contract } }) =>
      contract !== 'access-log' && contract !== 'do-nothing')) {
      this.host.use.decideAgain(node, row);
      this.host.exposure.refresh(row, node);
    }
  }

  /**
   * Blocks are final at the node no longer: grants that they gave are none there, and what they
   * withdrew is in force again. What eyes have seen, and keys that are destroyed, nothing brings back.
   */
  reverted(node: MemberNode, blocks: readonly Block[], row: Row): void {
    const { extras } = this.host;
    const transactions = blocks.flatMap((block) => block.transactions.map(({ body }) => body));
    for (const transaction of transactions.reverse()) {
      if (transaction.contract === 'erasure') extras.erasures?.reverted(node, transaction, row);
      else if (transaction.contract === 'access-log') {
        const { entry, patient, person } = transaction.body;
        this.host.kernel.record(accessUnlogged, node.name, { entry, node: node.name, patient, person }, row);
      } else extras.phones?.reverted(node, transaction, row);
      if (transaction.contract !== 'grant') continue;
      const { action, body: { grant } } = transaction;
      if (action === 'give') this.takeBack(node, grant, row);
      else if (this.withdrawn.delete(`${node.name}/${grant}`)) this.standAgain(node, grant, row);
    }
    this.host.use.decideAgain(node, row);
    this.host.exposure.refresh(row, node);
  }

  private takeBack(node: MemberNode, grant: string, row: Row): void {
    if (!this.inForce.delete(`${node.name}/${grant}`)) return;
    for (const turn of this.turns) {
      if (turn.node !== node || turn.grant !== grant) continue;
      this.host.kernel.cancel(turn.ticket);
      this.turns.delete(turn);
    }
    this.end(node, grant, 'reverted', row);
  }

  /** The row that tells it, or the cause where it had ended there before. */
  private end(node: MemberNode, grant: string, how: 'revoked' | 'reverted' | 'expired', cause: Row): Row {
    if (!this.open.delete(`${node.name}/${grant}`)) return cause;
    return this.host.kernel.record(grantEnded, node.name, { grant, node: node.name, how }, cause);
  }

  /** Not where it is over by itself, nor where the block that gave it goes too. */
  private standAgain(node: MemberNode, grant: string, row: Row): void {
    const standing = readGrant(node.replica.state, grant);
    if (standing === undefined) return;
    const { patient, provision, height } = standing;
    const { endsAtMicros } = provision;
    if (endsAtMicros !== null && endsAtMicros <= node.localNow) return;
    const { kernel } = this.host;
    const revived = kernel.record(grantRevived, node.name, { grant, node: node.name }, row);
    this.begin(node, grant, kernel.record(grantInForce, node.name, {
      grant, node: node.name, patient, grantee: granteeWords(provision), height, enabledBy: row,
    }, revived));
  }

  private begin(node: MemberNode, grant: string, row: Row): void {
    this.inForce.set(`${node.name}/${grant}`, row);
    this.open.add(`${node.name}/${grant}`);
  }

  private grant(node: MemberNode, transaction: Transaction & GrantCall,
    height: number, cause: Row, row: Row): void {
    const { kernel, requests } = this.host;
    if (transaction.action === 'revoke') {
      const { grant } = transaction.body;
      this.withdrawn.add(`${node.name}/${grant}`);
      this.host.use.decideAgain(node, this.end(node, grant, 'revoked', cause));
      return;
    }
    const { grant, patient, provision } = transaction.body;
    const { endsAtMicros } = provision;
    if (endsAtMicros !== null && endsAtMicros <= node.localNow) {
      // A node that lagged behind hears of a grant that is over already.
      kernel.record(grantEnded, node.name, { grant, node: node.name, how: 'expired' }, cause);
      return;
    }
    const begun = kernel.record(grantInForce, node.name, {
      grant, node: node.name, patient, grantee: granteeWords(provision), height, enabledBy: row,
    }, cause);
    this.begin(node, grant, begun);
    for (const turnsAtMicros of turningPoints(provision)) {
      if (turnsAtMicros <= node.localNow) continue;
      const isEnd = turnsAtMicros === endsAtMicros;
      const turn: Turn = { node, grant, turnsAtMicros, isEnd, ticket: NONE };
      this.turns.add(turn);
      this.watch(turn, begun);
    }
    // What she denies may be on a screen already.
    if (provisionsIn(provision).some(({ type }) => type === 'deny')) {
      this.host.use.decideAgain(node, begun);
    }
    requests.grantFinal(node, patient, provision);
  }

  /** A node's clock was set: what it still holds in force ends by the new time. */
  clockChanged(node: MemberNode): void {
    for (const turn of this.turns) {
      if (turn.node !== node) continue;
      this.host.kernel.cancel(turn.ticket);
      this.watch(turn, this.host.kernel.cause);
    }
  }

  private watch(turn: Turn, cause: Row): void {
    const { kernel } = this.host;
    const at = Math.max(kernel.now, turn.turnsAtMicros - turn.node.skewMicros);
    turn.ticket = kernel.schedule(at, EVENT.grantExpiry, 0, 0, turn, cause);
  }

  /** By the node's own clock; a grant revoked before has ended already. */
  private turn(turn: Turn): void {
    this.turns.delete(turn);
    const { node, grant, isEnd } = turn;
    if (readGrant(node.replica.state, grant)?.revokedAtMicros !== null) return;
    const { cause } = this.host.kernel;
    const row = isEnd ? this.end(node, grant, 'expired', cause) : cause;
    this.host.use.decideAgain(node, row);
    this.host.exposure.refresh(row, node);
  }
}
