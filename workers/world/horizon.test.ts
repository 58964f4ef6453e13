import { expect, it } from 'vitest';
import { MICROS_PER_DAY, MICROS_PER_HOUR } from '../kernel/micros.ts';
import { parseScenario } from '../script/parse.ts';
import { endOf } from './horizon.ts';

it.each(['turns silent for 30h', 'turns slow by 2s for 30h', 'pauses for 30h', 'works 3 times slower for 30h'])(
  'a run lasts as long as what its last act set off: a node that %s', (what) => {
    const parsed = parseScenario(`scenario "One of four"
seed 1

network
  consensus qbft
  clinic   boise-clinic   in us-west
  clinic   mesa-clinic    in us-west
  hospital tampa-general  in us-east
  lab      reno-labs      in us-west

story
  day 2 00:00  boise-clinic ${what}
`);
    expect(parsed.problems).toEqual([]);
    expect(endOf(parsed.scenario!, MICROS_PER_HOUR)).toBe(MICROS_PER_DAY + 31 * MICROS_PER_HOUR);
  });
