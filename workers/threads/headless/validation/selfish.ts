import { blockAppended } from '../../../ledger/entries.ts';
import type { Play } from './play.ts';
import { miners } from './mining.ts';

/**
 * What the network makes of a race between two branches. Everybody stays with the block that came
 * first: where the attacker is far from the two others nobody has its block first; where those two
 * are far from each other, the one that did not find the block has the attacker's first, which is
 * half of the honest work.
 */
const LINKS = {
  '0': ['link attacker near is slower by 200ms', 'link attacker far is slower by 200ms'],
  half: ['link near far is slower by 200ms'],
} as const;

/** The part of the blocks in the chain of an honest miner that the attacker has found. */
export const selfishShare = (percent: number, gamma: keyof typeof LINKS) => async (play: Play): Promise<number> => {
  const trace = await play(miners('600s', ['payer attacker in us-east', 'payer near in us-east',
    'payer far in us-east', 'delay constant 1ms', `set consensus.largestMinerPercent ${percent}`,
    'set consensus.confirmationBlocks 100', 'set run.tailHours 8760', 'stop after 20000 blocks'],
  [...LINKS[gamma].map((line) => `day 1 00:00 ${line}`), 'day 1 00:00 attacker mines selfishly']));
  const proposers: string[] = [];
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (!trace.is(row, blockAppended) || trace.entity(row) !== 'near') continue;
    const { height, proposer } = trace.get(row, blockAppended);
    proposers[height] = proposer;
  }
  const chain = proposers.slice(1);
  return chain.filter((proposer) => proposer === 'attacker').length / chain.length;
};
