import { act } from './act.ts';
import type { ActEntry } from './act.ts';
import { flag, slot, word } from './form.ts';
import { blockNumber } from './height.ts';
import { member } from './names.ts';
import { duration, oneOf } from './slots.ts';

/** Lines under `story` about a member's own node: it fails, comes back, stops, tells wrong time. */
export const FAULT_ACTS: readonly ActEntry[] = [
  act({
    id: 'crashes',
    block: 'story',
    form: [
      slot('node', member), word('crashes'),
      flag('losesDisk', word('and'), word('loses'), word('its'), word('disk')),
    ],
    sentence: 'The member\u2019s node stops at once; what it had on its disk is still there, '
      + 'unless the disk is lost too.',
    example: 'day 4 08:00 boise-clinic crashes',
    doc: 'Until it restarts it sends and answers nothing. Votes and blocks sent to it are lost; '
      + 'requests, records and transactions wait, and so do its own people. Without its disk it '
      + 'comes back knowing the genesis block alone: under Raft it then follows and never votes '
      + 'again, under QBFT it counts as one of the f that may lie. Charts in its vault are kept.',
    build: ({ node, losesDisk }) => ({ is: 'act', act: { verb: 'crashes', node, losesDisk } }),
  }),
  act({
    id: 'restarts',
    block: 'story',
    form: [slot('node', member), word('restarts')],
    sentence: 'The crashed node runs again and catches up with the others.',
    example: 'day 4 08:30 boise-clinic restarts',
    doc: 'A node that runs goes on running.',
    build: ({ node }) => ({ is: 'act', act: { verb: 'restarts', node } }),
  }),
  act({
    id: 'pauses',
    block: 'story',
    form: [slot('node', member), word('pauses'), word('for'), slot('forMicros', duration)],
    sentence: 'The node does nothing for a while, and then goes on where it was.',
    example: 'day 4 08:00 boise-clinic pauses for 30s',
    doc: 'What reaches it meanwhile it deals with afterwards, in order, its own timers included: '
      + 'a virtual machine that is moved, or a program that collects its garbage.',
    build: ({ node, forMicros }) => ({ is: 'act', act: { verb: 'pauses', node, forMicros } }),
  }),
  act({
    id: 'alters',
    block: 'story',
    form: [
      word('block'), slot('height', blockNumber), word('is'), word('altered'), word('at'),
      slot('node', member),
    ],
    sentence: 'One bit of this block flips where the member stores it.',
    example: 'day 4 08:00 block 2 is altered at boise-clinic',
    doc: 'Its node finds out when it next reads its disk: when it serves the block, or after a crash. '
      + 'It then serves nothing of it and asks a validator for a whole one. Until that is there '
      + '`every node agrees` is broken.',
    build: ({ height, node }) => ({ is: 'act', act: { verb: 'alters', node, height } }),
  }),
  act({
    id: 'clock',
    block: 'story',
    form: [
      slot('node', member), word('clock'), word('is'), slot('offMicros', duration),
      slot('way', oneOf('ahead|behind', ['ahead', 'behind'])),
    ],
    sentence: 'From this moment the node\u2019s clock is that much off the true time.',
    example: 'day 4 08:00 boise-clinic clock is 2m ahead',
    doc: 'Grants end, shifts count and blocks are dated by it. Timers of consensus go by a clock '
      + 'that does not jump. A block dated too far ahead of a QBFT validator\u2019s clock is refused.',
    build: ({ node, offMicros, way }) => ({
      is: 'act',
      act: { verb: 'sets-clock', node, aheadMicros: way === 'ahead' ? offMicros : -offMicros },
    }),
  }),
];
