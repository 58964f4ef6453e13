import { describe, expect, it } from 'vitest';
import type { QbftMessage } from './qbft-messages.ts';
import { LoneValidator } from './testing/lone-validator.ts';
import { TestNetwork } from './testing/test-network.ts';

const SECOND = 1_000_000;

/** Every vote that anybody put on a link, as author, kind, height, round and digest. */
function voting(until: (network: TestNetwork) => void): { votes: Map<string, string>; network: TestNetwork } {
  const votes = new Map<string, string>();
  const network = new TestNetwork({
    members: 4,
    tamper: (from: number, _to: number, message: QbftMessage) => {
      if (message.kind === 'prepare' || message.kind === 'commit' || message.kind === 'proposal') {
        const { height, round, digest } = message.signed.body;
        const place = `${from} ${message.kind} ${height}/${round}`;
        expect(votes.get(place) ?? digest).toBe(digest);
        votes.set(place, digest);
      }
      return message;
    },
  });
  until(network);
  return { votes, network };
}

describe('a validator that crashes and comes back with its disk', () => {
  it('learns what was decided meanwhile, without waiting for anything new', () => {
    const network = new TestNetwork({ members: 4 });
    network.submit('a');
    network.run(10 * SECOND);
    network.crash(3);
    for (let block = 0; block < 30; block += 1) {
      network.submit(`t${block}`, (20 + 10 * block) * SECOND, [0, 1, 2]);
    }
    network.run(400 * SECOND);
    network.restart(3);
    network.run(402 * SECOND);
    expect(network.decisionsOf(3).map(({ digest }) => digest))
      .toEqual(network.decisionsOf(0).map(({ digest }) => digest));
  });

  it('never votes twice in a round, at whatever moment it crashed', () => {
    for (let at = 2 * SECOND - 5_000; at < 2 * SECOND + 60_000; at += 5_000) {
      for (const member of [0, 1, 2, 3]) {
        const { network, votes } = voting((one) => {
          one.submit('a', 1 * SECOND);
          one.run(at);
          one.crash(member);
          one.run(at + 1_000);
          one.restart(member);
          // What it would rather propose now, if it forgot.
          one.submitTo(member, 0, 'b');
          one.run(600 * SECOND);
        });
        expect(votes.size).toBeGreaterThan(8);
        for (const one of [0, 1, 2, 3]) {
          expect(network.application(one).decidedTransactions.has('a')).toBe(true);
          expect(network.application(one).chain).toEqual(network.application(0).chain);
        }
      }
    }
  });
});

describe('a leader that lies to a validator that crashed', () => {
  it('gets no second PREPARE of the round, nor one of a round that was given up', () => {
    const before = new LoneValidator({ self: 0 });
    before.begin();
    before.hear(1, before.proposalOf(1, 0, before.block(1, ['a'])));
    expect(before.said('prepare')).toHaveLength(1);
    const after = new LoneValidator({ self: 0, restored: before.persisted.at(-1) });
    after.hear(1, after.proposalOf(1, 0, after.block(1, ['b'])));
    expect(after.said('prepare')).toEqual([]);

    const waiting = new LoneValidator({ self: 0 });
    waiting.begin();
    waiting.fire('round');
    expect(waiting.said('round-change')).toHaveLength(1);
    const later = new LoneValidator({ self: 0, restored: waiting.persisted.at(-1) });
    later.hear(1, later.proposalOf(1, 0, later.block(1, ['b'])));
    expect(later.said('prepare')).toEqual([]);
    expect(later.protocol.status().round).toBe(1);
  });

  it('finds it locked on what it had prepared', () => {
    const before = new LoneValidator({ self: 0 });
    before.begin();
    const block = before.block(1, ['a']);
    before.hear(1, before.proposalOf(1, 0, block));
    for (const author of [1, 2]) before.hear(author, before.prepareOf(author, 0, block));
    expect(before.said('commit')).toHaveLength(1);
    const after = new LoneValidator({ self: 0, restored: before.persisted.at(-1) });
    after.fire('round');
    expect(after.said('round-change')[0]?.signed.body)
      .toMatchObject({ round: 1, preparedRound: 0, preparedDigest: block.digest });
  });
});
