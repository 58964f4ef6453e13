import { describe, expect, it } from 'vitest';
import { accessShown } from '../../workers/access/entries.ts';
import { consensusRoundChanged } from '../../workers/consensus/entries.ts';
import { createSha256 } from '../../workers/crypto/hash.ts';
import { MICROS_PER_HOUR, MICROS_PER_MINUTE, MICROS_PER_SECOND } from '../../workers/kernel/micros.ts';
import { blockAppended } from '../../workers/ledger/entries.ts';
import { netHealedOneWay, netImpaired, netRestored } from '../../workers/net/entries.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

const CAST = `
scenario "Links that are there and bad"
network
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
  payer    state-payer    in us-east
  lab      reno-labs      in us-west
  pharmacy corner-pharmacy in us-west, client
people
  patient   ana       at boise-clinic, chart "synthea/Norma_Pagan"
  clinician dr-chen   physician at boise-clinic
  clinician dr-rivas  cardiologist at tampa-general
  workstation ward-3  at tampa-general
story
`;

/** A grant and its revocation every few minutes: blocks to agree on while the link is bad. */
const GRANTS = Array.from({ length: 6 }, (_, index) => [
  `  day 1 09:${`${index * 8}`.padStart(2, '0')}  ana grants dr-rivas ana/allergies for 24h`,
  `  day 1 09:${`${index * 8 + 4}`.padStart(2, '0')}  ana revokes dr-rivas`,
].join('\n')).join('\n');

async function play(story: string, settings: Record<string, string | number> = {}): Promise<OpenRun> {
  return openToEnd('faults', { scenario: { text: CAST + story }, settings });
}

const heights = (open: OpenRun): number[] => open.run.world.nodes.map((node) => node.replica.height);

describe('a link that loses messages', () => {
  const LOSSY = `
  day 1 08:59  link us-west us-east loses 40% for 1h
${GRANTS}
  day 1 11:00  ana grants dr-rivas for 24h
  day 1 11:10  dr-rivas asks for ana/allergies at ward-3`;

  it('costs round changes, and every node agrees once messages pass again', async () => {
    const open = await play(LOSSY);
    const { trace } = open.run;
    expect(trace.messages.lostCount).toBeGreaterThan(50);
    expect(all(trace, consensusRoundChanged).length).toBeGreaterThan(0);
    expect(all(trace, accessShown)).toHaveLength(1);
    expect(new Set(heights(open)).size).toBe(1);
    expect(new Set(open.run.world.nodes.map((node) => node.replica.state.digest)).size).toBe(1);
    expect(open.summary(0).metrics['net.messagesLost']).toBe(trace.messages.lostCount);
  });

  it('is the same run twice, and with messages only counted', async () => {
    const fingerprint = async (keepMessages: boolean): Promise<string> =>
      (await openToEnd('faults', { scenario: { text: CAST + LOSSY }, keepMessages }))
        .run.trace.fingerprint(createSha256());
    expect(await fingerprint(false)).toBe(await fingerprint(true));
  });

  it('says when it begins and ends, and is worth a mark', async () => {
    const open = await play('  day 1 09:00  link us-west to tampa-general loses 5% for 10m');
    expect(all(open.run.trace, netImpaired)).toMatchObject([
      { at: 9 * MICROS_PER_HOUR, a: 'us-west', b: 'tampa-general', oneWay: 1, fault: 'loss', share: 50_000 }]);
    expect(all(open.run.trace, netRestored).map(({ at }) => at))
      .toEqual([9 * MICROS_PER_HOUR + 10 * MICROS_PER_MINUTE]);
    expect(open.summary(0).marks.filter(({ kind }) => kind === 'link').map(({ sentence }) => sentence))
      .toEqual(['From us-west to tampa-general about 5 % of messages are lost.',
        'From us-west to tampa-general messages are no longer lost.']);
  });
});

describe('a link that doubles and reorders', () => {
  it('changes nothing that anyone agreed on', async () => {
    const open = await play(`
  day 1 08:59  link us-west us-east duplicates 50%
  day 1 08:59  link us-west us-east reorders 50% by 400ms
${GRANTS}
  day 1 11:00  ana grants dr-rivas for 24h`);
    expect(open.run.trace.counted.get('net.messagesDoubled')).toBeGreaterThan(50);
    expect(new Set(heights(open))).toEqual(new Set([13]));
    expect(new Set(open.run.world.nodes.map((node) => node.replica.state.digest)).size).toBe(1);
  });

  it('leaves a client whole, which asks for the blocks that were overtaken or lost', async () => {
    const open = await play(`
  day 1 08:59  link reno-labs corner-pharmacy loses 60%
  day 1 08:59  link boise-clinic corner-pharmacy loses 60%
${GRANTS}
  day 1 10:00  link reno-labs corner-pharmacy is healed
  day 1 10:00  link boise-clinic corner-pharmacy is healed
  day 1 11:00  ana grants dr-rivas for 24h`);
    expect(open.run.trace.messages.lostCount).toBeGreaterThan(2);
    expect(new Set(heights(open))).toEqual(new Set([13]));
  });
});

describe('a link cut one way', () => {
  it('lets the other way pass, and heals by itself', async () => {
    const open = await play(`
  day 1 09:00  link tampa-general to us-west is cut for 15m
  day 1 09:01  ana grants dr-rivas for 24h`);
    const blocks = all(open.run.trace, blockAppended);
    const first = Math.min(...blocks.map(({ at }) => at));
    // Three of four still hear one another: the block does not wait for the link.
    expect(first).toBeLessThan(9 * MICROS_PER_HOUR + 2 * MICROS_PER_MINUTE);
    expect(all(open.run.trace, netHealedOneWay).map(({ at }) => at))
      .toEqual([9 * MICROS_PER_HOUR + 15 * MICROS_PER_MINUTE]);
    expect(new Set(heights(open)).size).toBe(1);
  });
});

describe('the settings of the network', () => {
  const STORY = `  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  dr-rivas asks for ana/allergies at ward-3`;
  const final = (open: OpenRun): number =>
    Math.max(...all(open.run.trace, blockAppended).map(({ at }) => at)) - 9 * MICROS_PER_HOUR;
  const still = { 'net.jitterPercent': 0, 'net.delay': 'constant', 'consent.responseSecondsMedian': 0 };

  it('agree under every law and table of delays, and a slower table is slower', async () => {
    for (const law of ['constant', 'normal', 'log-normal', 'pareto']) {
      const open = await play(STORY, { 'net.delay': law, 'net.jitterPercent': 30 });
      expect(all(open.run.trace, accessShown)).toHaveLength(1);
    }
    const [aws, simblock] = [await play(STORY, still),
      await play(STORY, { ...still, 'net.latency': 'simblock-2015' })];
    expect(new Set(heights(simblock)).size).toBe(1);
    expect(final(simblock)).not.toBe(final(aws));
  });

  it('charge a processor for signatures: later than ideal, and by no more than they take', async () => {
    const [ideal, published] = [await play(STORY, still),
      await play(STORY, { ...still, 'network.cpu': 'published' })];
    expect(final(published)).toBeGreaterThan(final(ideal));
    expect(final(published)).toBeLessThan(final(ideal) + MICROS_PER_SECOND / 10);
    expect(heights(published)).toEqual(heights(ideal));
  });

  it('make a narrow uplink late for everyone', async () => {
    const narrow = await play(STORY, { ...still, 'net.uplinkMbps': 0.05 });
    expect(final(narrow)).toBeGreaterThan(final(await play(STORY, still)));
    expect(new Set(heights(narrow)).size).toBe(1);
  });
});
