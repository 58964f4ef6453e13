import type { Micros } from '../kernel/micros.ts';
import { act } from './act.ts';
import type { ActEntry, Piece } from './act.ts';
import type { Misconduct } from './fault.ts';
import { maybe, slot, word } from './form.ts';
import { blockNumber } from './height.ts';
import { member, nameOf } from './names.ts';
import { duration } from './slots.ts';

const until = maybe(word('for'), slot('forMicros', duration));
const sender = nameOf('PATIENT-OR-PLACE', 'the name of a patient or of a member', ['patient', 'member']);

/** Lines under `story` about a validator that does not follow its protocol. */
export const BYZANTINE_ACTS: readonly ActEntry[] = [
  act({
    id: 'turns-silent',
    block: 'story',
    form: [slot('node', member), word('turns'), word('silent'), until],
    sentence: 'The validator hears everything and says nothing more to the others about blocks.',
    example: 'day 4 08:00 boise-clinic turns silent for 1h',
    doc: 'Unlike a crash nothing is lost and nothing stops: its people are served, and it learns '
      + 'what the others decide. For them it is one validator less.',
    build: (said) => misbehaves({ ...said, how: 'silent' }),
  }),
  act({
    id: 'turns-slow',
    block: 'story',
    form: [
      slot('node', member), word('turns'), word('slow'), word('by'), slot('byMicros', duration),
      until,
    ],
    sentence: 'Whatever the validator says to the others about blocks leaves this much later.',
    example: 'day 4 08:00 boise-clinic turns slow by 2s for 1h',
    doc: 'It hears at once and speaks late: the leader that stays just within the timeout.',
    build: (said) => misbehaves({ ...said, how: 'slow' }),
  }),
  act({
    id: 'equivocates',
    block: 'story',
    form: [slot('node', member), word('equivocates'), until],
    sentence: 'The validator says one thing to one half of the others and another to the rest: two '
      + 'blocks where it proposes, and a vote for either.',
    example: 'day 4 08:00 boise-clinic equivocates for 1h',
    doc: 'It runs its protocol twice with its one key, for every other validator of the rest. Those '
      + 'who equivocate at the same time play it together. Up to as many liars as the protocol '
      + 'tolerates the others still agree; beyond that they may not, and then the run stops there.',
    build: (said) => misbehaves({ ...said, how: 'equivocates' }),
  }),
  act({
    id: 'votes-twice',
    block: 'story',
    form: [slot('node', member), word('votes'), word('twice'), until],
    sentence: 'Wherever the validator votes it signs two votes, and tells everyone what they have '
      + 'voted for themselves.',
    example: 'day 4 08:00 boise-clinic votes twice for 1h',
    doc: 'Alone it can do little; beside a proposer that equivocates its vote counts on both sides. '
      + 'Under Raft, where votes elect a leader, it gives its vote to everyone who asks.',
    build: (said) => misbehaves({ ...said, how: 'votes-twice' }),
  }),
  act({
    id: 'refuses',
    block: 'story',
    form: [
      slot('node', member), word('refuses'), word('transactions'), word('of'), slot('of', sender),
      until,
    ],
    sentence: 'The validator leaves what this patient or member signed out of the blocks it proposes.',
    example: 'day 4 08:00 boise-clinic refuses transactions of ana for 1d',
    doc: 'It votes for the blocks of others as ever, so her grants wait until another proposes.',
    build: (said) => misbehaves({ ...said, how: 'refuses' }),
  }),
  act({
    id: 'mines-selfishly',
    block: 'story',
    form: [slot('node', member), word('mines'), word('selfishly'), until],
    sentence: 'The miner keeps the blocks that it finds to itself and shows them when that costs the '
      + 'others theirs.',
    example: 'day 4 08:00 boise-clinic mines selfishly for 1d',
    doc: 'Eyal and Sirer’s algorithm of 2014, under Nakamoto; the other protocols have nothing to '
      + 'withhold, and say so. With `set consensus.largestMinerPercent 40` the first validator has '
      + 'two fifths of the work. Which of two branches the others work on in a race, the paper’s '
      + 'gamma, comes of the network: everyone stays with the block that arrived first. What it gains '
      + 'is its part of the blocks that stay. It finds none sooner: the difficulty does not adjust to '
      + 'the blocks that are lost, and what it would earn in a time if it did is not modelled.',
    build: (said) => misbehaves({ ...said, how: 'mines-selfishly' }),
  }),
  act({
    id: 'double-spends',
    block: 'story',
    form: [
      slot('node', member), word('double-spends'), word('transactions'), word('of'), slot('of', sender),
      until,
    ],
    sentence: 'The miner works in secret on a chain without what this patient or member signs from '
      + 'now on, and shows it once it is longer and the others have taken that for final.',
    example: 'day 4 08:00 boise-clinic double-spends transactions of ana for 1d',
    doc: 'Nakamoto’s attacker, under Nakamoto; the other protocols say that nobody mines. Where she '
      + 'has revoked a grant, what was read under it meanwhile was rightly refused, and is permitted '
      + 'again until an honest miner puts the revocation into a block once more. It happens once, and '
      + 'goes on until it has. A network at rest gives the attacker all the time it needs; with '
      + '`set consensus.emptyBlocks true` the others mine meanwhile.',
    build: (said) => misbehaves({ ...said, how: 'double-spends' }),
  }),
  act({
    id: 'rewrites',
    block: 'story',
    form: [
      slot('node', member), word('rewrites'), word('history'), word('from'), word('block'),
      slot('fromHeight', blockNumber), until,
    ],
    sentence: 'The validator signs other blocks from this one on than those that are final, together '
      + 'with all who do so at the same time, for whoever does not have those.',
    example: 'day 4 08:00 boise-clinic rewrites history from block 2 for 1h',
    doc: 'It begins its protocol anew with its one key where that block was not decided yet. Who has '
      + 'the block final is not moved. Who was cut off, or lost its disk, is told the other history: '
      + 'up to as many liars as the protocol tolerates nothing comes of it, beyond that it may decide '
      + 'otherwise than the rest, and the run stops there. Under Clique and Nakamoto they work on the '
      + 'other chain alone and among themselves, and show it once it is heavier than the public one, '
      + 'which takes back what was final; under Clique too few of them may not sign often enough. '
      + 'Then it is done, and whoever rewrites history after that does so in secret anew. A '
      + 'block that is not final at the validator yet is none to rewrite, and the run says so.',
    build: (said) => misbehaves({ ...said, how: 'rewrites' }),
  }),
  act({
    id: 'turns-honest',
    block: 'story',
    form: [slot('node', member), word('turns'), word('honest')],
    sentence: 'The validator follows its protocol again.',
    example: 'day 4 09:00 boise-clinic turns honest',
    doc: 'All that was said of it ends, except a crash. An honest one stays honest.',
    build: ({ node }) => ({ is: 'act', act: { verb: 'turns-honest', node } }),
  }),
];

function misbehaves({ node, how, byMicros = 0, of = null, fromHeight = 0, forMicros }: {
  node: string; how: Misconduct; byMicros?: Micros; of?: string | null; fromHeight?: number;
  forMicros: Micros | null;
}): Piece {
  return { is: 'act', act: { verb: 'misbehaves', node, how, byMicros, of, fromHeight, forMicros } };
}
