import type { Application, MemberVote, Payload } from '../consensus/protocol.ts';
import type { Block } from '../ledger/block.ts';
import type { Replica } from '../ledger/replica.ts';
import type { MemberNode } from './node.ts';
import type { World } from './world.ts';

/**
 * The ledger as consensus sees it: an opaque digest and a size, and a yes or no. A validator that
 * refuses somebody's transactions leaves them out of its own blocks; it votes as the others do.
 */
export function applicationOf(world: World, node: MemberNode, self: number): Application {
  const refuses = world.extras.misbehaviour?.refusalsOf(node, self);
  return {
    hasPending: (parent) => node.replica.hasPending({ parent: parent?.digest, refuses }),
    propose: (height, _localMicros, parent, vote) => payloadOf(node.replica.propose(
      height, node.name, node.localNow, { parent: parent?.digest, refuses, vote })),
    accept: (height, payload, parent) => accepts(node.replica, node, height, payload, parent),
  };
}

export function payloadOf(block: Block): Payload {
  const vote = voteIn(block);
  return { digest: block.hash, bytes: block.bytes, body: block, ...vote === undefined ? {} : { vote } };
}

function voteIn({ header: { proposer: voter, vote } }: Block): MemberVote | undefined {
  return vote === undefined ? undefined : { voter, ...vote };
}

export function accepts(replica: Replica, node: MemberNode, height: number, payload: Payload,
  parent: Payload | undefined): boolean {
  const block = payload.body as Block;
  return block.hash === payload.digest && isVote(payload.vote, voteIn(block))
    && replica.accept(height, block, node.localNow, parent?.digest);
}

function isVote(claimed: MemberVote | undefined, vote: MemberVote | undefined): boolean {
  return vote?.voter === claimed?.voter && vote?.about === claimed?.about && vote?.choice === claimed?.choice;
}
