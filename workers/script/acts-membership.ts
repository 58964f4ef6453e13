import { act } from './act.ts';
import type { ActEntry } from './act.ts';
import { slot, word } from './form.ts';
import { member } from './names.ts';
import { oneOf } from './slots.ts';

/** Lines under `story` by which validators join and leave, where the protocol has it. */
export const MEMBERSHIP_ACTS: readonly ActEntry[] = [
  act({
    id: 'votes-on-member',
    block: 'story',
    form: [
      slot('node', member), word('votes'), word('to'), slot('choice', oneOf('add|drop', ['add', 'drop'])),
      slot('about', member),
    ],
    sentence: 'From now on the validator votes for this in the blocks it makes, until it votes for '
      + 'the opposite.',
    example: 'day 4 08:00 boise-clinic votes to drop tampa-general',
    doc: 'Under Clique, where all validators may sign blocks when the story begins. Whoever has the '
      + 'votes of more than half of the signers may sign no longer, or may sign again; it follows '
      + 'the chain in either case. Under the other protocols the members are fixed, and the run says so: '
      + 'PBFT, Tendermint and HotStuff leave it to whoever builds on them, Raft\u2019s change of '
      + 'configuration and the votes of QBFT are not modelled, and under Nakamoto whoever mines is in.',
    build: ({ node, choice, about }) => ({ is: 'act',
      act: { verb: 'votes-on-member', node, about, choice: choice === 'add' ? 'add' : 'drop' } }),
  }),
];
