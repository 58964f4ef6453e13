import { describe, expect, it } from 'vitest';
import type { LogEntry } from './raft-log.ts';
import { changeRequest } from './raft-messages.ts';
import { LoneNode, entryWith, written } from './testing/lone-raft-node.ts';
import { SECOND } from './testing/raft-network.ts';

describe('4.2.1 catching up new servers', () => {
  const four: LogEntry[] = [entryWith(1, [0, 1, 2, 3])];

  /** Node 0 leads in term 2 with server 4 outside, `behind` by its whole log or not. */
  function asked(): LoneNode {
    const node = new LoneNode({ currentTerm: 1, log: four, applied: 1 });
    node.elect();
    for (const peer of [1, 2]) node.hear(peer, written(2, 2));
    node.hear(3, changeRequest({ server: 4, choice: 'add' }));
    return node;
  }

  it('a server is a non-voting member first: it is sent entries and counts for nothing', () => {
    const node = new LoneNode({ currentTerm: 1, log: four, applied: 1 });
    node.elect();
    expect(node.sent.map(({ to }) => to)).toContain(1);
    node.hear(4, written(2, 2));
    node.hear(1, written(2, 2));
    expect(node.disk.applied).toBe(1);
    node.hear(2, written(2, 2));
    expect(node.disk.applied).toBe(2);
  });

  it('it is added when a round that took less than an election timeout has left nothing', () => {
    const node = asked();
    expect(node.disk.log.at(-1)?.servers).toBeUndefined();
    node.hear(4, written(2, 2));
    expect(node.disk.log.at(-1)?.servers).toEqual([0, 1, 2, 3, 4]);
  });

  it('what came meanwhile is the next round\'s', () => {
    const node = asked();
    node.application.submit('a');
    node.protocol.onPending(node.now);
    node.fire('block');
    expect(node.disk.log).toHaveLength(3);
    node.hear(4, written(2, 2));
    expect(node.disk.log.at(-1)?.servers).toBeUndefined();
    node.hear(4, written(2, 3));
    expect(node.disk.log.at(-1)?.servers).toEqual([0, 1, 2, 3, 4]);
  });

  it('a round that took longer is followed by another, of ten; the last may be short', () => {
    const node = asked();
    for (let round = 1; round < 10; round += 1) {
      node.now += 6 * SECOND;
      node.hear(4, written(2, 2));
      expect(node.disk.log.at(-1)?.servers).toBeUndefined();
    }
    node.hear(4, written(2, 2));
    expect(node.disk.log.at(-1)?.servers).toEqual([0, 1, 2, 3, 4]);
  });

  it('ten rounds that each take longer than an election timeout end the change with an error', () => {
    const node = asked();
    for (let round = 1; round <= 10; round += 1) {
      node.now += 6 * SECOND;
      node.hear(4, written(2, 2));
    }
    expect(node.sent.map(({ message }) => message)).toContainEqual(
      expect.objectContaining({ kind: 'change-reply', status: 'timeout' }));
    expect(node.disk.log.at(-1)?.servers).toBeUndefined();
  });
});
