import { describe, expect, it } from 'vitest';
import { consensusMined } from '../../workers/consensus/entries.ts';
import { createSha256 } from '../../workers/crypto/hash.ts';
import { blockReverted } from '../../workers/ledger/entries.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

/** Each as settings; QBFT and Raft have tests of their own. */
const ARMS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['pbft', { 'network.consensus': 'pbft' }],
  ['tendermint', { 'network.consensus': 'tendermint' }],
  ['hotstuff, chained and stable', { 'network.consensus': 'hotstuff' }],
  ['hotstuff, chained and rotating',
    { 'network.consensus': 'hotstuff', 'consensus.hotstuffLeader': 'rotating' }],
  ['hotstuff, basic and rotating', { 'network.consensus': 'hotstuff',
    'consensus.hotstuffVariant': 'basic', 'consensus.hotstuffLeader': 'rotating' }],
];

/** Mining at rest has no ticks to simulate. */
const MINED = { 'network.consensus': 'nakamoto', 'consensus.confirmationBlocks': '2' };

describe.each(ARMS)('patient-relocation under %s', (_name, settings) => {
  it('meets the same expectations as under QBFT, and all replicas agree', async () => {
    const arm = await openToEnd('patient-relocation', { settings });
    const qbft = await openToEnd('patient-relocation');
    expect(arm.summary(0).checks.map(({ text, verdict }) => [text, verdict]))
      .toEqual(qbft.summary(0).checks.map(({ text, verdict }) => [text, verdict]));
    expect(new Set(arm.run.world.nodes.map((node) => node.replica.state.digest)).size).toBe(1);
    // A run of days with a handful of acts costs thousands of events.
    expect(arm.run.events).toBeLessThan(20_000);
  });

  it('has the same fingerprint when every empty tick of a network at rest is simulated', async () => {
    // Fewer ticks than by default, since the twin fires every one of them for days.
    const slower = { ...settings, 'consensus.blockIntervalSeconds': '20' };
    const closed = await openToEnd('patient-relocation', { settings: slower });
    const dumb = await openToEnd('patient-relocation', { settings: slower, idle: 'simulated' });
    expect(dumb.run.trace.fingerprint(createSha256()))
      .toBe(closed.run.trace.fingerprint(createSha256()));
    expect(dumb.run.events).toBeGreaterThan(20 * closed.run.events);
  });
});

describe('patient-relocation under nakamoto', () => {
  it('meets the same expectations as under QBFT, and all replicas agree', async () => {
    const arm = await openToEnd('patient-relocation', { settings: MINED });
    const qbft = await openToEnd('patient-relocation');
    expect(arm.summary(0).checks.map(({ text, verdict }) => [text, verdict]))
      .toEqual(qbft.summary(0).checks.map(({ text, verdict }) => [text, verdict]));
    expect(new Set(arm.run.world.nodes.map((node) => node.replica.state.digest)).size).toBe(1);
    expect(arm.run.events).toBeLessThan(20_000);
  });

  it('has forks where blocks are as quick as the network, and takes back what one of them decided', async () => {
    const arm = await openToEnd('patient-relocation', { settings: {
      ...MINED, 'consensus.confirmationBlocks': '1', 'consensus.blockIntervalSeconds': '0.2' } });
    const { trace } = arm.run;
    expect(arm.summary(0).metrics['chain.staleRate']).toBeGreaterThan(0);
    expect(all(trace, blockReverted).length).toBeGreaterThan(0);
    expect(all(trace, consensusMined).length).toBeGreaterThan(10);
    expect(new Set(arm.run.world.nodes.map((node) => node.replica.state.digest)).size).toBe(1);
  });
});
