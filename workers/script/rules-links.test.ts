import { expect, it } from 'vitest';
import { parseScenario } from './parse.ts';

const sentences = (network: string, line: string): readonly string[] => parseScenario(
  `scenario "One place"\nnetwork\n${network}\nstory\n  day 1 09:00 ${line}\n`,
).problems.map(({ sentence }) => sentence);
const TOGETHER = '  clinic boise-clinic in us-west\n  lab reno-labs in us-west';

it('a region in which all members are can be cut from nobody', () => {
  expect(sentences(TOGETHER, 'us-west is cut from all for 5m')).toEqual([
    'Every member is in us-west, so that there is nobody to cut it from. Cut a member from all, such '
    + 'as boise-clinic, or put one elsewhere.']);
  expect(sentences(`${TOGETHER}\n  payer state-payer in us-east`, 'us-west is cut from all for 5m')).toEqual([]);
  expect(sentences(TOGETHER, 'boise-clinic is cut from all for 5m')).toEqual([]);
});

it('a region in which nobody is cannot be cut off either, as a whole text alone can show', () => {
  expect(sentences(TOGETHER, 'eu-central is cut from all')).toEqual([
    'No member is in eu-central, so that nobody would notice that it is cut off. Members are in us-west.']);
  expect(sentences('  frob', 'eu-central is cut from all')).toHaveLength(1);
});

it('anonymous validators stand where the members stand', () => {
  expect(sentences(`${TOGETHER}\n  validators 4`, 'us-west is cut from all')).toHaveLength(1);
});
