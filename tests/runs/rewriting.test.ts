/** Validators that would have another history: beyond the threshold they find whom to tell it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  consensusAgreementBroken, consensusHiddenShown, consensusMined, consensusRuleBroken, consensusSealed,
} from '../../workers/consensus/entries.ts';
import { accessUnlogged, grantEnded, grantInForce, grantRevived, leakHappened } from '../../workers/access/entries.ts';
import { blockLeavesOut, blockReverted } from '../../workers/ledger/entries.ts';
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

function said({ trace }: OpenRun['run']): string[] {
  return [...Array(trace.outcomeCount).keys()].map((row) => sentenceOf(trace, row));
}

/** How many different ledgers there are at the end. */
function ledgers({ world }: OpenRun['run']): number {
  return new Set(world.nodes.map((node) => node.replica.state.digest)).size;
}

const TWO = ['boise-clinic', 'tampa-general'];

it('under raft two of four elect who was away, without what is final, and the run ends there', async () => {
  const { run } = await play(story(2, TWO), 'raft');
  const [broken] = all(run.trace, consensusRuleBroken);
  expect(broken?.rule).toMatch(/^leader completeness: reno-labs leads in term \d+ without entry/);
  expect(run.stoppedAt).toBe(broken!.at);
});

describe.each(['qbft', 'pbft', 'tendermint', 'hotstuff'])('under %s', (consensus) => {
  it('two of four have who was away decide another block, and the run ends there', async () => {
    const { run } = await play(story(2, TWO), consensus);
    const [broken] = all(run.trace, consensusAgreementBroken);
    expect(broken).toMatchObject({ height: 2, faulty: 2 });
    expect(run.stoppedAt).toBe(broken!.at);
    expect(broken!.signedBoth).toBe('boise-clinic, tampa-general');
    // Where the one who was away makes the block itself, it may have heard of the grant.
    const without = all(run.trace, blockLeavesOut).map(({ entity, what }) => `${entity}: ${what}`);
    const isMadeByLiars = ['pbft', 'hotstuff'].includes(consensus);
    expect(without).toEqual(isMadeByLiars ? ['reno-labs: ana-grant-dr-rivas-day-1-11.00'] : []);
  });

  it('nobody who has the block final is moved', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas ana/allergies for 30d
  day 1 11:00  ana grants dr-rivas ana/vitals for 30d
  day 1 12:00  boise-clinic rewrites history from block 2 for 1h
  day 1 12:00  tampa-general rewrites history from block 2 for 1h
  day 1 15:00  ana grants dr-rivas for 30d`, consensus);
    expect(run.stoppedAt).toBeNull();
    expect(ledgers(run)).toBe(1);
  });
});

describe.each(['qbft', 'pbft', 'tendermint', 'hotstuff', 'raft'])('under %s', (consensus) => {
  it('one of four says another history, and nothing comes of it', async () => {
    const { run } = await play(story(2, ['boise-clinic']), consensus);
    expect(run.stoppedAt).toBeNull();
    expect(ledgers(run)).toBe(1);
    expect(said(run)).toContain(
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

  it('those who take it back are on it themselves, and so is everybody', async () => {
    for (const [consensus, liars] of [['nakamoto', ['boise-clinic']], ['nakamoto', TWO],
      ['clique', [...TWO, 'reno-labs']]] as const) {
      const { run } = await play(quiet(liars), consensus, k);
      expect(all(run.trace, consensusHiddenShown)).toHaveLength(1);
      expect(ledgers(run)).toBe(1);
    }
  });

  it('a miner that is alone at it follows what it shows before anybody else can', async () => {
    const { run: { trace } } = await play(quiet(['boise-clinic']), 'nakamoto', k);
    const [shown] = all(trace, consensusHiddenShown);
    const [first, ...others] = all(trace, blockReverted);
    expect(first!.entity).toBe('boise-clinic');
    expect(first!.at - shown!.at).toBeLessThan(10);
    expect(others.every(({ at, entity }) => entity === 'boise-clinic' || at - shown!.at > 1_000)).toBe(true);
  });

  it('a history that is begun when another has been shown is a secret of its own, and is shown as well', async () => {
    for (const [again, from] of [['boise-clinic', 1], ['boise-clinic', 2], ['tampa-general', 1]] as const) {
      const { run } = await play(`${quiet(['boise-clinic'])}
  day 2 10:00  ana grants dr-rivas ana/vitals for 30d
  day 3 10:00  ${again} rewrites history from block ${from}`, 'nakamoto', k);
      const shown = all(run.trace, consensusHiddenShown);
      expect(shown.map(({ entity }) => entity)).toEqual(['boise-clinic', again]);
      const after = all(run.trace, blockReverted).filter(({ at }) => at >= shown[1]!.at);
      expect(Math.min(...after.map(({ height }) => height))).toBe(from);
      expect(new Set(after.map(({ entity }) => entity)).size).toBe(4);
      expect(ledgers(run)).toBe(1);
    }
  });

  it('it is told as what it is: work in secret, and nothing that anybody is told', async () => {
    for (const [consensus, liars] of [['nakamoto', ['boise-clinic']], ['clique', [...TWO, 'reno-labs']]] as const) {
      const { run } = await play(quiet(liars), consensus, k);
      const told = said(run);
      expect(told).toContain('boise-clinic works in secret on another chain from block 1 on, to show it '
        + 'once it is heavier.');
      expect(told.join(' ')).not.toMatch(/signs another history/);
    }
  });

  it('a grant that goes with its withdrawal is told to end once for each time that it began', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas ana/allergies for 30d
  day 1 10:00  ana revokes dr-rivas
  day 1 14:00  boise-clinic rewrites history from block 1`, 'nakamoto', k);
    expect(all(run.trace, blockReverted).length).toBeGreaterThan(4);
    const standing = new Set<string>();
    const told = new Map([...all(run.trace, grantInForce), ...all(run.trace, grantEnded)]
      .map(({ row, node, grant }) => [row, `${grant} ${node}`]));
    for (const [row, grant] of [...told].sort(([a], [b]) => a - b)) {
      if (run.trace.is(row, grantInForce)) standing.add(grant);
      else expect(standing.delete(grant), sentenceOf(run.trace, row)).toBe(true);
    }
    expect(all(run.trace, grantEnded).map(({ how }) => how)).toContain('revoked');
  });

  const busy = (liars: readonly string[], end = ''): string => `
  ${liars.map((liar) => `day 1 02:00  ${liar} rewrites history from block 30`).join('\n  ')}
  day 1 02:00  ana grants dr-rivas for 30d${end}`;
  const always = { ...k, 'consensus.emptyBlocks': 'true', 'consensus.blockIntervalSeconds': '60' };

  it('a miner has its part of the work and no more, whichever chain it works on', async () => {
    const { run: { trace } } = await play(busy(['boise-clinic']), 'nakamoto',
      { ...always, 'consensus.largestMinerPercent': '40', 'run.stopAfterBlocks': '900', 'run.tailHours': '100' });
    const mined = all(trace, consensusMined).filter(({ at }) => at > 2 * 3_600e6);
    expect(mined.length).toBeGreaterThan(900);
    const part = mined.filter(({ entity }) => entity === 'boise-clinic').length / mined.length;
    expect(part).toBeGreaterThan(0.36);
    expect(part).toBeLessThan(0.44);
  });

  it('a miner with most of the work catches up in the end, however far it goes back', async () => {
    const { run } = await play(busy(['boise-clinic'], `
  day 2 20:00  boise-clinic turns honest`), 'nakamoto', { ...always, 'consensus.largestMinerPercent': '70', 'run.tailHours': '48' });
    const [shown, more] = all(run.trace, consensusHiddenShown);
    expect(more).toBeUndefined();
    expect(shown!.blocks).toBeGreaterThan(90);
    const gone = all(run.trace, blockReverted).filter(({ entity }) => entity === 'mercy-hospital');
    expect(Math.min(...gone.map(({ height }) => height))).toBe(30);
  });

  it('three of four under Clique leave the fourth alone, who may not sign often enough', async () => {
    const { run } = await play(busy([...TWO, 'reno-labs'], `
  day 1 20:00  boise-clinic turns honest`), 'clique', { ...always, 'run.tailHours': '24' });
    const [shown] = all(run.trace, consensusHiddenShown);
    const gone = all(run.trace, blockReverted).filter(({ entity }) => entity === 'mercy-hospital');
    expect(Math.min(...gone.map(({ height }) => height))).toBe(30);
    const alone = all(run.trace, consensusSealed).filter(({ at, entity }) =>
      at > 2 * 3_600e6 + 60e6 && at < shown!.at && entity === 'mercy-hospital');
    expect(alone.length).toBeLessThanOrEqual(1);
  });

  it('what was worked on in secret is given up when it ends in time', async () => {
    const { run } = await play(busy(['boise-clinic'], `
  day 1 03:00  boise-clinic turns honest`), 'nakamoto', { ...always, 'run.tailHours': '10' });
    expect(all(run.trace, consensusHiddenShown)).toEqual([]);
    const late = all(run.trace, consensusMined)
      .filter(({ at, entity }) => at > 3 * 3_600e6 && entity === 'boise-clinic');
    expect(late.length).toBeGreaterThan(10);
    expect(all(run.trace, blockReverted)).toEqual([]);
    expect(ledgers(run)).toBe(1);
  });
});

