import { qbft } from '../consensus/qbft.ts';
import type { PersistedQbft } from '../consensus/qbft-persisted.ts';
import type { Application } from '../consensus/protocol.ts';
import type { Block } from '../ledger/block.ts';
import { joinRaft } from './joining-raft.ts';
import type { MemberNode } from './node.ts';
import { flagAt, secondsAt, textAt } from './setting-values.ts';
import type { World } from './world.ts';

/** Makes every validating member's node a validator of the protocol that the settings name. */
export function joinConsensus(world: World): void {
  if (textAt(world.input.settings, 'network.consensus') === 'raft') joinRaft(world, applicationOf);
  else joinQbft(world);
}

function joinQbft(world: World): void {
  const { settings, idle } = world.input;
  const names = world.validators.map((index) => world.memberName(index));
  world.validators.forEach((index, self) => {
    const node = world.nodeOf(index);
    node.join(self, ({ effects, disk }) => qbft({
      self, members: names.length, names,
      keyring: world.keyringOf(node.name), registry: world.keys,
      blockIntervalMicros: secondsAt(settings, 'consensus.blockIntervalSeconds'),
      requestTimeoutMicros: secondsAt(settings, 'consensus.requestTimeoutSeconds'),
      emptyBlocks: flagAt(settings, 'consensus.emptyBlocks'),
      idle,
      // Without its disk it may vote twice in a round: it counts as Byzantine (ADR 15).
      restored: disk as PersistedQbft | null,
    }, applicationOf(node), effects));
  });
}

/** The ledger as consensus sees it: an opaque digest and a size, and a yes or no. */
function applicationOf(node: MemberNode): Application {
  return {
    hasPending: () => node.replica.hasPending(),
    propose: (height) => {
      const block = node.replica.propose(height, node.name, node.localNow);
      return { digest: block.hash, bytes: block.bytes, body: block };
    },
    accept: (height, payload) => {
      const block = payload.body as Block;
      return block.hash === payload.digest && node.replica.accept(height, block, node.localNow);
    },
  };
}
