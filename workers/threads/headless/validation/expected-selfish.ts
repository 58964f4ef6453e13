import type { ExpectedRow } from './expected-row.ts';

const SOURCE = 'Eyal and Sirer, Majority is not Enough: Bitcoin Mining is Vulnerable (2014), equation 8: '
  + '[a(1 - a)²(4a + g(1 - 2a)) - a³] / [1 - a(1 + (2 - a)a)]';

/** Equation 8: the selfish pool's part of the blocks that stay; `a` of the work, `g` of the rest on its side. */
function revenue(a: number, g: number): number {
  return (a * (1 - a) ** 2 * (4 * a + g * (1 - 2 * a)) - a ** 3) / (1 - a * (1 + (2 - a) * a));
}

/**
 * Ninety-nine in a hundred runs of 20,000 blocks of the paper's own state machine, played apart from
 * the product, lie within 5.5 % of the formula at the least regular of these points. At each of them
 * an honest miner's part, which is its work, lies further off than that: nobody passes by honesty.
 */
const WITHIN_PERCENT = 5.5;

const POINTS = [
  [25, '0', 0, 'none'], [30, 'half', 0.5, 'half'], [33, 'half', 0.5, 'half'], [40, '0', 0, 'none'],
  [40, 'half', 0.5, 'half'],
] as const;

export function selfishMining(): ExpectedRow[] {
  return POINTS.map(([percent, id, gamma, whose]): ExpectedRow => ({
    id: `nakamoto-selfish-${percent}-${id}`, protocol: 'nakamoto', source: SOURCE,
    what: `share of the blocks that stay of one who mines selfishly with ${percent} % of the work, ${whose} of `
      + 'the others on its branch in a race, 20,000 blocks',
    expected: revenue(percent / 100, gamma), unit: 'share',
    tolerance: { is: 'percent', percent: WITHIN_PERCENT },
  }));
}
