/** The sentences of the lanes, in English; loaded with them. See en.ts. */
import { count } from './count.ts';
import { sayMoment } from './moment.ts';

export const lanesWords = {
  heading: 'Lanes',
  summary: (messages: number, blocks: number) =>
    `${count(messages, 'message', 'messages')} and ${count(blocks, 'block', 'blocks')} in this stretch of time, which ends at the moment.`,
  stretch: 'Stretch',
  story: (seconds: number) => `${seconds} seconds of the story`,
  clock: (time: string) => `${time} by the clock`,
  phone: (name: string) => `${name}’s phone`,
  bar: (height: number, members: readonly string[], inAll: number, first: string, within: string) =>
    `Block ${height}, first held ${first}; in this stretch ${members.join(', ')} took it up, ${members.length} of ${inAll}${members.length > 1 ? `, within ${within}` : ''}`,
  down: (name: string, from: number, to: number) =>
    `${name}: its node was down from ${sayMoment(from)}${to < 0 ? ', and still is' : ` to ${sayMoment(to)}`}`,
  outside: (name: string, protocol: string, from: number, to: number) =>
    `${name}: ${outsideOf(protocol)} from ${sayMoment(from)}${to < 0 ? ' on' : ` to ${sayMoment(to)}`}; it is sent every block and has no say in any`,
  outsideShort: outsideOf,
  empty: 'Nothing was sent and no block taken up in this stretch of time.',
  toBlock: 'Go to the block before',
  messages: (n: number, most: number) =>
    `${n < most ? '' : 'The newest '}${count(n, 'message in the picture', 'messages in the picture')}`,
  columns: { sentAt: 'sent', kind: 'kind', from: 'from', to: 'to', fate: 'what became of it' },
  fates: {
    going: (time: string) => `under way for ${time}`, held: () => 'held by the cut link',
    lost: (time: string) => `lost after ${time}`, arrived: (time: string) => `arrived after ${time}`,
  },
};

/** Whoever decides nothing, in the protocol’s own words. */
function outsideOf(protocol: string): string {
  return OUTSIDE[protocol] ?? 'not a validator';
}

const OUTSIDE: Readonly<Record<string, string>> = { raft: 'outside the configuration', clique: 'not a signer' };
