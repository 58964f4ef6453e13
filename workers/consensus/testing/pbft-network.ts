import type { Protocol } from '../protocol.ts';
import type { PbftMessage } from '../pbft-messages.ts';
import type { PersistedPbft } from '../pbft-persisted.ts';
import { pbft } from '../pbft.ts';
import { ProtocolNetwork } from './test-network.ts';
import type { TestNetworkOptions, TestSeat } from './test-network.ts';

/** How a test network makes a PBFT replica; a checkpoint every `checkpointBlocks`. */
export function createPbft(
  checkpointBlocks = 4,
): (seat: TestSeat<PbftMessage>) => Protocol<PbftMessage> {
  return ({ application, effects, restored, ...seat }) => pbft({
    ...seat, checkpointBlocks, restored: restored as PersistedPbft | null,
  }, application, effects);
}

export function pbftNetwork(
  options: Omit<TestNetworkOptions<PbftMessage>, 'create'> & { checkpointBlocks?: number },
): ProtocolNetwork<PbftMessage> {
  const { checkpointBlocks, ...rest } = options;
  return new ProtocolNetwork<PbftMessage>({ ...rest, create: createPbft(checkpointBlocks) });
}
