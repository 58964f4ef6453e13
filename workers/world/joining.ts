import type { ReadSettings } from '../consensus/entry.ts';
import type { Application } from '../consensus/protocol.ts';
import type { Block } from '../ledger/block.ts';
import type { Settings } from '../settings/register.ts';
import type { MemberNode } from './node.ts';
import { Pulses } from './pulses.ts';
import { flagAt, millisecondsAt, numberAt, secondsAt, textAt } from './setting-values.ts';
import type { World } from './world.ts';

/** Makes every validating member's node a validator of the run's protocol. */
export function joinConsensus(world: World): void {
  const { protocol, settings, idle } = world.input;
  const { draws } = world.kernel;
  const pulses = new Pulses(world);
  const names = world.validators.map((index) => world.memberName(index));
  const create = protocol.assemble({
    names, idle, registry: world.keys, settings: readSettings(settings),
    below: (n, entity, purpose, occasion) => draws.below(n, entity, purpose, occasion),
  });
  world.validators.forEach((index, self) => {
    const node = world.nodeOf(index);
    node.join(self, ({ effects, disk, lostDisk, isRestarted }) => create({
      self, keyring: world.keyringOf(node.name), application: applicationOf(node),
      disk, lostDisk, isRestarted,
      effects: {
        ...effects,
        pulse: (to, message, sentAt) => pulses.send(node, to, message, node.steadyNow - sentAt),
        settled: (members) => world.stillness.settle(members),
        stir: () => world.stillness.stir(),
      },
    }));
  });
}

/** The unit of a time is in its path. */
export function readSettings(settings: Settings): ReadSettings {
  return {
    micros: (path) => (path.endsWith('Seconds')
      ? secondsAt(settings, path) : millisecondsAt(settings, path)),
    number: (path) => numberAt(settings, path),
    text: (path) => textAt(settings, path),
    flag: (path) => flagAt(settings, path),
  };
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
