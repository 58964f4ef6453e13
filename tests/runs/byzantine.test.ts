import { describe, expect, it } from 'vitest';
import { consensusAgreementBroken } from '../../workers/consensus/entries.ts';
import { grantInForce } from '../../workers/access/entries.ts';
import { blockAppended } from '../../workers/ledger/entries.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { sentenceOf } from '../../workers/views/sentence.ts';
import { nodeReformed, nodeTurned } from '../../workers/world/entries.ts';
import { cast } from './cast.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

const CAST = cast('Validators that lie', { people: ['workstation ward-3  at tampa-general'] });

async function play(story: string, consensus: string, cast = CAST): Promise<OpenRun> {
  return openToEnd('byzantine', {
    scenario: { text: cast + story }, settings: { 'network.consensus': consensus },
  });
}

const PROTOCOLS = ['qbft', 'raft', 'pbft', 'tendermint', 'hotstuff'];
const ONE_LIAR = ['turns silent', 'turns slow by 2s', 'equivocates', 'votes twice',
  'refuses transactions of ana'];

function honestHeights({ run }: OpenRun, liar: string): number[] {
  const { nodes } = run.world;
  return nodes.filter((node) => node.name !== liar).map((node) => node.replica.height);
}

describe.each(PROTOCOLS.filter((name) => name !== 'raft'))('under %s', (consensus) => {
  it.each(ONE_LIAR)('one of four that %s changes nothing that the others agree on', async (how) => {
    const open = await play(`
  day 1 08:59  reno-labs ${how}
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  ana revokes dr-rivas
  day 1 11:00  reno-labs turns honest
  day 1 12:00  ana grants dr-rivas ana/allergies for 2h`, consensus);
    expect(open.run.stoppedAt).toBeNull();
    const [height = 0, ...others] = honestHeights(open, 'reno-labs');
    expect(height).toBeGreaterThanOrEqual(3);
    for (const other of others) expect(other).toBe(height);
    expect(all(open.run.trace, nodeTurned)).toHaveLength(1);
    expect(all(open.run.trace, nodeReformed)).toHaveLength(1);
  });

  it('two of four that equivocate break agreement, and the run ends at that event', async () => {
    const { run } = await play(`
  day 1 08:00  boise-clinic equivocates
  day 1 08:00  tampa-general equivocates
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  ana revokes dr-rivas
  day 1 11:00  ana grants dr-rivas ana/allergies for 2h`, consensus);
    const [broken, more] = all(run.trace, consensusAgreementBroken);
    expect(more).toBeUndefined();
    expect(broken).toMatchObject({ faulty: 2, tolerated: 1, validators: 4,
      signedBoth: 'boise-clinic, tampa-general' });
    expect(run.stoppedAt).toBe(broken!.at);
    expect(broken!.row).toBe(run.trace.outcomeCount - 1);
    expect(sentenceOf(run.trace, broken!.row)).toMatch(
      /Both carry the signature of boise-clinic, tampa-general\. Of 4 validators 2 had failed/);
  });
});

describe('under raft, which reckons with no liar', () => {
  it('one of three that equivocates breaks it, because two are a majority with it', async () => {
    const { run } = await play(`
  day 1 08:00  boise-clinic equivocates
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  ana revokes dr-rivas
  day 1 11:00  ana grants dr-rivas ana/allergies for 2h`, 'raft', CAST.replace('  lab      reno-labs      in us-west\n', ''));
    expect(run.stoppedAt).not.toBeNull();
    const last = run.trace.outcomeCount - 1;
    expect(sentenceOf(run.trace, last)).toMatch(/Of 3 validators 1 had failed, and no more than 0/);
  });

  it('one that falls silent is as good as crashed', async () => {
    const open = await play(`
  day 1 08:59  reno-labs turns silent for 2h
  day 1 09:00  ana grants dr-rivas for 24h`, 'raft');
    expect(open.run.stoppedAt).toBeNull();
    expect(new Set(honestHeights(open, 'reno-labs'))).toEqual(new Set([1]));
  });
});

it('a censor leaves out what one patient signed, until another proposes', async () => {
  const { run } = await play(`
  day 1 08:59  boise-clinic refuses transactions of ana
  day 1 09:00  ana grants dr-rivas for 24h`, 'qbft');
  const blocks = all(run.trace, blockAppended).filter(({ transactions }) => transactions > 0);
  expect(blocks.length).toBeGreaterThan(0);
  expect(blocks.every(({ proposer }) => proposer !== 'boise-clinic')).toBe(true);
});

it('a slow validator delays what it leads by what it is slow', async () => {
  const inForce = async (how: string): Promise<number> => {
    const { run } = await play(`
  day 1 08:00  tampa-general ${how}
  day 1 09:00  ana grants dr-rivas for 24h`, 'qbft');
    return all(run.trace, grantInForce)[0]!.at;
  };
  // Tampa leads block 1 (height + round over four).
  expect(await inForce('turns slow by 1s') - await inForce('turns honest'))
    .toBeGreaterThanOrEqual(1_000_000);
});
