import type { Application } from '../consensus/protocol.ts';
import type { PersistedRaft } from '../consensus/raft-durable.ts';
import { RaftInvariants } from '../consensus/raft-invariants.ts';
import type { RaftMessage } from '../consensus/raft-messages.ts';
import type { RaftEffects } from '../consensus/raft-options.ts';
import { raft } from '../consensus/raft.ts';
import type { MemberNode } from './node.ts';
import { Pulses } from './pulses.ts';
import { flagAt, millisecondsAt, secondsAt } from './setting-values.ts';
import type { World } from './world.ts';

/** Makes every validating member's node a member of one Raft cluster. */
export function joinRaft(world: World, applicationOf: (node: MemberNode) => Application): void {
  const { settings, idle } = world.input;
  const { draws } = world.kernel;
  const witness = new RaftInvariants();
  const pulses = new Pulses(world);
  const least = millisecondsAt(settings, 'consensus.electionTimeoutMinMilliseconds');
  const most = millisecondsAt(settings, 'consensus.electionTimeoutMaxMilliseconds');
  world.validators.forEach((index, self) => {
    const node = world.nodeOf(index);
    node.join(self, ({ effects, disk, lostDisk }) => {
      const raftEffects: RaftEffects = {
        ...effects,
        send: (to: number, message: RaftMessage) => effects.send(to, message),
        broadcast: (message: RaftMessage) => effects.broadcast(message),
        pulse: (to, message, sentAt) => pulses.send(node, to, message, node.steadyNow - sentAt),
        settled: (members) => world.stillness.settle(members),
        stir: () => world.stillness.stir(),
      };
      return raft({
        self, members: world.validators.length, idle, witness,
        blockIntervalMicros: secondsAt(settings, 'consensus.blockIntervalSeconds'),
        emptyBlocks: flagAt(settings, 'consensus.emptyBlocks'),
        heartbeatMicros: millisecondsAt(settings, 'consensus.heartbeatMilliseconds'),
        electionTimeoutMinMicros: least,
        electionTimeoutMaxMicros: most,
        electionTimeout: (term) =>
          least + draws.below(most - least + 1, node.name, 'election-timeout', `term/${term}`),
        preVote: flagAt(settings, 'consensus.preVote'),
        restored: disk as PersistedRaft | null,
        learner: lostDisk,
      }, applicationOf(node), raftEffects);
    });
  });
}
