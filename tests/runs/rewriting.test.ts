/** Validators that would have another history: beyond the threshold they find whom to tell it. */
import { describe, expect, it } from 'vitest';
import { consensusAgreementBroken, consensusRuleBroken } from '../../workers/consensus/entries.ts';
import { blockReverted } from '../../workers/ledger/entries.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { sentenceOf } from '../../workers/views/sentence.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

const CAST = `
scenario "Another history"
network
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
  hospital mercy-hospital in us-east
  lab      reno-labs      in us-west
people
  patient   ana       at mercy-hospital, chart "synthea/Norma_Pagan"
  clinician dr-rivas  cardiologist at tampa-general
story
`;

/** The lab is cut off before `block`, and later from the honest payer alone. */
const story = (block: number, liars: readonly string[]): string => `
  day 1 09:00  ana grants dr-rivas ana/allergies for 30d
  day 1 10:00  reno-labs crashes
  day 1 11:00  ana grants dr-rivas ana/vitals for 30d
  day 1 12:00  link mercy-hospital reno-labs is cut for 1h
  ${[...new Set([...liars])].map((liar) => `day 1 12:00  ${liar} rewrites history from block ${block}`).join('\n  ')}
  day 1 12:00  reno-labs restarts
  day 1 14:00  ${liars.map((liar) => `${liar} turns honest`)[0] ?? 'ana grants dr-rivas for 1h'}
  day 1 15:00  ana grants dr-rivas for 30d`;

async function play(text: string, consensus: string, settings: Record<string, string> = {}): Promise<OpenRun> {
  return openToEnd('rewriting', { scenario: { text: CAST + text },
    settings: { 'network.consensus': consensus, ...settings } });
}

const TWO = ['boise-clinic', 'tampa-general'];

it('under raft two of four elect who was away, without what is final, and the run ends there', async () => {
  const { run } = await play(story(2, TWO), 'raft');
  const [broken] = all(run.trace, consensusRuleBroken);
  expect(broken?.rule).toMatch(/^leader completeness: reno-labs leads in term \d+ without entry/);
  expect(run.stoppedAt).toBe(broken!.at);
});

describe.each(['qbft', 'pbft', 'tendermint'])('under %s', (consensus) => {
  it('two of four have who was away decide another block, and the run ends there', async () => {
    const { run } = await play(story(2, TWO), consensus);
    const [broken] = all(run.trace, consensusAgreementBroken);
    expect(broken).toMatchObject({ height: 2, faulty: 2 });
    expect(run.stoppedAt).toBe(broken!.at);
    expect(broken!.signedBoth).toBe('boise-clinic, tampa-general');
  });

  it('nobody who has the block final is moved', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas ana/allergies for 30d
  day 1 11:00  ana grants dr-rivas ana/vitals for 30d
  day 1 12:00  boise-clinic rewrites history from block 2 for 1h
  day 1 12:00  tampa-general rewrites history from block 2 for 1h
  day 1 15:00  ana grants dr-rivas for 30d`, consensus);
    expect(run.stoppedAt).toBeNull();
    expect(new Set(run.world.nodes.map((node) => node.replica.state.digest)).size).toBe(1);
  });
});

describe.each(['qbft', 'pbft', 'tendermint', 'raft'])('under %s', (consensus) => {
  it('one of four says another history, and nothing comes of it', async () => {
    const { run } = await play(story(2, ['boise-clinic']), consensus);
    expect(run.stoppedAt).toBeNull();
    expect(new Set(run.world.nodes.map((node) => node.replica.state.digest)).size).toBe(1);
    const said = [...Array(run.trace.outcomeCount).keys()].map((row) => sentenceOf(run.trace, row));
    expect(said).toContain(
      'boise-clinic signs another history from block 2 on, for whoever does not have that block.');
  });
});

describe('where chains may part', () => {
  const quiet = (liars: readonly string[]): string => `
  day 1 09:00  ana grants dr-rivas ana/allergies for 30d
  ${liars.map((liar) => `day 1 10:00  ${liar} rewrites history from block 1`).join('\n  ')}`;
  const k = { 'consensus.confirmationBlocks': '2' };
  const taken = ({ run: { trace } }: OpenRun): number => all(trace, blockReverted).length;

  it('three of four under Clique take back what was final', async () => {
    const open = await play(quiet([...TWO, 'reno-labs']), 'clique', k);
    expect(open.run.stoppedAt).toBeNull();
    expect(taken(open)).toBeGreaterThan(0);
  });

  it('two of four under Clique may not sign often enough', async () => {
    const open = await play(quiet(TWO), 'clique', k);
    expect(taken(open)).toBe(0);
  });

  it('a miner under Nakamoto takes back what was final while the others rest', async () => {
    const open = await play(quiet(['boise-clinic']), 'nakamoto', k);
    expect(taken(open)).toBeGreaterThan(0);
  });
});
