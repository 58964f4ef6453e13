import { describe, expect, it } from 'vitest';
import { accessShown } from '../../workers/access/entries.ts';
import { createSha256 } from '../../workers/crypto/hash.ts';
import { MICROS_PER_HOUR, MICROS_PER_MINUTE } from '../../workers/kernel/micros.ts';
import { blockAppended } from '../../workers/ledger/entries.ts';
import { netCut, netHealed, netLimited, netRestored, netStaysCut } from '../../workers/net/entries.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { sentenceOf } from '../../workers/views/sentence.ts';
import { nodeLimitEnded, nodeLimited, nodeSlowed, nodeSpeedRestored } from '../../workers/world/entries.ts';
import { cast } from './cast.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

const CAST = cast('How much a node can do', {
  members: ['clinic   bonn-clinic    in eu-central'], people: ['workstation ward-3  at tampa-general'],
});
const STILL = { 'net.jitterPercent': 0, 'net.delay': 'constant', 'run.tailHours': '2' };

async function play(story: string, settings: Record<string, string | number> = {}): Promise<OpenRun> {
  return openToEnd('capacity', { scenario: { text: CAST + story }, settings: { ...STILL, ...settings } });
}

const prints = (open: OpenRun): string => open.run.trace.fingerprint(createSha256());
const clock = (hour: number, minute = 0): number => hour * MICROS_PER_HOUR + minute * MICROS_PER_MINUTE;
const appendedAt = (open: OpenRun, height: number): Map<string, number> => new Map(
  all(open.run.trace, blockAppended).filter((block) => block.height === height)
    .map(({ entity, at }) => [entity, at]));

describe('a slow node that crashes', () => {
  const crash = (ending: string): Promise<OpenRun> => play(`
  day 1 08:59 boise-clinic works 5000 times slower
  day 1 09:00 clients send 5 tx/s for 30s
  day 1 09:00:20 boise-clinic crashes${ending}
  day 1 09:00:21 boise-clinic works as before
  day 1 09:00:22 boise-clinic restarts
`);

  it('says nothing more of what it had before its processor', async () => {
    const { run: { trace } } = await play(`
  day 1 08:59 boise-clinic works 5000 times slower
  day 1 09:00 clients send 5 tx/s for 30s
  day 1 09:00:20 boise-clinic crashes
`);
    expect(trace.counted.get('messages.lostToCrash')).toBeGreaterThan(0);
    const crashed = clock(9) + 20_000_000;
    const { messages } = trace;
    const late = Array.from({ length: messages.keptCount }, (_, row) => row)
      .filter((row) => messages.from(row) === 0 && messages.sentAt(row) > crashed)
      .map((row) => messages.kind(row));
    expect(late.filter((kind) => kind !== 'transaction')).toEqual([]);
  });

  it.each(['', ' and loses its disk'])('is as quick as any when it is back%s', async (ending) => {
    const open = await crash(ending);
    const back = clock(9) + 22_000_000;
    const first = all(open.run.trace, blockAppended).find(({ entity, at }) => entity === 'boise-clinic' && at > back);
    expect(first?.at ?? Infinity).toBeLessThan(back + 10_000_000);
  });
});

describe('a node that works slower', () => {
  const STORY = `
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  dr-rivas asks for ana/allergies at ward-3`;

  it('has the block later, by what it computes, and the others do not wait for it', async () => {
    const [plain, slow] = [await play(STORY),
      await play(`  day 1 08:00  reno-labs works 1000 times slower for 4h${STORY}`)];
    const [before, after] = [appendedAt(plain, 1), appendedAt(slow, 1)];
    // A signature takes it 114 ms to check, and it has a quorum of them to check.
    expect(after.get('reno-labs')).toBeGreaterThan((before.get('reno-labs') ?? 0) + 400_000);
    for (const other of ['tampa-general', 'state-payer', 'boise-clinic']) {
      expect(Math.abs((after.get(other) ?? 0) - (before.get(other) ?? 0))).toBeLessThan(200_000);
    }
    expect(all(slow.run.trace, nodeSlowed)).toMatchObject([{ entity: 'reno-labs', times: 1000, at: clock(8) }]);
    expect(all(slow.run.trace, nodeSpeedRestored)).toMatchObject([{ entity: 'reno-labs', at: clock(12) }]);
  });

  it('serves records later too, which a validator that turns slow does not', async () => {
    const shown = async (line: string): Promise<number> =>
      all((await play(STORY.replace('\n  day 1 10', `${line}\n  day 1 10`))).run.trace, accessShown)[0]?.at ?? 0;
    const plain = await shown('');
    expect(await shown('\n  day 1 09:30  boise-clinic works 1000 times slower')).toBeGreaterThan(plain);
    expect(await shown('\n  day 1 09:30  boise-clinic turns slow by 1s')).toBe(plain);
  });

  it('is the run without the line as soon as it works as before, or has nothing to do meanwhile', async () => {
    const [plain, slow] = [await play(STORY), await play(`
  day 1 07:00  reno-labs works 10 times slower
  day 1 07:30  reno-labs works 20 times slower for 10m
  day 1 08:00  reno-labs works as before${STORY}`)];
    expect(appendedAt(slow, 1)).toEqual(appendedAt(plain, 1));
    expect(all(slow.run.trace, nodeSpeedRestored).map(({ at }) => at)).toEqual([clock(7, 40)]);
  });

  it('agrees with all others under every protocol, the same twice', async () => {
    for (const consensus of ['raft', 'qbft', 'pbft', 'tendermint', 'hotstuff', 'clique', 'nakamoto']) {
      const settings = { 'network.consensus': consensus, 'consensus.confirmationBlocks': '2', 'network.cpu': 'published' };
      const story = `  day 1 08:00  boise-clinic works 200 times slower for 4h${STORY}`;
      const open = await play(story, settings);
      expect(new Set(open.run.world.nodes.map((node) => node.replica.state.digest)).size, consensus).toBe(1);
      expect(all(open.run.trace, accessShown), consensus).toHaveLength(1);
      expect(prints(await play(story, settings))).toBe(prints(open));
    }
  });
});

