import { describe, expect, it } from 'vitest';
import { accessShown, grantEnded, grantInForce } from '../../workers/access/entries.ts';
import { MICROS_PER_HOUR, MICROS_PER_MINUTE, MICROS_PER_SECOND } from '../../workers/kernel/micros.ts';
import { blockAppended } from '../../workers/ledger/entries.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { cast } from './cast.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

const CAST = cast('Nodes that fail', { people: ['workstation ward-3  at tampa-general'] });

async function play(story: string, consensus: string): Promise<OpenRun> {
  return openToEnd('faults', {
    scenario: { text: CAST + story }, settings: { 'network.consensus': consensus },
  });
}

const clock = (hour: number, minute = 0): number =>
  hour * MICROS_PER_HOUR + minute * MICROS_PER_MINUTE;

describe.each(['qbft', 'raft', 'pbft', 'tendermint', 'hotstuff'])('under %s', (consensus) => {
  it('a request to a crashed custodian waits until it is there again', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  boise-clinic crashes
  day 1 10:05  dr-rivas asks for ana/allergies at ward-3
  day 1 11:00  boise-clinic restarts`, consensus);
    const [shown] = all(run.trace, accessShown);
    expect(shown?.at).toBeGreaterThan(clock(11));
    expect(shown?.at).toBeLessThan(clock(11, 1));
  });

  it('a crashed node says nothing, and has the chain of the others once it restarts', async () => {
    const { run } = await play(`
  day 1 09:00  reno-labs crashes
  day 1 09:10  ana grants dr-rivas for 24h
  day 1 10:00  ana revokes dr-rivas
  day 1 12:00  reno-labs restarts`, consensus);
    const blocks = all(run.trace, blockAppended).filter(({ entity }) => entity === 'reno-labs');
    expect(blocks.length).toBeGreaterThan(1);
    expect(blocks.every(({ at }) => at > clock(12) && at < clock(12, 2))).toBe(true);
    expect(new Set(run.world.nodes.map((node) => node.replica.state.digest)).size).toBe(1);
  });

  it('a crashed node finds a grant over when it is there again, not before', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas for 1h
  day 1 09:30  reno-labs crashes
  day 1 12:00  reno-labs restarts`, consensus);
    const ends = new Map(all(run.trace, grantEnded).map(({ node, at }) => [node, at]));
    expect(ends.get('boise-clinic')).toBeLessThan(clock(10, 1));
    expect(ends.get('reno-labs')).toBe(clock(12));
  });

  it('a node without its disk learns everything from the genesis block on', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  tampa-general crashes and loses its disk
  day 1 10:30  tampa-general restarts
  day 1 10:31  ana grants dr-rivas ana/allergies for 2d
  day 1 11:00  dr-rivas asks for ana/allergies at ward-3`, consensus);
    const heights = all(run.trace, blockAppended)
      .filter(({ entity, at }) => entity === 'tampa-general' && at > clock(10))
      .map(({ height }) => height);
    expect(heights[0]).toBe(1);
    expect(all(run.trace, accessShown)).toHaveLength(1);
    expect(new Set(run.world.nodes.map((node) => node.replica.state.digest)).size).toBe(1);
  });

  it('a paused node deals with everything afterwards', async () => {
    const { run } = await play(`
  day 1 09:00  boise-clinic pauses for 10m
  day 1 09:01  ana grants dr-rivas for 24h`, consensus);
    const atBoise = all(run.trace, grantInForce).find(({ node }) => node === 'boise-clinic');
    expect(atBoise?.at).toBeGreaterThanOrEqual(clock(9, 10));
    expect(new Set(run.world.nodes.map((node) => node.replica.height)).size).toBe(1);
  });

  it('a clock that is set moves the end of a grant there and nowhere else', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas for 2h
  day 1 09:30  boise-clinic clock is 10m ahead
  day 1 09:40  reno-labs clock is 10m behind`, consensus);
    const ends = new Map(all(run.trace, grantEnded).map(({ node, at }) => [node, at]));
    expect(ends.get('boise-clinic')).toBe(clock(10, 50));
    expect(ends.get('reno-labs')).toBe(clock(11, 10));
    expect(Math.abs(ends.get('tampa-general')! - clock(11))).toBeLessThan(MICROS_PER_SECOND);
  });
});

describe('settings that contradict each other', () => {
  it('are refused in a sentence', async () => {
    await expect(openToEnd('faults', { scenario: { text: `${CAST}  day 1 09:00 ana revokes dr-rivas` },
      settings: { 'consensus.heartbeatMilliseconds': 6000 } }))
      .rejects.toThrow(/not longer than the heartbeat interval/);
  });
});
