import {
  consensusConfirmed, consensusDeadlocked, consensusHiddenShown, consensusMined, consensusReorganised, consensusSealed,
  consensusSignersChanged,
} from '../consensus/entries.ts';
import { accessUnlogged, grantRevived } from '../access/entries.ts';
import { blockLeavesOut, erasureReverted, keyReverted } from '../ledger/entries.ts';
import { known, told } from './speakers.ts';

/** What is said of signers who take turns, of miners, and of the chains that they may part on. */

known(consensusSealed, ({ height, difficulty, about, vote }, node) =>
  `${node} seals block ${height} ${difficulty === 2 ? 'in turn' : 'out of turn'}.${votes(about, vote)}`);
known(consensusHiddenShown, ({ height, blocks }, node) => (blocks === 1
  ? `${node} shows block ${height}, which it had kept to itself.`
  : `${node} shows ${blocks} blocks that it had kept to itself, up to block ${height}.`));
known(consensusMined, ({ height }, node) => `${node} finds the proof of work of block ${height}.`);
known(consensusConfirmed, ({ height }, node) =>
  `${node} finds enough blocks on block ${height} to take it for final.`);
told(consensusReorganised, ({ height, depth }, node) =>
  `${node} goes over to a heavier chain, which replaces ${depth === 1 ? 'one block' : `${depth} blocks`} from block ${height} up.`);
told(keyReverted, ({ node, patient, key }) =>
  `At ${node}, key ${key} of ${patient} is final no longer: until it is again, the one before signs there.`);
told(erasureReverted, ({ erasure, custodian }) =>
  `${erasure} is final at ${custodian} no longer. The keys are destroyed all the same: nothing brings them back.`);
told(grantRevived, ({ grant, node }) =>
  `At ${node} the withdrawal of ${grant} is taken back, and the grant lives again until it is final anew.`);
told(accessUnlogged, ({ node, patient, person }) =>
  `The note that ${person} asked for ${patient}'s chart is on ${node}'s ledger no longer, until it is final again.`);
told(blockLeavesOut, ({ height, other, what }, node) =>
  `Block ${height} as ${node} decides it leaves out ${what}, which ${other} has final in its own.`);
told(consensusSignersChanged, ({ height, signers }, node) =>
  `At ${node}, by the votes up to block ${height}, these may sign: ${signers || 'nobody'}.`);
told(consensusDeadlocked, ({ height, heads, whose }) =>
  `Deadlock: nobody can make block ${height}. ${whose.replace('; ', ' are on one chain; ')} on`
  + ` ${heads === 2 ? 'the other' : 'others'}, as heavy, and each has signed its own too recently.`);

function votes(about: string, vote: string): string {
  return vote === '' ? '' : ` It votes to ${vote === 'auth' ? 'add' : 'drop'} ${about}.`;
}
