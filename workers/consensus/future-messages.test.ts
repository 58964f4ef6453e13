import { describe, expect, it } from 'vitest';
import { FutureMessages, HEIGHTS_AHEAD_MAX, MESSAGES_HELD_MAX } from './future-messages.ts';
import { LoneValidator } from './testing/lone-validator.ts';

describe('messages that came before their time', () => {
  const peers = new LoneValidator({ self: 0 });
  const commitAt = (author: number, height: number, round = 0) =>
    peers.commitOf(author, round, peers.block(1), height);

  it('are given back for their height in order of arrival, once', () => {
    const future = new FutureMessages(4);
    const messages = [3, 1, 2, 1].map((author, round) => commitAt(author, 5, round));
    for (const message of messages) expect(future.hold(1, message, 4)).toBe(true);
    expect(future.take(4)).toEqual([]);
    expect(future.take(5).map(({ message }) => message)).toEqual(messages);
    expect([future.take(5), future.isEmpty]).toEqual([[], true]);
  });

  it('are forgotten when a later height has come', () => {
    const future = new FutureMessages(4);
    future.hold(1, commitAt(1, 5), 4);
    future.hold(1, commitAt(1, 7), 4);
    expect(future.take(6)).toEqual([]);
    expect(future.isEmpty).toBe(false);
    expect(future.take(7).length).toBe(1);
  });

  it('are refused beyond HEIGHTS_AHEAD_MAX', () => {
    const future = new FutureMessages(4);
    expect(future.hold(1, commitAt(1, 4 + HEIGHTS_AHEAD_MAX), 4)).toBe(true);
    expect(future.hold(1, commitAt(1, 5 + HEIGHTS_AHEAD_MAX), 4)).toBe(false);
  });

  it('are refused beyond MESSAGES_HELD_MAX of one author and height, and of no other', () => {
    const future = new FutureMessages(4);
    for (let round = 0; round < MESSAGES_HELD_MAX; round += 1) {
      expect(future.hold(3, commitAt(3, 5, round), 4)).toBe(true);
    }
    expect(future.hold(3, commitAt(3, 5, 99), 4)).toBe(false);
    expect(future.hold(2, commitAt(2, 5), 4)).toBe(true);
    expect(future.hold(3, commitAt(3, 6), 4)).toBe(true);
  });
});
