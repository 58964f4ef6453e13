import { act } from './act.ts';
import type { ActEntry } from './act.ts';
import { slot, word } from './form.ts';
import { member } from './names.ts';
import { oneOf } from './slots.ts';

const choice = oneOf('add|drop', ['add', 'drop']);

/** Lines under `story` by which validators join and leave, where the protocol has it. */
export const MEMBERSHIP_ACTS: readonly ActEntry[] = [
  act({
    id: 'votes-on-member',
    block: 'story',
    form: [slot('node', member), word('votes'), word('to'), slot('choice', choice), slot('about', member)],
    sentence: 'From now on the validator votes for this in the blocks it makes, until it votes for '
      + 'the opposite.',
    example: 'day 4 08:00 boise-clinic votes to drop tampa-general',
    doc: 'Under QBFT and Clique, where all validators count when the story begins. Each may put one '
      + 'vote into the header of a block it makes. Once more than half of the validators, by their '
      + 'latest votes, would have a member dropped or added, it is, from the next block on; it follows '
      + 'the chain in either case. Under QBFT what f is, who proposes and how many votes decide go by '
      + 'the validators of each block. Where the scenario names a protocol that has no such votes, the '
      + 'check says which have; where another is chosen for a run, the run says so: PBFT and HotStuff '
      + 'leave it to whoever builds on them, Tendermint to the application; under Raft the leader is '
      + 'asked, and under Nakamoto whoever mines is in.',
    build: ({ node, choice: said, about }) => ({ is: 'act',
      act: { verb: 'votes-on-member', node, about, choice: said === 'add' ? 'add' : 'drop' } }),
  }),
  act({
    id: 'asks-about-member',
    block: 'story',
    form: [slot('node', member), word('asks'), word('to'), slot('choice', choice), slot('about', member)],
    sentence: 'The validator asks whoever leads to add this one to those whose votes count, or to '
      + 'drop it.',
    example: 'day 4 08:00 boise-clinic asks to drop tampa-general',
    doc: 'Under Raft, where all validators are in the configuration when the story begins. The leader '
      + 'changes it by one at a time, in the order in which it is asked; whoever is added has to have '
      + 'caught up first, and a leader that is dropped leads until that is committed. Who is dropped '
      + 'is still sent all blocks, and counts in no majority; any validator may ask, about itself too. '
      + 'It asks until it is answered, or crashes.',
    build: ({ node, choice: said, about }) => ({ is: 'act',
      act: { verb: 'asks-about-member', node, about, choice: said === 'add' ? 'add' : 'drop' } }),
  }),
];
