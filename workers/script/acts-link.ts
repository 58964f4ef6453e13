import { act } from './act.ts';
import type { ActEntry, Piece } from './act.ts';
import { flag, maybe, slot, word } from './form.ts';
import { linkEnd } from './names.ts';
import { rate } from './rate.ts';
import type { LinkFault } from './fault.ts';
import { share } from './share.ts';
import { duration } from './slots.ts';

const sides = [
  word('link'), slot('a', linkEnd), flag('oneWay', word('to')), slot('b', linkEnd),
] as const;
const until = maybe(word('for'), slot('forMicros', duration));

/** Lines under `story` that cut a link, make it worse, or whole again. */
export const LINK_ACTS: readonly ActEntry[] = [
  act({
    id: 'cuts',
    block: 'story',
    form: [...sides, word('is'), word('cut'), until],
    sentence: 'Nothing passes between the two sides until the link is healed; with `to`, nothing '
      + 'from the first to the second.',
    example: 'day 4 08:00 link us-west us-east is cut for 15m',
    doc: 'Each side is a region or a member. Messages are held and arrive, in order, when it '
      + 'heals. Without `for` it stays cut until `is healed`.',
    build: ({ a, oneWay, b, forMicros }) => ({
      is: 'act', act: { verb: 'cuts', a, b, oneWay, forMicros },
    }),
  }),
  act({
    id: 'isolates',
    block: 'story',
    form: [slot('side', linkEnd), word('is'), word('cut'), word('from'), word('all'), until],
    sentence: 'Nothing passes between the region or the member and all that is outside of it, as if '
      + 'each link there were cut.',
    example: 'day 4 08:00 us-east is cut from all for 15m',
    doc: 'Within the region messages pass as ever; somebody must be in it, and somebody elsewhere. Each of its links may be healed by itself, and all '
      + 'of them by `is connected again`.',
    build: ({ side, forMicros }) => ({ is: 'act', act: { verb: 'isolates', side, forMicros } }),
  }),
  act({
    id: 'reconnects',
    block: 'story',
    form: [slot('side', linkEnd), word('is'), word('connected'), word('again')],
    sentence: 'Every link between the region or the member and another region is whole again.',
    example: 'day 4 08:10 us-east is connected again',
    doc: 'Whatever else was wrong with them ends too. A link that was cut by another name stays cut, and '
      + 'so does one whose other side is cut from all as well.',
    build: ({ side }) => ({ is: 'act', act: { verb: 'reconnects', side } }),
  }),
  act({
    id: 'heals',
    block: 'story',
    form: [...sides, word('is'), word('healed')],
    sentence: 'The link carries messages again, those held first.',
    example: 'day 4 08:15 link us-west us-east is healed',
    doc: 'Whatever else was wrong between these two sides ends too; with `to`, only what was wrong '
      + 'from the first to the second. A link that is whole stays whole.',
    build: ({ a, oneWay, b }) => ({ is: 'act', act: { verb: 'heals', a, b, oneWay } }),
  }),
  act({
    id: 'loses',
    block: 'story',
    form: [...sides, word('loses'), slot('share', share), until],
    sentence: 'Of the messages sent over the link, about this share never arrives.',
    example: 'day 4 08:00 link us-west us-east loses 5% for 10m',
    doc: 'Nobody is told and nothing sends a lost message again but the protocol it belongs to: '
      + 'validators recover by changing rounds and catching up, while a lost request for records '
      + 'stays unanswered. With `to` only what goes from the first side to the second is lost.',
    build: ({ share: parts, ...rest }) => impairs({ ...rest, fault: 'loss', share: parts, byMicros: 0 }),
  }),
  act({
    id: 'duplicates',
    block: 'story',
    form: [...sides, word('duplicates'), slot('share', share), until],
    sentence: 'Of the messages sent over the link, about this share arrives twice.',
    example: 'day 4 08:00 link boise-clinic to tampa-general duplicates 20% for 1h',
    doc: 'The second comes with or after the first.',
    build: ({ share: parts, ...rest }) => impairs({
      ...rest, fault: 'duplication', share: parts, byMicros: 0,
    }),
  }),
  act({
    id: 'reorders',
    block: 'story',
    form: [
      ...sides, word('reorders'), slot('share', share), word('by'), slot('byMicros', duration), until,
    ],
    sentence: 'Of the messages sent over the link, about this share arrives late, and those sent '
      + 'after it pass it by.',
    example: 'day 4 08:00 link us-west us-east reorders 10% by 200ms for 1h',
    doc: 'Each is late by anything up to the time given; all others keep their order.',
    build: ({ share: parts, ...rest }) => impairs({ ...rest, fault: 'reordering', share: parts }),
  }),
  act({
    id: 'slows',
    block: 'story',
    form: [
      ...sides, word('is'), word('slower'), word('by'), slot('byMicros', duration), until,
    ],
    sentence: 'Every message sent over the link takes this much longer.',
    example: 'day 4 08:00 link us-west us-east is slower by 300ms for 2h',
    doc: 'Each way; with `to` only from the first side to the second.',
    build: (rest) => impairs({ ...rest, fault: 'delay', share: 0 }),
  }),
  act({
    id: 'limits',
    block: 'story',
    form: [
      ...sides, word('carries'), word('at'), word('most'), slot('bitsPerSecond', rate), until,
    ],
    sentence: 'All that the two sides send to each other shares a line of this rate, one each way.',
    example: 'day 4 08:00 link us-west us-east carries at most 1Mbit/s for 2h',
    doc: 'Messages wait for one another there, in the order in which they are sent, whoever sends '
      + 'them to whom; each takes its bytes ÷ the rate. With `to` only what goes from the first side '
      + 'to the second. What waits when the limit ends leaves at once.',
    build: (rest) => impairs({ ...rest, fault: 'bandwidth', share: 0, byMicros: 0 }),
  }),
];

function impairs(body: LinkFault): Piece {
  return { is: 'act', act: { verb: 'impairs', ...body } };
}
