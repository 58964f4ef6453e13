/** Chained HotStuff under delays N(250, 50) ms. */
import type { HotStuffMessage } from '../workers/consensus/hotstuff-messages.ts';
import { hotstuff } from '../workers/consensus/hotstuff.ts';
import type { Payload } from '../workers/consensus/protocol.ts';
import { KernelNetwork } from './kernel-network.ts';

export interface HotStuffRun {
  readonly events: number;
  readonly messages: number;
  /** Virtual time between the first commit and the last, ms. */
  readonly millis: number;
}

/** Blocks one after the other without a pause, until replica 0 has committed so many. */
export function runHotStuff(members: number, commits: number): HotStuffRun {
  let [first, last, committed] = [0, 0, 0];
  const network = new KernelNetwork<HotStuffMessage>(members, ({ effects, ...seat }) => hotstuff({
    ...seat, idle: 'closed-form', variant: 'chained', leader: 'stable', emptyBlocks: true,
    blockIntervalMicros: 1, viewTimeoutMicros: 3_000_000,
  }, {
    hasPending: () => true,
    propose: (at): Payload => ({ digest: `block-${at}`, bytes: 200, body: at }),
    accept: (at, payload) => payload.digest === `block-${at}`,
  }, {
    ...effects,
    decide: () => {
      if (seat.self !== 0) return;
      committed += 1;
      if (committed === 1) first = network.kernel.now;
      last = network.kernel.now;
    },
  }));
  const { kernel } = network;
  network.start();
  while (committed < commits) kernel.advance(Infinity, members);
  return { events: kernel.eventCount, messages: network.messages, millis: (last - first) / 1_000 };
}
