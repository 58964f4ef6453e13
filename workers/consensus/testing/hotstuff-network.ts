import type { HotStuffMessage } from '../hotstuff-messages.ts';
import type { HotStuffOptions, PersistedHotStuff } from '../hotstuff-options.ts';
import { hotstuff } from '../hotstuff.ts';
import type { Protocol } from '../protocol.ts';
import { ProtocolNetwork } from './test-network.ts';
import type { TestNetworkOptions, TestSeat } from './test-network.ts';

export type HotStuffStyle = Pick<HotStuffOptions, 'variant' | 'leader'>;

/** How a test makes a HotStuff replica of a variant. */
export function createHotStuff(
  style: HotStuffStyle,
): (seat: TestSeat<HotStuffMessage>) => Protocol<HotStuffMessage> {
  return ({ application, effects, restored, requestTimeoutMicros, ...seat }) => hotstuff({
    ...seat, ...style, viewTimeoutMicros: requestTimeoutMicros,
    restored: restored as PersistedHotStuff | null,
  }, application, effects);
}

export function hotstuffNetwork(
  style: HotStuffStyle, options: Omit<TestNetworkOptions<HotStuffMessage>, 'create'>,
): ProtocolNetwork<HotStuffMessage> {
  return new ProtocolNetwork<HotStuffMessage>({ ...options, create: createHotStuff(style) });
}
