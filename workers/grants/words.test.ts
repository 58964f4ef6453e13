import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoment } from '../kernel/micros.ts';
import { UNLIMITED, provisionsIn } from './provision.ts';
import type { Provision } from './provision.ts';
import { anyProvision } from './testing/twin.ts';
import { provisionWords } from './words.ts';

const say = (provision: Provision): string[] =>
  provisionWords(provision, 'ana', { moment: formatMoment });
const rule = (change: Partial<Provision>): Provision => ({ ...UNLIMITED, ...change });

describe('A grant in words', () => {
  it('names whom, what, what for and until when', () => {
    expect(say(rule({
      actors: [{ kind: 'person', name: 'dr-rivas' }], sections: ['conditions', 'care-plans'],
      purposes: ['TREAT'], endsAtMicros: 3_600_000_000,
    }))).toEqual(['Permits dr-rivas to read ana\u2019s conditions and care plans for treatment, '
      + 'until day 1 01:00.']);
    expect(say(UNLIMITED)).toEqual(['Permits anyone to read all of ana\u2019s chart.']);
  });

  it('says its exceptions, and the exceptions of these', () => {
    expect(say(rule({
      type: 'deny', custodians: ['boise-clinic'],
      exceptions: [rule({ labels: ['PSY', 'R'], purposes: ['ETREAT', 'HPAYMT'], exceptions: [
        rule({ type: 'deny', actors: [{ kind: 'organisation', name: 'reno-labs' }] })] })],
    }))).toEqual([
      'Denies anyone to read all of ana\u2019s chart kept by boise-clinic.',
      'Except: permits records labelled psychiatry and restricted for emergency or payment.',
      'Except from that: denies all of that to anyone at reno-labs.',
    ]);
  });

  it('has one sentence for each of its rules', () => {
    fc.assert(fc.property(anyProvision, (provision) => {
      const sentences = say(provision);
      expect(sentences).toHaveLength(provisionsIn(provision).length);
      for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*[^ .,]\.$/);
    }));
  });
});
