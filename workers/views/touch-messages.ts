import { NONE } from '../kernel/trace.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { linkActs, namedMembers } from './touch-network.ts';
import type { Offer, Touching } from './touching.ts';

const HELD_FOR = '30s';

/** A message that is still on its link is held or dropped, with those of its kind beside it. */
export function messageActs(touching: Touching, row: number): Offer[] {
  const { trace: { messages }, parties } = touching;
  if (!Number.isInteger(row) || row < 0 || row >= messages.keptCount || !isUnderWay(touching, row)) return [];
  const kind = messages.kind(row);
  const [from = '', to = ''] = [parties[messages.from(row)], parties[messages.to(row)]];
  const cutting = linkActs(touching, from, to);
  if (!isNamed(touching, from) || !isNamed(touching, to)) return cutting;
  const beside = besides(touching, row);
  const what = beside === 0 ? `The ${kind} message` : `All ${beside + 1} ${kind} messages`;
  const [are, they] = beside === 0 ? ['is', 'It'] : ['are', 'They'];
  return [
    {
      title: `${what} from ${from} to ${to} ${are} lost`,
      act: `message ${kind} from ${from} to ${to} is dropped`,
      hint: `${they} never arrive${beside === 0 ? 's' : ''}, and nobody is told: see who sends again, and who waits.`,
    },
    {
      title: `${what} from ${from} to ${to} ${are} held`,
      act: `message ${kind} from ${from} to ${to} is held for ${HELD_FOR}`,
      hint: `What is sent later passes ${they === 'It' ? 'it' : 'them'} by.`,
    },
    ...cutting,
  ];
}

/** What a request has under way: itself, the question to a phone, an answer. */
export function requestActs(touching: Touching, request: string): Offer[] {
  const { trace, at } = touching;
  const { messages } = trace;
  const offers: Offer[] = [];
  for (let row = 0; row < messages.keptCount && messages.sentAt(row) <= at; row += 1) {
    if (!isUnderWay(touching, row) || !isOf(trace, messages.cause(row), request)) continue;
    // Its link is cut where the link is touched.
    offers.push(...messageActs(touching, row).filter(({ act }) => act.startsWith('message ')));
  }
  return offers;
}

/** Whether an outcome is about the request, as its kind's field says. */
function isOf(trace: Trace, row: Row, request: string): boolean {
  if (row === NONE) return false;
  const place = trace.kind(row).fieldNames.indexOf('request');
  return place >= 0 && trace.value(row, place) === request;
}

/** Others of its kind on the same link, which an act cannot tell from it. */
function besides(touching: Touching, row: number): number {
  const { trace: { messages }, at } = touching;
  let count = 0;
  for (let other = 0; other < messages.keptCount && messages.sentAt(other) <= at; other += 1) {
    if (other !== row && messages.from(other) === messages.from(row)
      && messages.to(other) === messages.to(row) && messages.kind(other) === messages.kind(row)
      && isUnderWay(touching, other)) count += 1;
  }
  return count;
}

/** Sent, not lost by a bad link, and not at the end of its link when an act would take effect. */
function isUnderWay({ trace: { messages }, at, actsAt }: Touching, row: number): boolean {
  return messages.sentAt(row) <= at && messages.lostAt(row) === Infinity
    && messages.passageAt(row, at).reachesAt > actsAt;
}

function isNamed(touching: Touching, party: string): boolean {
  return party !== '' && (namedMembers(touching).some(({ name }) => name === party)
    || !touching.cast.members.some(({ name }) => name === party));
}
