import { describe, expect, it } from 'vitest';
import { accessDecided, accessLogged, accessShown } from '../../workers/access/entries.ts';
import { accessesOf } from '../../workers/ledger/contracts/access-log.ts';
import { blockAppended, transactionTurnedAway } from '../../workers/ledger/entries.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { openToEnd } from './open.ts';
import { said } from './outcomes.ts';

const CAST = `scenario "Who looked"
network
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
people
  patient   ana       at boise-clinic, chart "synthea/Norma_Pagan"
  clinician dr-chen   physician at boise-clinic
  clinician dr-rivas  cardiologist at tampa-general, on shift 08:00-18:00
story
`;

async function play(story: string, settings: Record<string, string | number | boolean> = {}): Promise<OpenRun> {
  return openToEnd('access-log', { scenario: { text: CAST + story }, settings });
}

const STORY = `
  day 1 09:00  dr-chen asks for ana/allergies, ana/conditions
  day 1 10:00  dr-rivas asks for ana/allergies, ana/claims
  day 1 10:05  ana grants dr-rivas ana/allergies for 24h
  day 1 11:00  dr-rivas asks for ana/allergies, ana/claims`;

describe('the access log', () => {
  it('tells the patient at every node who asked, what was answered, by whom and why', async () => {
    const { run } = await play(STORY);
    for (const node of run.world.nodes) {
      expect(accessesOf(node.replica.state, 'ana').map(
        ({ person, decider, permitted, refused, policies }) =>
          [person, decider, permitted, refused, policies])).toEqual([
        ['dr-chen', 'boise-clinic', ['allergies', 'conditions'], [], ['own-clinician']],
        ['dr-rivas', 'boise-clinic', [], ['allergies', 'claims'], []],
        // The grant is final: what was refused is asked for again.
        ['dr-rivas', 'boise-clinic', ['allergies'], ['claims'], ['grant-in-force']],
        // Tampa decides over the copy it kept, Boise over what only Boise has.
        ['dr-rivas', 'boise-clinic', [], ['claims'], []],
        ['dr-rivas', 'tampa-general', ['allergies'], [], ['grant-in-force']],
      ]);
    }
  });

  it('has each decision once', async () => {
    const { run } = await play(STORY);
    const decided = said(run.trace, accessDecided).map(
      ({ decider, section, permit }) => `${decider} ${section} ${permit}`).sort();
    const noted = accessesOf(run.world.nodes[0]!.replica.state, 'ana').flatMap((entry) => [
      ...entry.permitted.map((section) => `${entry.decider} ${section} 1`),
      ...entry.refused.map((section) => `${entry.decider} ${section} 0`)]).sort();
    expect(noted).toEqual(decided);
  });

  it('can be off: then the same is shown, and nothing is noted', async () => {
    const on = await play(STORY);
    const off = await play(STORY, { 'records.accessLog': false });
    expect(said(off.run.trace, accessLogged)).toEqual([]);
    expect(accessesOf(off.run.world.nodes[0]!.replica.state, 'ana')).toEqual([]);
    const shown = (open: OpenRun): string[] =>
      said(open.run.trace, accessShown).map(({ person, section }) => `${person} ${section}`);
    expect(shown(off)).toEqual(shown(on));
  });

  it('comes to rest: a refusal that no waiting can mend is noted once and not asked again', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas for 48h
  day 1 23:00  dr-rivas asks for ana/allergies`);
    expect(said(run.trace, accessLogged).map(({ refused }) => refused)).toEqual(['allergies']);
    expect(run.world.nodes.map(({ replica }) => replica.height)).toEqual([2, 2]);
    expect(new Set(said(run.trace, blockAppended).map(({ height }) => height)).size).toBe(2);
  });

  it('does not grow while a link is cut for good', async () => {
    const { run } = await play(`
  day 1 09:00  link us-west us-east is cut
  day 1 09:01  dr-rivas asks for ana/allergies
  day 1 09:02  dr-chen asks for ana/allergies`);
    expect(said(run.trace, accessLogged)).toHaveLength(1);
    expect(run.events).toBeLessThan(5_000);
  });
});

describe('a full mempool', () => {
  it('turns a patient\'s transaction away, and her phone is told why', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas ana/allergies for 24h
  day 1 09:00  ana grants dr-rivas ana/claims for 24h`, { 'ledger.mempoolTransactionsMax': 1 });
    expect(said(run.trace, transactionTurnedAway).map(({ sender, node, why }) => [sender, node, why]))
      .toEqual([['ana', 'boise-clinic', 'This node has no room for another waiting transaction.']]);
  });
});
