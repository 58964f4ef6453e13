import { describe, expect, it } from 'vitest';
import { consensusLeaderElected, PROPOSALS } from '../../workers/consensus/entries.ts';
import { createSha256 } from '../../workers/crypto/hash.ts';
import { MICROS_PER_HOUR, MICROS_PER_MINUTE } from '../../workers/kernel/micros.ts';
import { NONE } from '../../workers/kernel/trace.ts';
import { blockAppended } from '../../workers/ledger/entries.ts';
import { netCut } from '../../workers/net/entries.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { why } from '../../workers/views/causes.ts';
import { sentenceOf } from '../../workers/views/sentence.ts';
import { nodeCrashed, nodePaused, nodeTurned, storyCondition, storyUnmet }
  from '../../workers/world/entries.ts';
import { cast } from './cast.ts';
import { openToEnd } from './open.ts';
import type { OpenOptions } from './open.ts';
import { all } from './outcomes.ts';

const PROTOCOLS = ['raft', 'qbft', 'pbft', 'tendermint', 'hotstuff', 'clique', 'nakamoto'];

const CAST = `${cast('Faults that wait')}  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  ana revokes dr-rivas
  day 1 11:00  ana grants dr-rivas for 24h
  day 1 12:00  ana revokes dr-rivas
  day 1 13:00  ana grants dr-rivas for 24h
`;
const MEMBERS = ['boise-clinic', 'tampa-general', 'state-payer', 'reno-labs'];

async function play(story: string, consensus: string, options: OpenOptions = {}): Promise<OpenRun> {
  return openToEnd('waits', {
    scenario: { text: CAST + story },
    settings: { 'network.consensus': consensus, 'consensus.confirmationBlocks': '2', 'run.tailHours': '1' }, ...options,
  });
}

const prints = (run: OpenRun): string => run.run.trace.fingerprint(createSha256());

/** All that happens before a moment, each as it is told. */
function before({ run: { trace } }: OpenRun, at: number): string[] {
  const told: string[] = [];
  for (let row = 0; row < trace.outcomeCount && trace.at(row) < at; row += 1) {
    told.push(`${trace.at(row)} ${trace.kind(row).name} ${trace.entity(row)} ${sentenceOf(trace, row)}`);
  }
  return told;
}

describe.each(PROTOCOLS)('under %s', (consensus) => {
  it('whoever leads after 09:30 crashes once, and until then nothing is otherwise', async () => {
    const lines = MEMBERS.map((name) => `  when ${name} leads from day 1 09:30  ${name} crashes\n`).join('');
    const [waits, plain] = [await play(lines, consensus), await play('', consensus)];
    const { trace } = waits.run;
    const crashes = all(trace, nodeCrashed);
    expect(crashes.length).toBeGreaterThan(0);
    expect(new Set(crashes.map(({ entity }) => entity)).size).toBe(crashes.length);
    for (const { row, at, entity } of crashes) {
      expect(at).toBeGreaterThanOrEqual(9.5 * MICROS_PER_HOUR);
      expect(trace.is(trace.cause(row), storyCondition)).toBe(true);
      expect(trace.text(trace.cause(row), storyCondition, 'when')).toBe(`${entity} leads`);
    }
    const first = crashes[0]?.at ?? 0;
    expect(before(waits, first)).toEqual(before(plain, first));
  });

  it('whoever proposes turns silent right after, and a cut follows, the same in every run', async () => {
    const lines = MEMBERS.map((name) => `  when ${name} proposes  ${name} turns silent for 5m\n`).join('')
      + '  when block 1 is final  link us-west us-east is cut for 10m\n'
      + '  when block 9000 is final  boise-clinic crashes\n';
    const waits = await play(lines, consensus);
    const { trace } = waits.run;
    const turned = all(trace, nodeTurned);
    expect(turned.length).toBeGreaterThan(0);
    for (const { row, at, entity } of turned) {
      const [met] = all(trace, storyCondition).filter(({ row: each }) => each === trace.cause(row));
      expect(met).toMatchObject({ at, when: `${entity} proposes` });
      const cause = trace.cause(met?.row ?? NONE);
      expect(PROPOSALS.has(trace.kind(cause))).toBe(true);
      expect([trace.at(cause), trace.entity(cause)]).toEqual([at, entity]);
    }
    const [block] = all(trace, blockAppended);
    expect(all(trace, netCut)).toMatchObject([{ at: block?.at, a: 'us-west', b: 'us-east' }]);
    expect(all(trace, storyUnmet).map(({ when }) => when)).toContain('block 9000 is final');
    expect(prints(await play(lines, consensus))).toBe(prints(waits));
    expect(prints(await play(lines, consensus, { keepMessages: false }))).toBe(prints(waits));
  });
});

