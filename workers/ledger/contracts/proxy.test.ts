import { describe, expect, it } from 'vitest';
import { UNLIMITED } from '../../grants/provision.ts';
import { MORE_CONTRACTS } from './more-contracts.ts';
import { executeAnew, type Execution } from '../execute.ts';
import { SampleNetwork } from '../sample.ts';
import { State } from '../state.ts';
import type { SignedTransaction } from '../transaction.ts';
import { readGrant } from './grant.ts';
import { maySignFor, proxiesOf } from './proxy.ts';

const network = new SampleNetwork(0);
const start = executeAnew(State.empty, [...network.genesis.transactions,
  network.register('boise-clinic', 'maria', 'proxy', 'boise-clinic')],
{ height: 0, timestampMicros: 0 }).state;
const run = (transactions: SignedTransaction[], state = start, timestampMicros = 500): Execution =>
  executeAnew(state, transactions, { height: 9, timestampMicros }, MORE_CONTRACTS);
const say = (action: 'appoint' | 'dismiss', proxy = 'maria', sender = 'ana'): SignedTransaction =>
  network.sign(sender, { contract: 'proxy', action, body: { patient: 'ana', proxy } });
const give = (sender: string): SignedTransaction => network.sign(sender, { contract: 'grant',
  action: 'give', body: { grant: 'g', patient: 'ana', provision: { ...UNLIMITED,
    actors: [{ kind: 'person', name: 'dr-rivas' }], endsAtMicros: 10_000 } } });

describe('A proxy', () => {
  it('may give and revoke grants from her appointment to her dismissal', () => {
    const appointed = run([say('appoint')]);
    expect(appointed.refusals).toEqual([null]);
    expect(maySignFor(appointed.state, 'ana', 'maria')).toBe(true);
    const given = run([give('maria')], appointed.state);
    expect(given.refusals).toEqual([null]);
    expect(run([network.revoke('g', 'maria')], given.state).refusals).toEqual([null]);
    const dismissed = run([say('dismiss')], given.state, 700);
    expect(proxiesOf(dismissed.state, 'ana')).toEqual(
      [{ patient: 'ana', proxy: 'maria', sinceMicros: 500, dismissedAtMicros: 700 }]);
    expect(run([network.revoke('g', 'maria')], dismissed.state).refusals).toEqual(
      ['Only ana or her proxy can revoke grant g, and maria signed.']);
    // What she gave while she was the proxy stands.
    expect(readGrant(dismissed.state, 'g')?.revokedAtMicros).toBeNull();
  });

  it.each([
    [say('appoint', 'maria', 'maria'), 'Only ana says who stands in for her, and maria signed.'],
    [say('appoint', 'dr-rivas'), 'dr-rivas is no registered proxy.'],
    [say('dismiss'), 'maria is not ana\'s proxy.'],
    [give('maria'), 'Only ana or her proxy can give grants on her chart, and maria signed.'],
  ])('is nobody of her own making', (transaction, why) => {
    expect(run([transaction]).refusals).toEqual([why]);
  });

  it('is appointed once, and again after a dismissal', () => {
    expect(run([say('appoint'), say('appoint'), say('dismiss'), say('appoint')]).refusals).toEqual(
      [null, 'maria is already ana\'s proxy.', null, null]);
  });
});
