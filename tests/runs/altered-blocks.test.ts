/** A bit flips in a block that a member stores: who notices, when, and what comes of it. */
import { describe, expect, it } from 'vitest';
import { MICROS_PER_HOUR } from '../../workers/kernel/micros.ts';
import { blockAltered, blockAppended, blockFoundAltered, blockMended } from '../../workers/ledger/entries.ts';
import { sentenceOf } from '../../workers/views/sentence.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { all, said } from './outcomes.ts';
import { openToEnd } from './open.ts';

const story = (lines: string, consensus = 'qbft'): string => `scenario "A bit"
network
  consensus ${consensus}
  clinic   boise-clinic  in us-west
  hospital tampa-general in us-east
  payer    state-payer   in us-east
  lab      reno-labs     in us-west
  lab      bay-labs      in us-west, client
people
  patient   ana      at boise-clinic, chart "synthea/Norma_Pagan"
  clinician dr-rivas cardiologist at tampa-general
story
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  ana grants tampa-general ana/allergies for 24h
${lines}
expect
  every node agrees
`;
const play = (lines: string, consensus?: string): Promise<OpenRun> =>
  openToEnd('altered', { scenario: { text: story(lines, consensus) } });
const ALTERED = '  day 1 11:00  block 1 is altered at tampa-general';

describe('a block altered where it is stored', () => {
  it('changes no decision, and is seen by whoever recomputes that chain', async () => {
    const open = await play(ALTERED);
    const { trace, world } = open.run;
    expect(said(trace, blockAltered)).toMatchObject([{ height: 1 }]);
    expect(said(trace, blockFoundAltered)).toEqual([]);
    expect(new Set(world.nodes.map(({ replica }) => replica.state.digest)).size).toBe(1);
    expect(open.verifyChain(null, 1)).toMatchObject({ holds: false, height: 1 });
    expect(open.verifyChain(null, 0)).toMatchObject({ holds: true });
    expect(open.summary(0).checks[0]).toMatchObject({ verdict: 'broken', at: 11 * MICROS_PER_HOUR,
      sentence: 'What tampa-general stores of block 1 is not what the others hold.' });
  });

  it.each(['qbft', 'raft'])('is found after a restart, and mended from a validator, under %s', async (consensus) => {
    const open = await play(`${ALTERED}
  day 1 12:00  tampa-general crashes
  day 1 12:10  tampa-general restarts`, consensus);
    const { trace } = open.run;
    const [found] = all(trace, blockFoundAltered);
    expect(found).toMatchObject({ entity: 'tampa-general', height: 1, why: 'restart' });
    expect(sentenceOf(trace, found?.row ?? -1)).toMatch(
      /^tampa-general reads block 1 after its restart and finds that it was altered: its .+\.$/);
    expect(said(trace, blockMended)).toEqual([{ height: 1, from: 'boise-clinic' }]);
    expect(open.verifyChain(null, 1)).toMatchObject({ holds: true });
    expect(open.summary(0).checks[0]?.verdict).toBe('holds');
  });

  it('is not served: who has lost its disk has it with the first block after it is mended', async () => {
    // bay-labs follows the first validator of its region.
    const open = await play(`  day 1 11:00  block 1 is altered at boise-clinic
  day 1 12:00  bay-labs crashes and loses its disk
  day 1 12:10  bay-labs restarts
  day 1 13:00  ana grants dr-rivas for 24h`);
    const { trace, world } = open.run;
    expect(said(trace, blockFoundAltered)).toMatchObject([{ height: 1, why: 'serving' }]);
    expect(said(trace, blockMended)).toEqual([{ height: 1, from: 'tampa-general' }]);
    const client = world.nodeOf(world.memberNamed('bay-labs'));
    expect(client.replica.chain.height).toBeGreaterThan(1);
    expect(all(trace, blockAppended).filter(({ entity, at }) => entity === 'bay-labs'
      && at > 12 * MICROS_PER_HOUR && at < 13 * MICROS_PER_HOUR)).toEqual([]);
    expect(open.summary(0).checks[0]?.verdict).toBe('holds');
  });

  it('is gone with the disk, and never was where there is none', async () => {
    const gone = await play(`${ALTERED}
  day 1 12:00  tampa-general crashes and loses its disk
  day 1 12:10  tampa-general restarts`);
    expect(said(gone.run.trace, blockFoundAltered)).toEqual([]);
    expect(gone.verifyChain(null, 1)).toMatchObject({ holds: true });
    const none = await play('  day 1 11:00  block 9 is altered at tampa-general');
    const [said_] = all(none.run.trace, blockAltered);
    expect(sentenceOf(none.run.trace, said_?.row ?? -1)).toBe('tampa-general has no block 9 that could be altered.');
    expect(none.summary(0).checks[0]?.verdict).toBe('holds');
  });
});
