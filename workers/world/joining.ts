import { qbft } from '../consensus/qbft.ts';
import type { Application } from '../consensus/protocol.ts';
import { EVENT } from './event-kinds.ts';
import type { Block } from '../ledger/block.ts';
import type { MemberNode } from './node.ts';
import { flagAt, secondsAt } from './setting-values.ts';
import type { World } from './world.ts';

/** Makes every validating member's node a validator of the protocol that the settings name. */
export function joinConsensus(world: World): void {
  const { settings, idle } = world.input;
  const names = world.validators.map((index) => world.memberName(index));
  world.kernel.on(EVENT.timer, (target, _a, ref) => world.nodeOf(target).fireTimer(ref as string));
  world.validators.forEach((index, self) => {
    const node = world.nodeOf(index);
    node.join(self, (effects) => qbft({
      self, members: names.length, names,
      keyring: world.keyringOf(node.name), registry: world.keys,
      blockIntervalMicros: secondsAt(settings, 'consensus.blockIntervalSeconds'),
      requestTimeoutMicros: secondsAt(settings, 'consensus.requestTimeoutSeconds'),
      emptyBlocks: flagAt(settings, 'consensus.emptyBlocks'),
      idle,
    }, applicationOf(node), effects));
  });
}

/** The ledger as consensus sees it: an opaque digest and a size, and a yes or no. */
function applicationOf(node: MemberNode): Application {
  const { replica } = node;
  return {
    hasPending: () => replica.hasPending(),
    propose: (height, localMicros) => {
      const block = replica.propose(height, node.name, localMicros);
      return { digest: block.hash, bytes: block.bytes, body: block };
    },
    accept: (height, payload) => {
      const block = payload.body as Block;
      return block.hash === payload.digest && replica.accept(height, block, node.localNow);
    },
  };
}
