import { describe, expect, it } from 'vitest';
import { consensusConfirmed, consensusDeadlocked, consensusReorganised, consensusSealed,
  consensusSignersChanged } from '../../workers/consensus/entries.ts';
import { createSha256 } from '../../workers/crypto/hash.ts';
import { blockReverted } from '../../workers/ledger/entries.ts';
import { sentenceOf } from '../../workers/views/sentence.ts';
import { nodeVoted } from '../../workers/world/entries.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { cast } from './cast.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

const CLIQUE = { 'network.consensus': 'clique', 'consensus.confirmationBlocks': '2' };

const CAST = cast('Signers who take turns');

async function play(
  story: string, settings: Record<string, string> = {}, seed = 1,
): Promise<OpenRun> {
  return openToEnd('clique',
    { scenario: { text: CAST + story }, settings: { ...CLIQUE, ...settings }, seed });
}

const statesOf = ({ run }: OpenRun): Set<string> =>
  new Set(run.world.nodes.map((node) => node.replica.state.digest));

describe('patient-relocation under clique', () => {
  it('meets the same expectations as under QBFT, and all replicas agree', async () => {
    const arm = await openToEnd('patient-relocation', { settings: CLIQUE });
    const qbft = await openToEnd('patient-relocation');
    expect(arm.summary(0).checks.map(({ text, verdict }) => [text, verdict]))
      .toEqual(qbft.summary(0).checks.map(({ text, verdict }) => [text, verdict]));
    expect(statesOf(arm).size).toBe(1);
    expect(arm.run.events).toBeLessThan(20_000);
  });

  it('has the same fingerprint when every empty tick of a network at rest is simulated', async () => {
    const slower = { ...CLIQUE, 'consensus.blockIntervalSeconds': '20' };
    const closed = await openToEnd('patient-relocation', { settings: slower });
    const dumb = await openToEnd('patient-relocation', { settings: slower, idle: 'simulated' });
    expect(dumb.run.trace.fingerprint(createSha256()))
      .toBe(closed.run.trace.fingerprint(createSha256()));
    expect(dumb.run.events).toBeGreaterThan(20 * closed.run.events);
  });
});

it('a partition leaves two chains, and what one side had decided is taken back', async () => {
  const open = await play(`
  day 1 08:59  link us-west us-east is cut for 1m
  day 1 08:59:10  ana grants dr-rivas for 24h
  day 1 08:59:10  boise-clinic votes to drop state-payer
  day 1 08:59:10  tampa-general votes to drop reno-labs
  day 1 09:10  ana grants dr-rivas ana/allergies for 2h`, { 'consensus.cliqueTieRule': 'eip-3436',
    'consensus.confirmationBlocks': '1' });
  const { trace } = open.run;
  const deepest = Math.max(...all(trace, consensusReorganised).map(({ depth }) => depth));
  expect(deepest).toBeGreaterThanOrEqual(1);
  expect(all(trace, blockReverted).length).toBeGreaterThan(0);
  expect(statesOf(open).size).toBe(1);
});

describe('two halves that are cut off, with as much to do on either side', () => {
  const story = `
  day 1 08:00  ana grants dr-rivas for 24h
  day 1 08:59  link us-west us-east is cut for 1m
  day 1 08:59:10  boise-clinic votes to drop state-payer
  day 1 08:59:10  reno-labs votes to drop state-payer
  day 1 08:59:10  tampa-general votes to drop reno-labs
  day 1 08:59:10  state-payer votes to drop reno-labs
  day 1 09:10  ana grants dr-rivas ana/allergies for 2h`;
  const one = { 'consensus.confirmationBlocks': '1' };

  it('come to the deadlock of go-ethereum issue 24705, and it is told as one', async () => {
    const open = await play(story, one, 1);
    const { trace } = open.run;
    const [deadlock, more] = all(trace, consensusDeadlocked);
    expect(more).toBeUndefined();
    expect(sentenceOf(trace, deadlock!.row)).toBe('Deadlock: nobody can make block 3. '
      + 'boise-clinic, reno-labs are on one chain; tampa-general, state-payer on the other, as heavy, '
      + 'and each has signed its own too recently.');
    expect(statesOf(open).size).toBe(1);
    expect(all(trace, consensusSealed)).toHaveLength(4);
  });

  it('go on where EIP-3436 decides between them, and rest when all is done', async () => {
    const open = await play(story, { ...one, 'consensus.cliqueTieRule': 'eip-3436' }, 1);
    expect(all(open.run.trace, consensusDeadlocked)).toEqual([]);
    expect(statesOf(open).size).toBe(1);
    const sealed = all(open.run.trace, consensusSealed);
    expect(Math.max(...sealed.map(({ height }) => height))).toBeGreaterThan(3);
    expect(sealed.length).toBeLessThan(20);
  });
});

it('three of four vote one out, who signs nothing more and follows; then they vote it in again', async () => {
  const three = ['boise-clinic', 'tampa-general', 'state-payer'];
  const vote = (at: string, choice: string): string =>
    three.map((name) => `  day 1 ${at}  ${name} votes to ${choice} reno-labs`).join('\n');
  const open = await play(`${vote('08:00', 'drop')}
  day 1 10:00  ana grants dr-rivas for 24h
${vote('12:00', 'add')}
  day 1 14:00  ana revokes dr-rivas`);
  const { trace } = open.run;
  const boise = all(trace, consensusSignersChanged).filter(({ row }) => trace.entity(row) === 'boise-clinic');
  expect(boise.map(({ signers }) => signers)).toEqual(
    ['boise-clinic, tampa-general, state-payer', 'boise-clinic, tampa-general, state-payer, reno-labs']);
  const [out, again] = boise.map(({ height }) => height) as [number, number];
  const signers = all(trace, consensusConfirmed).filter(({ height }) => height > out && height <= again);
  expect(signers.length).toBeGreaterThan(0);
  expect(signers.every(({ signer }) => signer !== 'reno-labs')).toBe(true);
  expect(statesOf(open).size).toBe(1);
  expect(all(trace, consensusSealed).some(({ vote: cast, about }) => cast === 'auth' && about === 'reno-labs'))
    .toBe(true);
});

it('another protocol keeps its members, and says so', async () => {
  const open = await play('  day 1 08:00  boise-clinic votes to drop reno-labs\n', { 'network.consensus': 'pbft' });
  const [voted] = all(open.run.trace, nodeVoted);
  expect(sentenceOf(open.run.trace, voted!.row)).toMatch(/the members are fixed/);
});
