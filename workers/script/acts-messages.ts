import { act } from './act.ts';
import type { ActEntry, Piece } from './act.ts';
import { slot, word } from './form.ts';
import { nameOf } from './names.ts';
import type { ActBody } from './scenario.ts';
import type { SlotType } from './slot.ts';
import { isBareText } from './slot.ts';
import { duration, isWordLike } from './slots.ts';

/** Each protocol has kinds of its own: one that nobody sends is never under way, and the run says so. */
const messageKind: SlotType<string> = {
  label: 'KIND',
  noun: 'a kind of message such as record-request',
  accepts: isWordLike,
  read: (token) => (token.kind === 'Word' ? { value: token.text }
    : { sentence: 'A kind of message is one word of letters and hyphens, such as record-request.' }),
  write: (value) => value,
  holds: isBareText,
};

/** Whoever has a node or a phone. */
const party = nameOf('PARTY', 'the name of a member, a patient or a proxy', ['member', 'patient', 'person']);

const message = [
  word('message'), slot('kind', messageKind), word('from'), slot('from', party), word('to'),
  slot('to', party), word('is'),
] as const;

/** Lines under `story` about single messages that are under way. */
export const MESSAGE_ACTS: readonly ActEntry[] = [
  act({
    id: 'drops',
    block: 'story',
    form: [...message, word('dropped')],
    sentence: 'Every message of this kind that is under way from the one to the other at this moment '
      + 'never arrives.',
    example: 'day 3 11:00:00.050 message record-request from tampa-general to boise-clinic is dropped',
    doc: 'Nobody is told, as of a message that a bad link loses. What a cut link holds is under way; '
      + 'what is sent later is not. Where nothing of the kind is, the run says so.',
    build: ({ kind, from, to }) => happens({ verb: 'drops', kind, from, to }),
  }),
  act({
    id: 'holds',
    block: 'story',
    form: [...message, word('held'), word('for'), slot('forMicros', duration)],
    sentence: 'Every message of this kind that is under way from the one to the other at this moment '
      + 'leaves again after that time.',
    example: 'day 3 11:00:00.050 message record-request from tampa-general to boise-clinic is held for 30s',
    doc: 'What is sent meanwhile passes it by. It then takes its way anew, or waits with the others '
      + 'where the link is cut.',
    build: ({ kind, from, to, forMicros }) => happens({ verb: 'holds', kind, from, to, forMicros }),
  }),
];

function happens(body: ActBody): Piece {
  return { is: 'act', act: body };
}
