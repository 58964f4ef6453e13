import { describe, expect, it } from 'vitest';
import { MORE_CONTRACTS } from './more-contracts.ts';
import { executeAnew } from '../execute.ts';
import { SampleNetwork } from '../sample.ts';
import { State } from '../state.ts';

const network = new SampleNetwork(4);
const start = executeAnew(State.empty, network.genesis.transactions,
  { height: 0, timestampMicros: 0 }).state;

function refusalOf(body: object, sender = 'boise-clinic'): string | null | undefined {
  const signed = network.sign(sender, { contract: 'do-nothing', action: 'run', body } as never);
  const { state, refusals } = executeAnew(start, [signed], { height: 1, timestampMicros: 1 }, MORE_CONTRACTS);
  expect(state.digest).toBe(start.digest);
  return refusals[0];
}

describe('the contract that does nothing', () => {
  it('is executed and changes no state', () => {
    expect(refusalOf({ load: 1, number: 1, padding: '' })).toBeNull();
    expect(refusalOf({ load: 1, number: 2, padding: '.'.repeat(10_000) })).toBeNull();
  });

  it.each([
    [{ load: 1, number: 1 }, /needs padding/],
    [{ load: -1, number: 1, padding: '' }, /needs load to be a whole number/],
    [{ load: 1, number: 1, padding: 7 }, /padding to be a text/],
    [{ load: 1, number: 1, padding: '', more: 1 }, /has no field more/],
  ])('refuses %j', (body, sentence) => {
    expect(refusalOf(body)).toMatch(sentence);
  });

  it('is for members alone', () => {
    expect(refusalOf({ load: 1, number: 1, padding: '' }, 'ana')).toMatch(/ana is none/);
  });
});
