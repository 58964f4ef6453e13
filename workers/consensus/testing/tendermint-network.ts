import type { Protocol } from '../protocol.ts';
import type { TendermintMessage } from '../tendermint-messages.ts';
import type { PersistedTendermint } from '../tendermint-options.ts';
import { tendermint } from '../tendermint.ts';
import { ProtocolNetwork } from './test-network.ts';
import type { TestNetworkOptions, TestSeat } from './test-network.ts';

/** How a test makes a Tendermint process, with CometBFT's default timeouts. */
export function createTendermint(
  { application, effects, restored, ...seat }: TestSeat<TendermintMessage>,
): Protocol<TendermintMessage> {
  return tendermint({
    ...seat, restored: restored as PersistedTendermint | null,
    timeouts: { proposeMicros: 3_000_000, prevoteMicros: 1_000_000, precommitMicros: 1_000_000,
      deltaMicros: 500_000 },
  }, application, effects);
}

export function tendermintNetwork(
  options: Omit<TestNetworkOptions<TendermintMessage>, 'create'>,
): ProtocolNetwork<TendermintMessage> {
  return new ProtocolNetwork<TendermintMessage>({ ...options, create: createTendermint });
}
