import { qbft } from '../qbft.ts';
import type { QbftMessage } from '../qbft-messages.ts';
import type { PersistedQbft } from '../qbft-persisted.ts';
import { qbftVotes } from '../qbft-votes.ts';
import { ProtocolNetwork, type TestNetworkOptions } from './test-network.ts';

/** A network of QBFT whose members may vote each other out and in. */
export class VotingNetwork extends ProtocolNetwork<QbftMessage> {
  constructor({ epochBlocks = 30_000, ...options }: TestNetworkOptions & { readonly epochBlocks?: number }) {
    super({ ...options, create: (seat) => qbft({ ...seat, votesOf: qbftVotes, epochBlocks,
      restored: seat.restored as PersistedQbft | null }, seat.application, seat.effects) });
  }

  /** The people of one member want another added or dropped. */
  wish(member: number, choice: 'add' | 'drop' | 'none', about: number, at = this.now): void {
    this.at(at, () => this.wishNow(member, choice, about));
  }
}

/** The validators from each height on, as one member tells of them. */
export function sets(network: VotingNetwork, member: number): string[] {
  return network.outcomes.filter((line) => line.includes(` ${member} consensus.validatorsChanged`)).map((line) => {
    const { height, validators } = JSON.parse(line.slice(line.indexOf('{'))) as { height: number; validators: string };
    return `${height}: ${validators.replaceAll('validator-', '').replaceAll(', ', ' ')}`;
  });
}

export function heights(network: VotingNetwork, members: number): number[] {
  return [...Array(members).keys()].map((member) => network.decisionsOf(member).length);
}

/** Members `by` want `about` dropped or added. */
export function wish(
  network: VotingNetwork, choice: 'add' | 'drop', about: number, by: readonly number[], at = network.now,
): void {
  for (const member of by) network.wish(member, choice, about, at);
}
