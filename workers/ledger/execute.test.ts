import { describe, expect, it } from 'vitest';
import { freezeDeep } from '../crypto/freeze.ts';
import { InvariantError } from '../kernel/assert.ts';
import { execute, executeAnew } from './execute.ts';
import { SampleNetwork } from './sample.ts';
import { State } from './state.ts';

const network = new SampleNetwork(2);
const start = executeAnew(State.empty, network.genesis.transactions,
  { height: 0, timestampMicros: 0 }).state;

describe('executing transactions', () => {
  it('lets each see what those before it wrote', () => {
    const { refusals } = executeAnew(start,
      [network.revoke('g'), network.give('g'), network.revoke('g')],
      { height: 1, timestampMicros: 1 });
    expect(refusals).toEqual(['There is no grant g to revoke.', null, null]);
  });

  it('writes nothing for a refused transaction', () => {
    const { state, refusals } = executeAnew(start, [network.give('g', 'porter')],
      { height: 1, timestampMicros: 1 });
    expect(refusals[0]).toContain('Only ana');
    expect(state.digest).toBe(start.digest);
  });

  it('refuses a call that no contract has, and one that is too large', () => {
    const odd = network.sign('ana', { contract: 'lottery', action: 'draw', body: {} } as never);
    const large = network.give('g', 'ana', ['x'.repeat(20_000)]);
    expect(executeAnew(start, [odd, large], { height: 1, timestampMicros: 1 }).refusals).toEqual([
      'There is no contract call lottery.draw.', 'A transaction is at most 16384 bytes.']);
  });

  it('stops where a contract is called that was not fetched, rather than refuse what it would not', () => {
    const appoint = network.sign('ana',
      { contract: 'proxy', action: 'appoint', body: { patient: 'ana', proxy: 'dr-rivas' } });
    expect(() => executeAnew(start, [appoint], { height: 1, timestampMicros: 1 })).toThrow(InvariantError);
  });

  it('remembered and anew are the same', () => {
    const list = freezeDeep(
      [network.give('a'), network.give('b', 'porter'), network.enrol('ana', 'tampa-general')]);
    const remembered = execute(start, list, 1, 5);
    const anew = executeAnew(start, list, { height: 1, timestampMicros: 5 });
    expect(execute(start, list, 1, 5)).toBe(remembered);
    expect(remembered.state.digest).toBe(anew.state.digest);
    expect(remembered.refusals).toEqual(anew.refusals);
  });

  it('is not remembered for another time, height, state or list', () => {
    const list = freezeDeep([network.give('a')]);
    const digestAfter = (...args: Parameters<typeof execute>): string =>
      execute(...args).state.digest;
    const other = start.with([{ key: 'x', value: 1 }]);
    const again = (): string => digestAfter(start, list, 1, 5);
    const digest = again();
    expect(digestAfter(start, list, 1, 6)).not.toBe(digest);
    expect(again()).toBe(digest);
    expect(digestAfter(start, list, 2, 5)).not.toBe(digest);
    expect(again()).toBe(digest);
    expect(digestAfter(start, freezeDeep([network.give('b')]), 1, 5)).not.toBe(digest);
    expect(again()).toBe(digest);
    expect(digestAfter(other, list, 1, 5)).not.toBe(digest);
  });

  it('is not remembered for a list that can still change', () => {
    const list = [network.give('a')];
    const { digest } = execute(start, list, 1, 5).state;
    list.pop();
    expect(execute(start, list, 1, 5).state.digest).toBe(start.digest);
    expect(digest).not.toBe(start.digest);
  });
});
