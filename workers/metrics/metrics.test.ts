import { describe, expect, it } from 'vitest';
import { accessShown, exposureOpened, grantInForce, grantSubmitted, leakHappened } from '../access/entries.ts';
import { needBegan, needMet } from '../health/entries.ts';
import { MICROS_PER_MINUTE, MICROS_PER_SECOND } from '../kernel/micros.ts';
import { NONE, Trace } from '../kernel/trace.ts';
import type { EntryKind, Values } from '../kernel/trace.ts';
import { blockAppended, transactionTurnedAway } from '../ledger/entries.ts';
import { metricsOf } from './metrics.ts';

function recorder(): { trace: Trace; put: <K extends EntryKind>(kind: K, at: number, values: Values<K>) => void } {
  const trace = new Trace({ keepMessages: false });
  return { trace, put: (kind, at, values) => { trace.record(kind, at, 'x', NONE, NONE, values); } };
}

const need = (id: string) => ({
  need: id, person: 'p', patient: 'ana', sections: 'allergies', purpose: 'treatment',
  withinMicros: MICROS_PER_MINUTE, endsAt: 0,
});

describe('care', () => {
  it('counts needs, met, late and missed, each need once', () => {
    const { trace, put } = recorder();
    for (const id of ['a', 'b', 'c']) put(needBegan, 0, need(id));
    const met = { person: 'p', patient: 'ana' };
    put(needMet, 10, { need: 'a', ...met, waitMicros: MICROS_PER_SECOND });
    put(needMet, 20, { need: 'a', ...met, waitMicros: 5 * MICROS_PER_SECOND });
    put(needMet, 30, { need: 'b', ...met, waitMicros: 2 * MICROS_PER_MINUTE });
    expect(metricsOf(trace, 100, ['x', 'y'])).toMatchObject({
      'care.needs': 3, 'care.met': 2, 'care.late': 1, 'care.missed': 1,
      'care.waitSecondsP50': 120, 'care.waitSecondsP50Censored': 0,
      'care.waitSecondsP95': null, 'care.waitSecondsP95Censored': 1,
    });
  });

  it('has no waiting time where nobody needed anything', () => {
    expect(metricsOf(recorder().trace, 0, [])).toMatchObject({
      'care.needs': 0, 'care.waitSecondsP50': null, 'throughput.tps': null,
    });
  });
});

describe('exposure', () => {
  it('counts distinct pairs of person and chart, and leaks by kind', () => {
    const { trace, put } = recorder();
    put(exposureOpened, 0, { person: 'p', patient: 'ana' });
    put(exposureOpened, 1, { person: 'p', patient: 'ana' });
    put(exposureOpened, 2, { person: 'q', patient: 'ana' });
    const shown = { request: 'r', person: 'p', principal: 'p', patient: 'ana', enabledBy: NONE };
    put(accessShown, 3, { ...shown, section: 'allergies', records: 2 });
    put(accessShown, 4, { ...shown, section: 'claims', records: 1 });
    put(accessShown, 5, { ...shown, person: 'q', section: 'claims', records: 0 });
    const leak = { holder: 'p', owner: 'p', patient: 'ana', section: 'claims', enabledBy: NONE };
    put(leakHappened, 6, { kind: 'stale', record: 'a', ...leak });
    put(leakHappened, 6, { kind: 'stale', record: 'b', ...leak });
    expect(metricsOf(trace, 100, ['x', 'y'])).toMatchObject({
      'exposure.couldReadPairs': 2, 'exposure.didReadPairs': 1, 'leaks.total': 2,
      'leaks.stale': 2, 'leaks.cached': 0,
    });
  });
});

describe('the ledger', () => {
  it('is not fast where a node never hears of a grant', () => {
    const { trace, put } = recorder();
    put(grantSubmitted, 0, { grant: 'g', patient: 'ana', type: 'permit', grantee: 'p',
      sections: 'claims', words: 'Permits.', endsAt: 9, transaction: 't' });
    put(grantInForce, MICROS_PER_SECOND,
      { grant: 'g', node: 'x', patient: 'ana', grantee: 'p', height: 1, enabledBy: NONE });
    expect(metricsOf(trace, 100, ['x', 'y'])).toMatchObject({
      'finality.secondsP50': 1, 'finality.secondsP95': null, 'finality.secondsP95Censored': 1,
    });
  });

  it('has no wait for a grant that was answered with no', () => {
    const { trace, put } = recorder();
    put(grantSubmitted, 0, { grant: 'g', patient: 'ana', type: 'permit', grantee: 'p',
      sections: 'claims', words: 'Permits.', endsAt: 9, transaction: 't' });
    put(transactionTurnedAway, 5, { transaction: 't', sender: 'ana', node: 'x', why: 'An old key.' });
    expect(metricsOf(trace, 100, ['x', 'y'])).toMatchObject({
      'finality.secondsP95': null, 'finality.secondsP95Censored': 0,
    });
  });

  it('counts a block once however many nodes append it, and waits from submission to force', () => {
    const { trace, put } = recorder();
    put(grantSubmitted, 0, { grant: 'g', patient: 'ana', type: 'permit', grantee: 'p',
      sections: 'claims', words: 'Permits.', endsAt: 9, transaction: 't' });
    const block = { height: 1, hash: 'h', parent: '0', proposer: 'x', stateDigest: 's',
      transactions: 3, round: 0 };
    put(blockAppended, MICROS_PER_SECOND, block);
    put(blockAppended, MICROS_PER_SECOND, block);
    const inForce = { grant: 'g', node: 'x', patient: 'ana', grantee: 'p', height: 1, enabledBy: NONE };
    put(grantInForce, MICROS_PER_SECOND, inForce);
    put(grantInForce, 3 * MICROS_PER_SECOND, { ...inForce, node: 'y' });
    expect(metricsOf(trace, 6 * MICROS_PER_SECOND, ['x', 'y'])).toMatchObject({
      'blocks.committed': 1, 'tx.committed': 3, 'throughput.tps': 0.5,
      'finality.secondsP50': 1, 'finality.secondsP95': 3,
    });
  });
});
