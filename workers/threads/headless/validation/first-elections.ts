import type { Play } from './play.ts';
import { electionsIn } from './read.ts';

type Experiment = (play: Play) => Promise<number>;

const SERVERS = ['server-1', 'server-2', 'server-3', 'server-4', 'server-5'];
const STARTS = 1_000;
const AVAILSIM_STARTS = 500;

/**
 * A cluster of five starts with some of them down and every timer fresh, each time with another
 * seed: in which term a leader is first elected, and when, in milliseconds from the start.
 */
async function firstElections(play: Play, starts: number, up: number, lines: readonly string[],
): Promise<{ readonly term: number; readonly milliseconds: number }[]> {
  const text = ['scenario "A cluster starts"', 'network', '  consensus raft',
    ...SERVERS.map((name) => `  payer ${name} in us-east`),
    '  set network.cpu ideal', '  set net.bandwidthMbps 1000000', '  set network.clockSkewMillisecondsMax 0',
    '  set consensus.preVote false', ...lines.map((line) => `  ${line}`), '  stop after 20s',
    'story', ...SERVERS.slice(up).map((name) => `  day 1 00:00 ${name} crashes`), ''].join('\n');
  const found: { term: number; milliseconds: number }[] = [];
  for (let seed = 1; seed <= starts; seed += 1) {
    const [first] = electionsIn(await play(text, seed));
    if (first === undefined) throw new Error(`With seed ${seed} nobody was elected within 20 s.`);
    found.push({ term: first.term, milliseconds: first.at / 1_000 });
  }
  return found;
}

/** The share of starts in which nobody wins the first term. */
export const splitVotes = (delayMilliseconds: number): Experiment => async (play) => {
  const found = await firstElections(play, STARTS, 4, [`delay constant ${delayMilliseconds}ms`,
    'set consensus.heartbeatMilliseconds 50', 'set consensus.electionTimeoutMinMilliseconds 100', 'set consensus.electionTimeoutMaxMilliseconds 200']);
  const first = Math.min(...found.map(({ term }) => term));
  return found.filter(({ term }) => term > first).length / found.length;
};

/** The mean time to a leader, under the delays and timeouts of AvailSim's WAN. */
export const availSim = (up: number): Experiment => async (play) => {
  const found = await firstElections(play, AVAILSIM_STARTS, up, ['delay uniform 35ms, spread 5ms',
    'set consensus.heartbeatMilliseconds 150', 'set consensus.electionTimeoutMinMilliseconds 300', 'set consensus.electionTimeoutMaxMilliseconds 600']);
  return found.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / found.length;
};
