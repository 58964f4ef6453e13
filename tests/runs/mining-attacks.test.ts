/** Miners that withhold what they find, in whole runs. */
import { describe, expect, it } from 'vitest';
import { grantEnded, grantInForce } from '../../workers/access/entries.ts';
import { consensusHiddenShown, consensusMined } from '../../workers/consensus/entries.ts';
import { isErased } from '../../workers/ledger/contracts/record-index.ts';
import {
  blockAdopted, blockAppended, blockReverted, erasureReverted, keyReplaced, keyReverted, keysDestroyed,
} from '../../workers/ledger/entries.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { sentenceOf } from '../../workers/views/sentence.ts';
import { nodeCrashed, nodeReformed, nodeTurned } from '../../workers/world/entries.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

const CAST = `
scenario "Miners"
network
  set consensus.largestMinerPercent 40
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
  payer    state-payer    in us-east
people
  patient   ana       at tampa-general, chart "synthea/Norma_Pagan"
  clinician dr-rivas  cardiologist at tampa-general
story
`;

async function play(story: string, settings: Record<string, string> = {}, consensus = 'nakamoto'): Promise<OpenRun> {
  return openToEnd('miners', { scenario: { text: CAST + story }, settings: {
    'network.consensus': consensus, 'consensus.blockIntervalSeconds': '60', ...settings } });
}

describe('what a reorganisation takes back of what the ledger says', () => {
  const two = { 'consensus.confirmationBlocks': '2' };

  it('is the key that was replaced, until it is final again', async () => {
    const { run } = await play(`
  day 1 09:00  ana loses the phone
  day 1 09:00  boise-clinic double-spends transactions of tampa-general
  day 1 10:00  ana gets a new phone`, two);
    const [first, ...again] = all(run.trace, keyReplaced).filter(({ node }) => node === 'tampa-general');
    const [back, more] = all(run.trace, keyReverted).filter(({ node }) => node === 'tampa-general');
    expect(more).toBeUndefined();
    expect(back).toMatchObject({ patient: 'ana', key: 2 });
    expect(again).toHaveLength(1);
    expect([first!.at < back!.at, back!.at < again[0]!.at]).toEqual([true, true]);
  });

  it('is a request for erasure, and the keys stay destroyed and are destroyed once', async () => {
    const { run } = await play(`
  day 1 09:00  boise-clinic double-spends transactions of ana
  day 1 10:00  ana asks tampa-general to erase ana/allergies`, two);
    const { trace, world } = run;
    expect(all(trace, keysDestroyed).map(({ records }) => records)).toEqual([4]);
    const rows = [...Array(trace.outcomeCount).keys()].filter((row) => trace.is(row, erasureReverted));
    expect(rows.map((row) => sentenceOf(trace, row))).toEqual([expect.stringMatching(
      /is final at tampa-general no longer. The keys are destroyed all the same: nothing brings them back.$/)]);
    const { replica, vault } = world.nodeOf(world.memberNamed('tampa-general'));
    const gone = world.cast.patient('ana').chart.records.filter(({ section }) => section === 'allergies');
    for (const { id } of gone) expect(vault.has(id)).toBe(false);
    for (const { id } of gone) expect(isErased(replica.state, 'ana', id)).toBe(true);
  });
});

