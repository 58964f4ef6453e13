import { describe, expect, it } from 'vitest';
import { consensusChangeEnded, consensusConfigurationAppended, consensusConfigured, consensusDecided,
  consensusLeaderElected, consensusProposed, consensusValidatorsChanged, consensusVoteCast,
} from '../../workers/consensus/entries.ts';
import { createSha256 } from '../../workers/crypto/hash.ts';
import { MEMBERSHIP, PROTOCOLS } from '../../workers/settings/protocols.ts';
import { protocolNamed } from '../../workers/threads/protocols.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { sentenceOf } from '../../workers/views/sentence.ts';
import { nodeAsked } from '../../workers/world/entries.ts';
import { cast } from './cast.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

const CAST = cast('Members who join and leave');

async function play(
  story: string, consensus: string, options: { idle?: 'simulated'; settings?: Record<string, string> } = {},
): Promise<OpenRun> {
  const { settings = {}, ...rest } = options;
  return openToEnd('membership', { scenario: { text: CAST + story }, seed: 1,
    settings: { 'network.consensus': consensus, ...settings }, ...rest });
}

const statesOf = ({ run }: OpenRun): number =>
  new Set(run.world.nodes.map((node) => node.replica.state.digest)).size;

it('what the language knows of members is what each protocol declares', async () => {
  for (const name of PROTOCOLS) {
    expect((await protocolNamed(name))?.membership, name).toBe(MEMBERSHIP.get(name));
  }
});

describe('under Raft', () => {
  const story = `
  day 1 08:00  boise-clinic asks to drop reno-labs
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  tampa-general crashes
  day 1 10:05  ana grants dr-rivas ana/allergies for 2h
  day 1 11:00  tampa-general restarts
  day 1 12:00  reno-labs asks to add reno-labs
  day 1 13:00  ana revokes dr-rivas
`;

  it('one is dropped and added again; all follow, and it is told in order', async () => {
    const open = await play(story, 'raft');
    const { trace } = open.run;
    expect(statesOf(open)).toBe(1);
    expect(all(trace, consensusConfigurationAppended).map(({ servers }) => servers)).toEqual([
      'boise-clinic, tampa-general, state-payer', 'boise-clinic, tampa-general, state-payer, reno-labs']);
    expect(all(trace, consensusConfigured)).toHaveLength(8);
    expect(all(trace, consensusChangeEnded).map(({ row }) => sentenceOf(trace, row))).toEqual([
      'boise-clinic is told that reno-labs is dropped.', 'reno-labs is told that reno-labs is added.']);
    expect(sentenceOf(trace, all(trace, nodeAsked)[0]!.row))
      .toBe('boise-clinic asks whoever leads to drop reno-labs from the configuration.');
  });

  it('has the same fingerprint when every heartbeat is simulated', async () => {
    const settings = { 'consensus.heartbeatMilliseconds': '5000',
      'consensus.electionTimeoutMinMilliseconds': '20000', 'consensus.electionTimeoutMaxMilliseconds': '30000' };
    const closed = await play(story, 'raft', { settings });
    const dumb = await play(story, 'raft', { settings, idle: 'simulated' });
    expect(dumb.run.trace.fingerprint(createSha256())).toBe(closed.run.trace.fingerprint(createSha256()));
    expect(dumb.run.events).toBeGreaterThan(2 * closed.run.events);
  });

  it('who leads may ask to leave, as soon as it leads: another is elected, and it follows', async () => {
    const open = await play(`
  when boise-clinic leads  boise-clinic asks to drop boise-clinic
  when tampa-general leads  tampa-general asks to drop tampa-general
  when state-payer leads  state-payer asks to drop state-payer
  day 1 09:00  ana grants dr-rivas for 24h
`, 'raft');
    const { trace } = open.run;
    expect(statesOf(open)).toBe(1);
    const left = all(trace, consensusConfigurationAppended).map(({ about }) => about);
    const led = all(trace, consensusLeaderElected).map(({ entity }) => entity);
    expect(left.length).toBeGreaterThan(0);
    for (const [index, name] of left.entries()) expect(led[index]).toBe(name);
    expect(led.length).toBe(left.length + 1);
  });

  it('who is down cannot be added, and whoever asked is told why', async () => {
    const open = await play(`
  day 1 08:00  boise-clinic asks to drop reno-labs
  day 1 09:00  reno-labs crashes
  day 1 10:00  boise-clinic asks to add reno-labs
`, 'raft');
    const { trace } = open.run;
    expect(sentenceOf(trace, all(trace, consensusChangeEnded).at(-1)!.row)).toBe('boise-clinic is told '
      + 'that it cannot add reno-labs: it does not catch up, and may be down or too slow.');
  });

  it('two of four that were dropped may be down together, which four would not bear', async () => {
    const dropped = (name: string): string => `  day 1 08:00  boise-clinic asks to drop ${name}\n`;
    const down = `
  day 1 09:00  reno-labs crashes
  day 1 09:00  state-payer crashes
  day 1 10:00  ana grants dr-rivas for 24h`;
    const finalAt = (open: OpenRun): number => open.run.world.nodes[0]!.replica.height;
    expect(finalAt(await play(dropped('reno-labs') + dropped('state-payer') + down, 'raft'))).toBe(1);
    expect(finalAt(await play(down, 'raft'))).toBe(0);
  });
});

