import { consensusMined } from '../../../consensus/entries.ts';
import type { Trace } from '../../../kernel/trace.ts';
import type { Play } from './play.ts';
import { loadFinalCount, acceptedCount } from './read.ts';

type Experiment = (play: Play) => Promise<number>;

const MICROS_PER_MILLISECOND = 1_000;

/** Miners under equal conditions; busy ones mine all the time. */
export function miners(
  every: string, lines: readonly string[], story: readonly string[] = [], isBusy = true,
): string {
  return ['scenario "A row of the validation"', 'network', `  consensus nakamoto, block every ${every}`,
    '  set network.cpu ideal', '  set net.bandwidthMbps 1000000', '  set network.clockSkewMillisecondsMax 0',
    `  set consensus.emptyBlocks ${isBusy}`, ...lines.map((line) => `  ${line}`),
    ...story.length === 0 ? [] : ['story', ...story.map((line) => `  ${line}`)], ''].join('\n');
}

/** The blocks that were found: when, and by whom. */
function minedIn(trace: Trace): { readonly at: number; readonly who: string }[] {
  const found: { at: number; who: string }[] = [];
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, consensusMined)) found.push({ at: trace.at(row), who: trace.entity(row) });
  }
  return found;
}

const gapsOf = async (play: Play): Promise<number[]> => {
  const at = minedIn(await play(miners('60s', ['validators 4', 'delay constant 1ms', 'stop after 1000 blocks'])))
    .map((block) => block.at);
  return at.slice(1).map((moment, index) => moment - at[index]!);
};

export const mean: Experiment = async (play) => {
  const gaps = await gapsOf(play);
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length / MICROS_PER_MILLISECOND;
};

export const longerThanMean: Experiment = async (play) => {
  const gaps = await gapsOf(play);
  return gaps.filter((gap) => gap > 60_000 * MICROS_PER_MILLISECOND).length / gaps.length;
};

export const shareOfLargest: Experiment = async (play) => {
  const found = minedIn(await play(miners('60s', ['payer largest in us-east',
    ...[1, 2, 3].map((each) => `payer other-${each} in us-east`), 'delay constant 1ms',
    'set consensus.largestMinerPercent 40', 'stop after 1000 blocks'])));
  return found.filter(({ who }) => who === 'largest').length / found.length;
};

/** Of all blocks found, those that did not stay in the chain. */
export const staleShare: Experiment = async (play) => {
  const trace = await play(miners('30s', ['validators 8', 'delay constant 2500ms',
    'set consensus.confirmationBlocks 100', 'stop after 1400 blocks']));
  const found = minedIn(trace).length;
  // What is decided, and the hundred blocks on top of it.
  return 1 - (1_400 + 99) / found;
};

export const goesOnAlone: Experiment = async (play) => {
  const trace = await play(miners('2s', [1, 2, 3, 4].map((each) => `payer member-${each} in us-east`).concat(
    'delay constant 20ms', 'stop after 30m',
  ), [...[2, 3, 4].map((each) => `day 1 00:00 member-${each} crashes`),
    'day 1 00:00 clients send 1 tx/min for 601s, evenly'], false));
  return loadFinalCount(trace) / acceptedCount(trace);
};

/** Who found each block while one is cut off from the other; played once for all rows. */
async function secretChains(play: Play): Promise<readonly (readonly { readonly who: string }[])[]> {
  let chains = CHAINS.get(play);
  if (chains === undefined) {
    chains = Promise.all(SEEDS.map(async (seed) => minedIn(await play(miners('2s',
      ['payer merchant in us-east', 'payer attacker in us-west', 'delay constant 1ms',
        'set consensus.largestMinerPercent 90', 'set consensus.confirmationBlocks 1', 'stop after 36000 blocks'],
      ['day 1 00:00 link merchant attacker is cut']), seed))));
    CHAINS.set(play, chains);
  }
  return chains;
}

const CHAINS = new WeakMap<Play, ReturnType<typeof secretChains>>();

/** From so far behind the attacker comes back in (1/9)^13 of all cases. */
const HOPELESS = 12;
const SEEDS = [1, 2, 3, 4, 5, 6];

/**
 * An attacker with a tenth of the work, cut off from everybody, mines a chain of its own. Mining has
 * no memory, so one long run is many attacks one after another: each begins where the last one has
 * been won, or lost beyond hope, and is won when the secret chain is longer once the merchant has
 * `wait` blocks. `ahead` is how many blocks it has mined before.
 */
export const doubleSpend = (wait: number, ahead: number): Experiment => async (play) => {
  let [attacks, won] = [0, 0];
  for (const found of await secretChains(play)) {
    let [honest, secret] = [0, ahead];
    for (const { who } of found) {
      if (who === 'merchant') honest += 1;
      else secret += 1;
      const isWon = honest >= wait && secret > honest;
      if (!isWon && honest - secret <= HOPELESS) continue;
      attacks += 1;
      won += isWon ? 1 : 0;
      [honest, secret] = [0, ahead];
    }
  }
  return won / attacks;
};
