/** PBFT under delays N(250, 50) ms. */
import type { PbftMessage } from '../workers/consensus/pbft-messages.ts';
import { pbft } from '../workers/consensus/pbft.ts';
import type { Payload } from '../workers/consensus/protocol.ts';
import { KernelNetwork } from './kernel-network.ts';

/** As many decisions in a row, each of an empty block; returns the events handled. */
export function runPbft(members: number, decisions: number): number {
  const heights = Array<number>(members).fill(1);
  const isGoing = (self: number): boolean => heights[self]! <= decisions;
  const network = new KernelNetwork<PbftMessage>(members, ({ effects, ...seat }) => pbft({
    ...seat, idle: 'closed-form', emptyBlocks: true, blockIntervalMicros: 1_000_000,
    requestTimeoutMicros: 60_000_000, checkpointBlocks: 1_000,
  }, {
    hasPending: () => isGoing(seat.self),
    propose: (at): Payload => ({ digest: `block-${at}`, bytes: 200, body: at }),
    accept: (at, payload) => payload.digest === `block-${at}`,
  }, { ...effects, decide: () => { heights[seat.self]! += 1; } }), isGoing);
  network.start();
  network.kernel.advance(Infinity, 1_000_000_000);
  return network.kernel.eventCount;
}
