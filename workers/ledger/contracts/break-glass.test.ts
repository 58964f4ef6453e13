import { describe, expect, it } from 'vitest';
import { utf8 } from '../../crypto/canonical.ts';
import { sha256 } from '../../crypto/hash.ts';
import { MORE_CONTRACTS } from './more-contracts.ts';
import { executeAnew } from '../execute.ts';
import { SampleNetwork } from '../sample.ts';
import { State } from '../state.ts';
import type { SignedTransaction } from '../transaction.ts';
import { glassesOf } from './break-glass.ts';

const network = new SampleNetwork(0);
const start = executeAnew(State.empty, network.genesis.transactions,
  { height: 0, timestampMicros: 0 }).state;
const terms = {
  glass: 'request-4', patient: 'ana', person: 'dr-rivas', sections: ['allergies'],
  reasonCommitment: sha256(utf8('salt and reason')),
};
const declare = (change: object = {}, sender = 'tampa-general'): SignedTransaction =>
  network.sign(sender, {
    contract: 'break-glass', action: 'declare', body: { ...terms, ...change },
  });
const run = (...transactions: SignedTransaction[]): ReturnType<typeof executeAnew> =>
  executeAnew(start, transactions, { height: 5, timestampMicros: 700 }, MORE_CONTRACTS);

describe('declaring broken glass', () => {
  it('is kept where the patient finds it, with who answers for it', () => {
    const { state, refusals } = run(declare());
    expect(refusals).toEqual([null]);
    expect(glassesOf(state, 'ana')).toEqual(
      [{ ...terms, organisation: 'tampa-general', declaredAtMicros: 700, height: 5 }]);
    expect(glassesOf(start, 'ana')).toEqual([]);
  });

  it('is the act of the organisation that answers for the person, and of no other', () => {
    for (const other of ['boise-clinic', 'dr-rivas', 'ana', 'mallory']) {
      expect(run(declare({}, other)).refusals).toEqual(
        [`Only tampa-general answers for dr-rivas and can declare it, and ${other} signed.`]);
    }
  });

  it.each([
    [{ patient: 'porter' }, 'porter is not a registered patient.'],
    [{ person: 'mallory' }, 'mallory is not registered.'],
    [{ person: 'ana' }, 'ana works nowhere on the network and cannot break the glass.'],
    [{ sections: [] },
      'break-glass.declare needs sections to be a list of texts, at least one and none twice.'],
    [{ sections: Array.from({ length: 101 }, (_, n) => `s${n}`) },
      'One declaration names at most 100 sections.'],
    [{ reasonCommitment: 'unconscious' },
      'break-glass.declare needs reasonCommitment to be a SHA-256 in 64 lower-case hexadecimal digits.'],
    [{ reason: 'unconscious' }, 'break-glass.declare has no field reason.'],
  ])('with %j is refused with a reason', (change, why) => {
    expect(run(declare(change)).refusals).toEqual([why]);
  });

  it('happens once under one name', () => {
    expect(run(declare(), declare()).refusals).toEqual(
      [null, 'tampa-general has declared request-4 already.']);
  });
});