it('a leader of Raft that falls by a condition falls where every heartbeat is simulated too', async () => {
  const lines = MEMBERS.map((name) => `  when ${name} leads from day 1 11:00:01  ${name} pauses for 10s\n`).join('');
  const closed = await play(lines, 'raft');
  expect(all(closed.run.trace, nodePaused).length).toBeGreaterThan(0);
  expect(prints(await play(lines, 'raft', { idle: 'simulated' }))).toBe(prints(closed));
});

describe('what waits for a node', () => {
  it('happens when it is down, and when it is back, each once', async () => {
    const { run: { trace } } = await play(`
  when reno-labs is back  state-payer pauses for 1m
  when reno-labs is down  state-payer crashes
  day 1 14:00  reno-labs crashes
  day 1 14:10  reno-labs restarts
  day 1 14:20  reno-labs crashes
  day 1 14:30  reno-labs restarts
  day 1 14:30  state-payer restarts
`, 'qbft');
    const at = (minute: number): number => 14 * MICROS_PER_HOUR + minute * MICROS_PER_MINUTE;
    expect(all(trace, nodeCrashed).map(({ entity, at: when }) => [entity, when]))
      .toEqual([['reno-labs', at(0)], ['state-payer', at(0)], ['reno-labs', at(20)]]);
    // It was back while the other was down, which cannot pause: its one time is over.
    expect(all(trace, nodePaused)).toEqual([]);
    expect(all(trace, storyCondition).map(({ when }) => when)).toEqual(['reno-labs is down', 'reno-labs is back']);
  });

  it('counts what is so already when its wait begins', async () => {
    const { run: { trace } } = await play(`
  when reno-labs is down from day 1 15:00  state-payer pauses for 1m
  when block 1 is final at tampa-general from day 1 15:30  state-payer pauses for 2m
  day 1 14:00  reno-labs crashes
`, 'qbft');
    expect(all(trace, nodePaused).map(({ at }) => at)).toEqual([15 * MICROS_PER_HOUR, 15.5 * MICROS_PER_HOUR]);
  });

  it('shows in the chain of causes its line, and what made it true', async () => {
    const open = await play('  when block 1 is final at tampa-general  reno-labs crashes\n', 'qbft');
    const { trace, world } = open.run;
    const [crash] = all(trace, nodeCrashed);
    const steps = why(trace, crash?.row ?? NONE, world.input.scenario);
    expect(steps[1]).toMatchObject({
      lineText: 'when block 1 is final at tampa-general reno-labs crashes',
      sentence: 'Block 1 is final at tampa-general, and as the story has it reno-labs crashes.',
    });
    expect(steps.some(({ lineText }) => lineText === 'day 1 09:00 ana grants dr-rivas for 24h')).toBe(true);
    expect(open.summary(0).story.at(1)).toMatchObject({ at: crash?.at, line: steps[1]?.line });
  });

  it('is why an election was lost, where a leader falls as it is elected', async () => {
    const lines = MEMBERS.map((name) => `  when ${name} leads  ${name} crashes\n`).join('');
    const { run: { trace } } = await play(lines, 'raft');
    const elected = all(trace, consensusLeaderElected);
    expect(all(trace, nodeCrashed).map(({ entity, at }) => [entity, at]))
      .toEqual(elected.map(({ entity, at }) => [entity, at]));
    // Two of four are left, and no majority elects a third.
    expect(elected).toHaveLength(2);
  });
});
