import { describe, expect, it } from 'vitest';
import { consensusCommitted, consensusLeaderElected } from '../../workers/consensus/entries.ts';
import { createSha256 } from '../../workers/crypto/hash.ts';
import type { Trace } from '../../workers/kernel/trace.ts';
import { blockAppended } from '../../workers/ledger/entries.ts';
import { openToEnd, textOf } from './open.ts';
import { all } from './outcomes.ts';
import type { OpenOptions } from './open.ts';

const RAFT = { 'network.consensus': 'raft' };

function lines(trace: Trace): string[] {
  const found: string[] = [];
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    const kind = trace.kind(row);
    found.push(JSON.stringify([trace.at(row), trace.label(row), kind.name, trace.get(row, kind),
      trace.cause(row)]));
  }
  return found;
}

/** The relocation with faults of nodes in it, of which every kind occurs. */
async function troubled(): Promise<string> {
  const text = await textOf('patient-relocation');
  const faults = `
  day 4 09:00   tampa-general crashes
  day 4 09:30   ana revokes dr-rivas
  day 4 10:00   tampa-general restarts
  day 4 11:00   boise-clinic pauses for 40s
  day 4 11:00   ana grants dr-rivas for 24h
  day 4 12:00   state-payer crashes and loses its disk
  day 4 12:10   state-payer restarts
  day 4 13:00   reno-labs clock is 2m behind
  day 4 14:00   ana grants ellis ana/claims for 7d
`;
  return text.replace(/\nexpect\n[^]*$/, `${faults}\nexpect\n  every node agrees\n`);
}

describe('patient-relocation under Raft', () => {
  it('meets the same expectations as under QBFT, and all replicas agree', async () => {
    const raft = await openToEnd('patient-relocation', { settings: RAFT });
    const qbft = await openToEnd('patient-relocation');
    expect(raft.summary(0).checks.map(({ text, verdict }) => [text, verdict]))
      .toEqual(qbft.summary(0).checks.map(({ text, verdict }) => [text, verdict]));
    const digests = raft.run.world.nodes.map((node) => node.replica.state.digest);
    expect(new Set(digests).size).toBe(1);
    // The cut leaves no majority on either side: one leader before it, one after.
    expect(all(raft.run.trace, consensusLeaderElected)).toHaveLength(2);
    expect(all(raft.run.trace, blockAppended).length).toBeGreaterThan(20);
    // A run of days with a handful of acts costs thousands of events.
    expect(raft.run.events).toBeLessThan(20_000);
  });

  it('commits at the leader first, and everywhere else by its word', async () => {
    const { run } = await openToEnd('patient-relocation', { settings: RAFT });
    const elections = all(run.trace, consensusLeaderElected);
    const firsts = new Map<number, { entity: string; at: number }>();
    for (const { height, entity, at } of all(run.trace, consensusCommitted)) {
      if (!firsts.has(height)) firsts.set(height, { entity, at });
    }
    expect(firsts.size).toBeGreaterThan(5);
    for (const { entity, at } of firsts.values()) {
      expect(entity).toBe(elections.filter((election) => election.at < at).at(-1)?.entity);
    }
  });

  for (const consensus of ['raft', 'qbft', 'pbft', 'tendermint', 'hotstuff']) {
    const settings = { 'network.consensus': consensus };

    it(`survives every kind of fault under ${consensus}, and all agree in the end`, async () => {
      const { run, summary } = await openRun({ scenario: { text: await troubled() }, settings });
      expect(summary.checks).toMatchObject([{ text: 'every node agrees', verdict: 'holds' }]);
      const digests = run.world.nodes.map((node) => node.replica.state.digest);
      expect(new Set(digests).size).toBe(1);
    });
  }

  it('has the same outcomes when every heartbeat is simulated, faults or none', async () => {
    // Fewer heartbeats than by default, since the twin sends every one of them for days.
    const settings = { ...RAFT, 'consensus.heartbeatMilliseconds': 2500 };
    for (const scenario of [{ name: 'patient-relocation' }, { text: await troubled() }]) {
      const closed = await openToEnd('patient-relocation', { scenario, settings });
      const dumb = await openToEnd('patient-relocation', { scenario, settings, idle: 'simulated' });
      expect(lines(dumb.run.trace)).toEqual(lines(closed.run.trace));
      expect(dumb.run.trace.fingerprint(createSha256()))
        .toBe(closed.run.trace.fingerprint(createSha256()));
      expect(dumb.run.events).toBeGreaterThan(20 * closed.run.events);
    }
  });
});

async function openRun(options: OpenOptions): Promise<{
  run: Awaited<ReturnType<typeof openToEnd>>['run'];
  summary: ReturnType<Awaited<ReturnType<typeof openToEnd>>['summary']>;
}> {
  const open = await openToEnd('patient-relocation', options);
  return { run: open.run, summary: open.summary(0) };
}