describe('one who mines selfishly', () => {
  const story = (line: string): string => `
  day 1 00:00  ${line}
  day 1 09:00  ana grants dr-rivas for 30d`;
  const busy = { 'consensus.emptyBlocks': 'true', 'run.stopAfterBlocks': '1500', 'run.tailHours': '100' };

  it('has more of the chain than of the work, and the others have blocks left behind', async () => {
    const share = async (line: string): Promise<{ share: number; stale: number }> => {
      const { run: { trace } } = await play(story(line), busy);
      const proposers: string[] = [];
      for (let row = 0; row < trace.outcomeCount; row += 1) {
        if (!trace.is(row, blockAppended) || trace.entity(row) !== 'state-payer') continue;
        const { height, proposer } = trace.get(row, blockAppended);
        proposers[height] = proposer;
      }
      const chain = proposers.slice(1);
      return { share: chain.filter((each) => each === 'boise-clinic').length / chain.length,
        stale: 1 - chain.length / all(trace, consensusMined).length };
    };
    const [honest, selfish] = [await share('boise-clinic turns honest'), await share('boise-clinic mines selfishly')];
    expect(honest.share).toBeGreaterThan(0.36);
    expect(honest.share).toBeLessThan(0.44);
    expect(selfish.share).toBeGreaterThan(0.45);
    expect(selfish.stale).toBeGreaterThan(honest.stale + 0.1);
  });

  it('shows what it has when it turns honest, and all end on one chain', async () => {
    const { run } = await play(`
  day 1 00:00  boise-clinic mines selfishly
  day 1 09:00  ana grants dr-rivas for 30d
  day 1 12:00  boise-clinic turns honest
  day 1 13:00  ana grants dr-rivas ana/allergies for 2h`);
    expect(run.stoppedAt).toBeNull();
    expect(new Set(run.world.nodes.map((node) => node.replica.state.digest)).size).toBe(1);
  });
});

describe('a double spender', () => {
  const story = `
  day 1 09:00  ana grants dr-rivas for 30d
  day 2 08:59  boise-clinic double-spends transactions of ana
  day 2 09:00  ana revokes dr-rivas`;
  const nodesOf = (trace: OpenRun['run']['trace'], how: string): Set<string> => new Set(
    all(trace, grantEnded).filter((entry) => entry.how === how).map(({ node }) => node));

  it('undoes a revocation that was final, and an honest miner puts it in again', async () => {
    const { run } = await play(story, { 'consensus.confirmationBlocks': '2' });
    const { trace } = run;
    expect(run.stoppedAt).toBeNull();
    const [shown, more] = all(trace, consensusHiddenShown);
    expect(more).toBeUndefined();
    expect(shown!.blocks).toBeGreaterThanOrEqual(3);
    // The clinic of whom she takes it back had it final before, and has it again afterwards.
    const ends = all(trace, grantEnded).filter(({ node, how }) => node === 'tampa-general' && how === 'revoked');
    expect(ends.map(({ at }) => at < shown!.at)).toEqual([true, false]);
    const again = all(trace, grantInForce).filter(({ node }) => node === 'tampa-general');
    expect(again).toHaveLength(2);
    expect(again[1]!.at).toBeGreaterThan(shown!.at);
    expect(all(trace, blockReverted).length).toBeGreaterThan(0);
    expect(nodesOf(trace, 'revoked').size).toBe(3);
    expect(new Set(run.world.nodes.map((node) => node.replica.state.digest)).size).toBe(1);
  });

  it('that crashes while it hides blocks has them still when it is back, and nobody else has', async () => {
    const { run: { trace } } = await play(`${story}
  day 2 09:09  boise-clinic crashes
  day 2 09:10  boise-clinic restarts`, { 'consensus.confirmationBlocks': '2' });
    const [crashed] = all(trace, nodeCrashed);
    const [shown, more] = all(trace, consensusHiddenShown);
    expect(more).toBeUndefined();
    const secret = all(trace, consensusMined)
      .filter(({ at, entity, height }) => entity === 'boise-clinic' && height > 2 && at <= shown!.at);
    expect(secret.filter(({ at }) => at < crashed!.at)).toHaveLength(2);
    expect(shown!.blocks).toBe(secret.length);
    const others = all(trace, blockAdopted).filter(({ entity, at }) => entity !== 'boise-clinic' && at < shown!.at);
    expect(others.filter(({ hash }) => secret.some(({ digest }) => digest === hash))).toEqual([]);
  });

  it('does so once, whether or not it crashes afterwards', async () => {
    const { run } = await play(`${story}
  day 3 09:00  boise-clinic crashes
  day 3 10:00  boise-clinic restarts
  day 4 09:00  ana grants dr-rivas ana/vitals for 30d
  day 4 12:00  ana revokes dr-rivas`, { 'consensus.confirmationBlocks': '2' });
    expect(all(run.trace, consensusHiddenShown)).toHaveLength(1);
    expect(new Set(run.world.nodes.map((node) => node.replica.state.digest)).size).toBe(1);
  });

  it('that refuses her transactions besides goes on refusing them when the double spend ends', async () => {
    const grants = [...Array(8).keys()].map((each) => `
  day 2 ${10 + each}:00  ana grants dr-rivas for ${each + 1}d`).join('');
    const included = async (line: string): Promise<number> => {
      const { run: { world } } = await play(`
  day 1 09:00  ${line}
  day 1 10:00  boise-clinic double-spends transactions of ana for 1h${grants}`);
      const { chain } = world.nodes[1]!.replica;
      return [...Array(chain.height).keys()].map((height) => chain.blockAt(height + 1))
        .filter(({ header: { proposer }, transactions }) => proposer === 'boise-clinic'
          && transactions.some(({ signer }) => signer === 'ana')).length;
    };
    expect(await included('tampa-general turns honest')).toBeGreaterThan(0);
    expect(await included('boise-clinic refuses transactions of ana')).toBe(0);
  });

  it('undoes nothing when it ends in time, and follows the others again', async () => {
    const { run } = await play(`${story}
  day 2 09:01  boise-clinic turns honest`, { 'consensus.confirmationBlocks': '6' });
    expect(all(run.trace, consensusHiddenShown)).toEqual([]);
    expect(nodesOf(run.trace, 'revoked').size).toBe(3);
    expect(new Set(run.world.nodes.map((node) => node.replica.state.digest)).size).toBe(1);
  });

  it('mines in the open while there is nothing of hers to undo', async () => {
    const { run } = await play(`
  day 1 08:00  boise-clinic double-spends transactions of tampa-general
  day 1 09:00  ana grants dr-rivas for 30d`);
    expect(all(run.trace, consensusHiddenShown)).toEqual([]);
    expect(all(run.trace, consensusMined).some(({ entity }) => entity === 'boise-clinic')).toBe(true);
    expect(new Set(run.world.nodes.map((node) => node.replica.state.digest)).size).toBe(1);
  });
});

