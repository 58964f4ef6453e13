/** What tests of votes on validators ask of a network, and do to it. */
import type { VotingNetwork } from './test-network.ts';

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
