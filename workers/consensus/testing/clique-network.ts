import { DeadlockWatch } from '../clique-deadlock.ts';
import type { CliqueMessage } from '../clique-messages.ts';
import type { CliqueOptions, PersistedClique } from '../clique-options.ts';
import { clique } from '../clique.ts';
import type { Protocol } from '../protocol.ts';
import type { TestNetworkOptions, TestSeat } from './test-network.ts';
import { ProtocolNetwork } from './test-network.ts';
import { hashOf } from './troubled-network.ts';

type Chosen = Partial<Pick<CliqueOptions, 'epochBlocks' | 'confirmations' | 'tieRule'>> & {
  /** Of the luck of out-of-turn signers. */
  readonly seed?: number;
  readonly below?: (self: number, n: number, purpose: string, number: number) => number;
  readonly isRunning?: (member: number) => boolean;
};

/** How a test makes a Clique signer; two confirmations unless said. */
export function createClique(chosen: Chosen = {}): (seat: TestSeat<CliqueMessage>) => Protocol<CliqueMessage> {
  const { epochBlocks = 30_000, confirmations = 2, tieRule = 'first-seen', seed = 1,
    isRunning = () => true } = chosen;
  const watch = new DeadlockWatch(tieRule, isRunning);
  const draw = chosen.below ?? ((self, n, purpose, number) => hashOf(seed, self, purpose, number) % n);
  return ({ application, effects, restored, blockIntervalMicros, requestTimeoutMicros, ...seat }) =>
    clique({
      ...seat, epochBlocks, confirmations, tieRule, watch, blockPeriodMicros: blockIntervalMicros,
      askAgainMicros: requestTimeoutMicros,
      below: (n, purpose, number) => draw(seat.self, n, purpose, number),
      restored: restored as PersistedClique | null,
    }, application, effects);
}

export function cliqueNetwork(
  options: Omit<TestNetworkOptions<CliqueMessage>, 'create'> & Chosen,
): ProtocolNetwork<CliqueMessage> {
  return new ProtocolNetwork<CliqueMessage>({ ...options, create: createClique(options) });
}