it('one that turns silent twice is silent until both have ended, and one that turns honest at once', async () => {
  const ends = async (line: string): Promise<number[]> => {
    const { run: { trace } } = await play(`
  day 1 09:00  boise-clinic turns silent for 1h
  day 1 09:30  boise-clinic turns silent for 3h${line}`, {}, 'qbft');
    return all(trace, nodeReformed).map(({ at }) => at / 3_600e6);
  };
  expect(await ends('')).toEqual([12.5]);
  expect(await ends(`
  day 1 09:40  boise-clinic turns honest
  day 1 09:50  boise-clinic turns silent`)).toEqual([9 + 40 / 60]);
});

it.each([
  ['double-spends transactions of ana', 'qbft', 'boise-clinic would double-spend, but under qbft nobody mines.'],
  ['mines selfishly', 'qbft', 'boise-clinic would mine selfishly, but under qbft nobody mines.'],
  ['mines selfishly', 'clique', 'boise-clinic would mine selfishly, but under clique nobody mines.'],
  ['votes twice', 'nakamoto', 'boise-clinic would vote twice, but under nakamoto nobody votes for a block.'],
  ['votes twice', 'clique', 'boise-clinic would vote twice, but under clique nobody votes for a block.'],
])('one that %s under %s says that there is nothing to do so with', async (line, consensus, sentence) => {
  const { run: { trace } } = await play(`
  day 1 09:00  boise-clinic ${line}`, {}, consensus);
  const rows = [...Array(trace.outcomeCount).keys()].filter((row) => trace.is(row, nodeTurned));
  expect(rows.map((row) => sentenceOf(trace, row))).toEqual([sentence]);
});
