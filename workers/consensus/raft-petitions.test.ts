import { expect, it } from 'vitest';
import { RaftNetwork, SECOND, zeroFirst } from './testing/raft-network.ts';

it('the leader gives up on a server that makes no progress; whoever asked may ask again', () => {
  const network = new RaftNetwork({ members: 4, timeout: zeroFirst });
  network.run(20 * SECOND);
  network.wish(1, 'drop', 3);
  network.run(30 * SECOND);
  network.crash(3);
  network.wish(1, 'add', 3);
  network.run(60 * SECOND);
  expect(network.servers(0)).toEqual([0, 1, 2]);
  expect(network.outcomes.filter((line) => line.includes('changeEnded')).at(-1)).toContain('timeout');
  network.restart(3);
  network.wish(1, 'add', 3);
  network.run(90 * SECOND);
  expect(network.servers(0)).toEqual([0, 1, 2, 3]);
  expect(network.servers(3)).toEqual([0, 1, 2, 3]);
});

it('who asks a follower, or is cut off from the leader, is heard by whoever leads in the end', () => {
  const network = new RaftNetwork({ members: 5, timeout: zeroFirst });
  network.run(20 * SECOND);
  for (const peer of [1, 2, 3, 4]) network.cut(0, peer);
  network.wish(3, 'drop', 0);
  network.run(120 * SECOND);
  expect(network.servers(3)).toEqual([1, 2, 3, 4]);
  network.healAll();
  network.run(200 * SECOND);
  expect(network.servers(0)).toEqual([1, 2, 3, 4]);
  expect(network.leaders()).toHaveLength(1);
});

it('who hears the leader but is not heard by it asks seldom, and is answered when the link is whole', () => {
  const network = new RaftNetwork({ members: 3, timeout: zeroFirst });
  network.run(20 * SECOND);
  network.cutOneWay(1, 0);
  network.wish(1, 'drop', 2);
  network.run(3_600 * SECOND);
  expect(network.servers(0)).toEqual([0, 1, 2]);
  // At once, 5 seconds after, 10 after that, 20, …: every 5 seconds they were 716.
  expect(network.sentOf('change-request')).toHaveLength(10);
  network.healAll();
  network.run(3_610 * SECOND);
  expect(network.servers(0)).toEqual([0, 1]);
});

it('nobody is dropped where nobody would be left, nor added that has lost its disk', () => {
  const network = new RaftNetwork({ members: 3, timeout: zeroFirst });
  network.run(20 * SECOND);
  network.wish(0, 'drop', 2);
  network.run(30 * SECOND);
  network.crash(2, true);
  network.restart(2, true);
  network.run(40 * SECOND);
  network.wish(0, 'add', 2);
  network.run(50 * SECOND);
  network.wish(0, 'drop', 1);
  network.run(60 * SECOND);
  network.wish(1, 'drop', 0);
  network.run(70 * SECOND);
  expect(network.outcomes.filter((line) => line.includes('changeEnded'))
    .map((line) => (JSON.parse(line.slice(line.indexOf('{'))) as { status: string }).status))
    .toEqual(['ok', 'lost-disk', 'ok', 'last']);
});