describe('a region that is cut from all', () => {
  it('is cut from every other region with members, and is whole again together', async () => {
    const { run: { trace } } = await play('  day 1 09:00  us-east is cut from all for 15m');
    expect(all(trace, netCut).map(({ a, b, at }) => [a, b, at])).toEqual([
      ['us-east', 'us-west', clock(9)], ['us-east', 'eu-central', clock(9)]]);
    expect(all(trace, netHealed).map(({ a, b, at }) => [a, b, at])).toEqual([
      ['us-east', 'us-west', clock(9, 15)], ['us-east', 'eu-central', clock(9, 15)]]);
  });

  it('speaks within itself alone, and has what it missed when it is connected again', async () => {
    const open = await play(`
  day 1 09:00  us-east is cut from all
  day 1 09:30  ana grants dr-rivas for 24h
  day 1 11:00  us-east is connected again`, { 'network.consensus': 'raft' });
    const heights = appendedAt(open, 1);
    // Three of five are outside and go on; the two inside hear of it afterwards.
    for (const outside of ['boise-clinic', 'reno-labs', 'bonn-clinic']) expect(heights.get(outside)).toBeLessThan(clock(9, 31));
    for (const inside of ['tampa-general', 'state-payer']) {
      expect(heights.get(inside)).toBeGreaterThan(clock(11));
      expect(heights.get(inside)).toBeLessThan(clock(11, 1));
    }
  });

  it('stays cut when another that was cut off is connected, each until its own end', async () => {
    const cuts = async (story: string): Promise<unknown> => {
      const { run: { trace } } = await play(story);
      const of = (kind: typeof netCut | typeof netHealed | typeof netStaysCut): string[] =>
        all(trace, kind).map(({ a, b, at }) => `${a} ${b} ${(at - clock(9)) / MICROS_PER_MINUTE}`);
      return { cut: of(netCut), stays: of(netStaysCut), healed: of(netHealed) };
    };
    const both = '  day 1 09:00  us-east is cut from all\n  day 1 09:01  us-west is cut from all for 20m\n';
    const cut = ['us-east us-west 0', 'us-east eu-central 0', 'us-west eu-central 1'];
    expect(await cuts(`${both}  day 1 09:10  us-east is connected again`)).toEqual({ cut,
      stays: ['us-east us-west 10'],
      healed: ['us-east eu-central 10', 'us-west us-east 21', 'us-west eu-central 21'] });
    expect(await cuts(`${both}  day 1 09:30  us-east is connected again`)).toEqual({ cut,
      stays: ['us-west us-east 21'],
      healed: ['us-west eu-central 21', 'us-east us-west 30', 'us-east eu-central 30'] });
    // A link may be healed by itself whatever holds it, and what ended by hand ends once.
    expect(await cuts(`${both}  day 1 09:10  link us-west us-east is healed
  day 1 09:30  us-east is connected again`)).toEqual({ cut, stays: [],
      healed: ['us-west us-east 10', 'us-west eu-central 21', 'us-east eu-central 30'] });
  });

  it('may be one member, whose neighbours in its region it does not hear either', async () => {
    const open = await play(`
  day 1 09:00  tampa-general is cut from all
  day 1 09:30  ana grants dr-rivas for 24h
  day 1 10:00  link tampa-general us-east is healed
  day 1 11:00  tampa-general is connected again`);
    const heights = appendedAt(open, 1);
    expect(heights.get('state-payer')).toBeLessThan(clock(9, 31));
    // Its own region heals first, and a neighbour there has kept what it sent.
    expect(heights.get('tampa-general')).toBeGreaterThan(clock(10));
    expect(new Set(open.run.world.nodes.map((node) => node.replica.height)).size).toBe(1);
  });
});

