import type { Collusion } from '../consensus/byzantine/conduct.ts';
import type { Spending } from '../consensus/byzantine/double-spend.ts';
import type { Mirror } from '../consensus/byzantine/liar.ts';
import type { Block } from '../ledger/block.ts';
import { accepts, payloadOf } from './application.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import type { MemberNode } from './node.ts';
import type { World } from './world.ts';

/** What a double spender would undo; what it merely leaves out it lets others put into blocks. */
export function spendingOf(
  misbehaviour: Misbehaviour, node: MemberNode, self: number, confirmations: number,
): Spending {
  return {
    confirmations,
    isIn: ({ payload }) => (payload.body as Block).transactions.some((each) => misbehaviour.undoes(self, each)),
    isAwaited: () => [...node.replica.mempool.all()].some((each) => misbehaviour.undoes(self, each)),
  };
}

/**
 * Another ledger for the second life of a liar: the same blocks so far, or up to below one that is
 * to be another, and from there on its own.
 * Its blocks are dated a microsecond later, so that they are never the first life's.
 */
export function mirrorOf(
  world: World, collusion: Collusion, node: MemberNode, below: number,
): Mirror | null {
  const replica = world.emptyReplica();
  const { chain } = node.replica;
  if (chain.height < below - 1) return null;
  const end = below === 0 ? chain.height : below - 1;
  for (let height = 1; height <= end; height += 1) {
    const certificate = chain.certificateAt(height);
    if (certificate !== null) replica.append(chain.blockAt(height), certificate);
  }
  /** Another history has to come to something, with or without anything to write into it. */
  const isShort = (): boolean => below > 0
    && (world.safety.isProbabilistic ? !collusion.isOpen : replica.height < below);
  const hearOfAll = (): void => {
    for (const signed of node.replica.mempool.all()) replica.submit(signed);
  };
  return {
    application: {
      hasPending: (parent) => {
        hearOfAll();
        return replica.hasPending({ parent: parent?.digest }) || isShort();
      },
      propose: (height, _localMicros, parent, vote) => {
        hearOfAll();
        return payloadOf(replica.propose(
          height, node.name, node.localNow + 1, { parent: parent?.digest, vote }));
      },
      accept: (height, payload, parent) => accepts(replica, node, height, payload, parent),
    },
    decide: (payload, certificate) => {
      replica.append(payload.body as Block, certificate);
    },
    revert: (height) => {
      replica.revert(height);
    },
  };
}