it('there is nothing to rewrite of a block that is not final yet', async () => {
  const { run } = await play(`
  day 1 09:00  ana grants dr-rivas ana/allergies for 30d
  day 1 12:00  boise-clinic rewrites history from block 2`, 'qbft');
  expect(said(run)).toContain('boise-clinic would sign another block 2, but cannot go back to before it: '
    + 'it is not final there yet, or came with later ones that were missed.');
  expect(run.world.nodes[0]!.replica.height).toBe(1);
});

it('costs a patient her withdrawal, and the notes of who looked, until they are final again', async () => {
  const text = readFileSync(join(import.meta.dirname, 'found', 'another-history.ledgerward'), 'utf8');
  const { run } = await openToEnd('found', { scenario: { text } });
  const { trace } = run;
  const [shown] = all(trace, consensusHiddenShown);
  const atMercy = <T extends { node: string }>(entries: readonly T[]): T[] =>
    entries.filter(({ node }) => node === 'mercy-hospital');
  expect(atMercy(all(trace, grantRevived)).map(({ at }) => at > shown!.at)).toEqual([true]);
  // It decided three requests before.
  expect(atMercy(all(trace, accessUnlogged))).toHaveLength(3);
  const ends = atMercy(all(trace, grantEnded)).filter(({ how }) => how === 'revoked').map(({ at }) => at / 3_600e6);
  expect(ends.map((hours) => hours > 13.84)).toEqual([false, true]);
  // What he was refused at noon he reads at ten to two.
  const told = said(run);
  const asked = told.lastIndexOf('dr-rivas asks for ana/allergies.');
  const shownAgain = told.findIndex((each) => each.startsWith('dr-rivas reads ana\'s allergies'));
  expect(shownAgain).toBeGreaterThan(asked);
  expect(all(trace, leakHappened).map(({ kind }) => kind)).toContain('stale');
  expect(ledgers(run)).toBe(1);
});