describe('under QBFT', () => {
  const votes = (day: string, choice: string, about: string, ...by: string[]): string =>
    by.map((name) => `  ${day}  ${name} votes to ${choice} ${about}\n`).join('');
  const all4 = ['boise-clinic', 'tampa-general', 'state-payer', 'reno-labs'];
  const story = `${votes('day 1 08:00', 'drop', 'reno-labs', 'boise-clinic', 'tampa-general', 'state-payer')}
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  ana grants dr-rivas ana/allergies for 2h
${votes('day 1 12:00', 'add', 'reno-labs', 'boise-clinic', 'tampa-general')}
  day 1 13:00  ana revokes dr-rivas
`;

  it('one is voted out and in again; all follow, and it is told in order', async () => {
    const open = await play(story, 'qbft');
    const { trace } = open.run;
    expect(statesOf(open)).toBe(1);
    expect(all(trace, consensusVoteCast).map(({ choice, about }) => `${choice} ${about}`)).toEqual([
      'drop reno-labs', 'drop reno-labs', 'drop reno-labs', 'add reno-labs', 'add reno-labs',
      // Who has not changed its mind says it again, in the next block it makes.
      'drop reno-labs']);
    expect(all(trace, consensusVoteCast).at(-1)?.entity).toBe('state-payer');
    const changed = all(trace, consensusValidatorsChanged);
    expect(changed).toHaveLength(8);
    expect(changed.map(({ validators }) => validators)).toEqual([
      ...Array<string>(4).fill('boise-clinic, tampa-general, state-payer'),
      ...Array<string>(4).fill('boise-clinic, tampa-general, state-payer, reno-labs')]);
    expect(sentenceOf(trace, changed[0]!.row)).toMatch(
      /more than half of the votes: from block \d+ on the validators are boise-clinic, tampa-general, state-payer\.$/);
    expect(sentenceOf(trace, all(trace, consensusVoteCast)[0]!.row))
      .toMatch(/votes in the header of its block \d+ to drop reno-labs\.$/);
  });

  it('while it is outside it proposes and seals nothing, and has every block in its own ledger', async () => {
    const { run: { trace, world } } = await play(story, 'qbft');
    const [out, back] = [0, 4].map((index) => all(trace, consensusValidatorsChanged)[index]!.height);
    const within = ({ height }: { height: number }): boolean => height >= out! && height < back!;
    expect(all(trace, consensusProposed).filter(within).every(({ entity }) => entity !== 'reno-labs')).toBe(true);
    const decided = all(trace, consensusDecided).filter(within);
    expect(decided.length).toBeGreaterThan(0);
    for (const { signers } of decided) expect(signers).toMatch(/^...0$/);
    const { chain } = world.nodeOf(world.memberNamed('reno-labs')).replica;
    expect(chain.certificateAt(out!)?.validators).toEqual([0, 1, 2]);
    expect(chain.blockAt(out! - 1).header.vote).toEqual({ about: 'reno-labs', choice: 'drop' });
  });

  it('has the same fingerprint when every tick is simulated', async () => {
    const settings = { 'consensus.blockIntervalSeconds': '30' };
    const closed = await play(story, 'qbft', { settings });
    const dumb = await play(story, 'qbft', { settings, idle: 'simulated' });
    expect(dumb.run.trace.fingerprint(createSha256())).toBe(closed.run.trace.fingerprint(createSha256()));
  });

  it('of two validators that are left both have to be up: the two outside count for nothing', async () => {
    const down = `
  day 1 09:00  tampa-general crashes
  day 1 10:00  ana grants dr-rivas for 24h`;
    const final = async (before: string): Promise<boolean> =>
      (await play(before + down, 'qbft')).run.world.nodes[0]!.replica.chain.head.transactions.length > 0;
    expect(await final('')).toBe(true);
    expect(await final(votes('day 1 08:00', 'drop', 'reno-labs', ...all4)
      + votes('day 1 08:30', 'drop', 'state-payer', ...all4))).toBe(false);
  });

  it('one with two lives that is voted out and in again harms nobody', async () => {
    const liar = '  day 1 07:00  reno-labs equivocates\n';
    const out = await play(liar + story, 'qbft');
    expect(out.run.stoppedAt).toBeNull();
    expect(new Set(out.run.world.nodes.slice(0, 3).map((node) => node.replica.state.digest)).size).toBe(1);
  });

  it('and a story without votes has a ledger without them, and fetches nothing for it', async () => {
    const { run: { world }, input } = await play('  day 1 09:00  ana grants dr-rivas for 24h\n', 'qbft');
    expect(input.extras.membership).toBeUndefined();
    const { chain } = world.nodes[0]!.replica;
    expect(chain.certificateAt(1)).not.toHaveProperty('validators');
    expect(chain.blockAt(1).header).not.toHaveProperty('vote');
  });
});

it('a protocol chosen for a run under which nobody can be asked says so, and goes on', async () => {
  const open = await play('  day 1 08:00  boise-clinic asks to drop reno-labs\n', 'pbft');
  const [asked] = all(open.run.trace, nodeAsked);
  expect(sentenceOf(open.run.trace, asked!.row)).toMatch(/nobody can be asked/);
});
