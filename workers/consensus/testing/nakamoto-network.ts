import { NakamotoTree } from '../nakamoto-block.ts';
import { Said } from '../nakamoto-messages.ts';
import type { NakamotoMessage } from '../nakamoto-messages.ts';
import type { NakamotoOptions, PersistedNakamoto } from '../nakamoto-options.ts';
import { nakamoto } from '../nakamoto.ts';
import type { Protocol } from '../protocol.ts';
import type { TestNetworkOptions, TestSeat } from './test-network.ts';
import { ProtocolNetwork } from './test-network.ts';
import { Draws } from '../../kernel/draw.ts';

type Chosen = Partial<Pick<NakamotoOptions, 'confirmations'>> & {
  readonly seed?: number;
  /** Each miner's part of the work; equal parts unless said. */
  readonly shares?: readonly number[];
  /** Whether compact blocks are ever short of a transaction. */
  readonly misses?: boolean;
};

/** How a test makes a miner; two confirmations unless said. */
export function createNakamoto(chosen: Chosen = {}): (seat: TestSeat<NakamotoMessage>) => Protocol<NakamotoMessage> {
  const { confirmations = 2, seed = 1, shares, misses = true } = chosen;
  const draws = new Draws(seed);
  const said = new Said();
  const tree = new NakamotoTree();
  return ({ application, effects, restored, self, members, requestTimeoutMicros, ...seat }) => nakamoto({
    ...seat, self, members, confirmations, said, tree, askAgainMicros: requestTimeoutMicros,
    hashShare: shares?.[self] ?? 1 / members,
    below: (n, purpose, block) =>
      purpose === 'compact' && !misses ? n - 1 : draws.below(n, `miner-${self}`, purpose, block),
    restored: restored as PersistedNakamoto | null,
  }, application, effects);
}

export function nakamotoNetwork(
  options: Omit<TestNetworkOptions<NakamotoMessage>, 'create'> & Chosen,
): ProtocolNetwork<NakamotoMessage> {
  return new ProtocolNetwork<NakamotoMessage>({ ...options, create: createNakamoto(options) });
}