describe('a line that carries little', () => {
  const STORY = `
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  dr-rivas asks for ana/allergies, ana/conditions at ward-3`;
  const shown = (open: OpenRun): number => Math.max(...all(open.run.trace, accessShown).map(({ at }) => at));

  it('makes records late by their bytes, and only on that link', async () => {
    const plain = await play(STORY);
    const link = await play(`  day 1 08:00  link boise-clinic to tampa-general carries at most 8kbit/s${STORY}`);
    const { messages } = plain.run.trace;
    const bytes = Math.max(...Array.from({ length: messages.keptCount }, (_, row) => row)
      .filter((row) => messages.kind(row) === 'records').map((row) => messages.bytes(row)));
    expect(bytes).toBeGreaterThan(5_000);
    const late = shown(link) - shown(plain);
    expect(late).toBeGreaterThan((bytes * 8 * 1e6) / 8_000 - 1e4);
    expect(shown(await play(`  day 1 08:00  link tampa-general to boise-clinic carries at most 8kbit/s${STORY}`)))
      .toBeLessThan(shown(plain) + late / 2);
  });

  it('is shared by all of a side, and by all that a member sends', async () => {
    const finalAt = async (line: string): Promise<number> =>
      Math.max(...appendedAt(await play(`${line}${STORY}`), 1).values());
    const plain = await finalAt('');
    const one = await finalAt('  day 1 08:00  link boise-clinic to tampa-general carries at most 16kbit/s');
    const side = await finalAt('  day 1 08:00  link us-west us-east carries at most 16kbit/s');
    const member = await finalAt('  day 1 08:00  boise-clinic carries at most 16kbit/s');
    expect(one).toBeGreaterThan(plain);
    expect(side).toBeGreaterThan(one);
    expect(member).toBeGreaterThan(one);
  });

  it('is told, ends, and leaves all as it was before it began', async () => {
    const open = await play(`
  day 1 07:00  link us-west us-east carries at most 16kbit/s for 1h
  day 1 07:10  reno-labs carries at most 16kbit/s
  day 1 07:20  reno-labs carries at most 32kbit/s for 5m
  day 1 08:10  reno-labs works as before${STORY}`);
    const { trace } = open.run;
    expect(all(trace, netLimited)).toMatchObject([
      { a: 'us-west', b: 'us-east', oneWay: 0, bitsPerSecond: 16_000, at: clock(7) }]);
    expect(all(trace, netRestored)).toMatchObject([{ fault: 'bandwidth', at: clock(8) }]);
    expect(all(trace, nodeLimited).map(({ bitsPerSecond }) => bitsPerSecond)).toEqual([16_000, 32_000]);
    expect(all(trace, nodeLimitEnded).map(({ at }) => at)).toEqual([clock(7, 25)]);
    expect(sentenceOf(trace, all(trace, netLimited)[0]?.row ?? 0))
      .toBe('Between us-west and us-east no more than 16kbit/s passes each way.');
    expect(open.summary(0).marks.filter(({ kind }) => kind === 'link' || kind === 'fault')).toHaveLength(5);
    expect(appendedAt(open, 1)).toEqual(appendedAt(await play(STORY), 1));
  });

  it('is the same run twice and with messages only counted, and all agree, under every protocol', async () => {
    for (const consensus of ['raft', 'qbft', 'pbft', 'tendermint', 'hotstuff', 'clique', 'nakamoto']) {
      const settings = { 'network.consensus': consensus, 'consensus.confirmationBlocks': '2' };
      const scenario = { text: `${CAST}
  when block 1 is final  link us-west us-east carries at most 24kbit/s for 30m
  day 1 08:59  tampa-general carries at most 64kbit/s for 2h${STORY}` };
      const open = await openToEnd('capacity', { scenario, settings: { ...STILL, ...settings } });
      expect(new Set(open.run.world.nodes.map((node) => node.replica.state.digest)).size, consensus).toBe(1);
      expect(all(open.run.trace, accessShown).length, consensus).toBeGreaterThan(0);
      const again = await openToEnd('capacity', {
        scenario, settings: { ...STILL, ...settings }, keepMessages: false });
      expect(prints(again), consensus).toBe(prints(open));
    }
  });
});
