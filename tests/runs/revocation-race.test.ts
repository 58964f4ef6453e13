/** The race of a withdrawal: one row worked out by hand (docs/VALIDATION.md), and what all must obey. */
import { describe, expect, it } from 'vitest';
import { main } from '../../workers/threads/headless/main.ts';
import { racesIn } from '../../workers/threads/headless/race-table.ts';
import type { Race } from '../../workers/threads/headless/race-table.ts';
import { revocationLags } from '../../workers/metrics/revocation.ts';
import { PROTOCOLS } from '../../workers/settings/protocols.ts';
import { openToEnd } from './open.ts';

const NAME = 'revocation-race';
const NODES = ['chesapeake-general', 'liffey-hospital', 'main-klinik', 'sumida-hospital'];
/** When the links of the third and the fourth day heal, in seconds after the withdrawal. */
const HEALS_AFTER = 540;

describe('the withdrawal while all links are whole, under QBFT with a block every 2 s', () => {
  it('opens the chart for as long as worked out by hand, to the microsecond', async () => {
    const { run } = await openToEnd(NAME);
    const lags = revocationLags(run.trace).filter(({ grant }) => grant === 'marek-grant-dr-walsh-day-1-09.00');
    const open = Object.fromEntries(lags.map(({ node, openMicros }) => [node, openMicros]));
    expect(open).toEqual({
      'chesapeake-general': 1_731_556, 'liffey-hospital': 1_697_006, 'main-klinik': 1_692_956,
      'sumida-hospital': 1_789_356,
    });
  });

  it('needs a quorum of three: with two or four votes the figures are others', () => {
    expect(byHand(3)).toEqual([1_731_556, 1_697_006, 1_692_956, 1_789_356]);
    for (const quorum of [2, 4]) {
      byHand(quorum).forEach((micros, node) => expect(micros).not.toBe(byHand(3)[node]));
    }
  });
});

/** Those that decide by votes of a quorum: whoever is cut off from one hears of nothing. */
const BY_QUORUM = ['qbft', 'raft', 'pbft', 'tendermint', 'hotstuff'];

describe.each(BY_QUORUM)('the table under %s', (consensus) => {
  const races = async (block: number): Promise<Race[]> => {
    const open = await openToEnd(NAME, { settings: {
      'network.consensus': consensus, 'consensus.blockIntervalSeconds': block } });
    return racesIn(open.summary(0), open.run.trace);
  };

  it('has a row a withdrawal, with its partition, and a figure for every node', async () => {
    const rows = await races(2);
    expect(rows.map(({ partition }) => partition)).toEqual([
      'whole', 'us-east eu-west eu-central | ap-tokyo', 'us-east ap-tokyo | eu-west eu-central']);
    for (const { secondsStillOpen } of rows) {
      expect(Object.keys(secondsStillOpen)).toEqual(NODES);
      expect(Object.values(secondsStillOpen).every((seconds) => seconds !== null)).toBe(true);
    }
  });

  it('has nobody cut off hear of it before the link heals, and a majority decide before', async () => {
    const [, tokyo, ocean] = await races(2);
    expect(tokyo?.secondsStillOpen['sumida-hospital']).toBeGreaterThan(HEALS_AFTER);
    for (const node of NODES.slice(0, 3)) {
      expect(tokyo?.secondsStillOpen[node]).toBeLessThan(HEALS_AFTER);
    }
    for (const node of NODES) expect(ocean?.secondsStillOpen[node]).toBeGreaterThan(HEALS_AFTER);
  });

  it('never has a whole network wait longer than an interval and a round of it', async () => {
    for (const block of [1, 2, 5]) {
      const [whole] = await races(block);
      for (const seconds of Object.values(whole?.secondsStillOpen ?? {})) {
        expect(seconds).toBeLessThan(block + 1);
      }
    }
  });
});

describe('sim races', () => {
  it('prints a row for every consensus, interval and withdrawal', async () => {
    const { code, out } = await sim('races', NAME);
    expect(code).toBe(0);
    const rows = out.split('\n').filter((line) => PROTOCOLS.includes(line.split(' ')[0] ?? ''));
    expect(rows).toHaveLength(PROTOCOLS.length * 3 * 3);
    const row = rows.find((line) => /^qbft +2s +whole/.test(line));
    expect(row?.split(/ {2,}/)).toEqual(
      ['qbft', '2s', 'whole', 'marek-grant-dr-walsh-day-1-09.00', '1.731', '1.697', '1.692', '1.789']);
  });

  it('gives the same as rows for programs', async () => {
    const { out } = await sim('races', NAME, '--vary', 'network.consensus=raft', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject([{ consensus: 'raft' }, {}, {}]);
  });

  it.each([
    [['races', 'insider-breach'], /nobody withdraws a grant that is in force/],
    [['races', NAME, '--vary', 'network.consensus'], /path=value,value/],
    [['races', NAME, '--vary', 'network.consensus=qbft,rabbit'], /raft/],
    [['races', NAME, '--vary', 'network.consensus=qbft', '--vary', 'network.consensus=raft'], /twice/],
    [['races', NAME, '--vary', `net.jitterPercent=${[...Array(65).keys()].join(',')}`], /65 runs/],
  ])('says what is wrong: %j', async (words, sentence) => {
    const { code, err } = await sim(...words);
    expect(code).toBe(1);
    expect(err).toMatch(sentence);
  });
});

async function sim(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await main(words, {
    out: (text) => { out += text; }, err: (text) => { err += text; }, seconds: () => 0, cpuSeconds: () => 0,
  });
  return { code, out, err };
}

/** docs/VALIDATION.md in a few lines; it knows nothing of the engine. Microseconds. */
function byHand(quorum: number): number[] {
  const oneWay = [
    [0, 40_301, 44_351, 72_651], [40_301, 0, 9_801, 106_201],
    [44_351, 9_801, 0, 118_251], [72_651, 106_201, 118_251, 0],
  ];
  const everyone = [0, 1, 2, 3];
  const delay = (from: number, to: number): number => oneWay[from]?.[to] ?? NaN;
  const nth = (times: number[]): number => times.sort((a, b) => a - b)[quorum - 1] ?? NaN;
  const decided = (leader: number): number[] => {
    const proposed = everyone.map((node) => delay(leader, node));
    const heard = (spoken: number[], node: number): number => Math.max(proposed[node] ?? NaN,
      nth(everyone.map((peer) => (spoken[peer] ?? NaN) + delay(peer, node))));
    const prepared = everyone.map((node) => heard(proposed, node));
    return everyone.map((node) => heard(prepared, node));
  };
  const looksAgain = 2_000_000 + (decided(1)[2] ?? NaN);
  return decided(2).map((micros) => looksAgain + micros - 500_000);
}
