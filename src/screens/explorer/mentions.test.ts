import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesOf, piecesOf } from './mentions.ts';

const NAMES = namesOf({
  members: [{ name: 'tampa-general', kind: 'hospital', region: 'us-east', place: 'Virginia' }],
  patients: [{ name: 'ana', chartName: 'Sofia Koepp', records: 3, at: 0 }],
  people: [{ name: 'porter', role: 'staff', member: 0 }], workstations: [{ name: 'ward-3', member: 0 }],
} as unknown as Parameters<typeof namesOf>[0], [
  { kind: 'grant', id: 'ana-grant-dr-rivas-day-3-11.00', label: 'ana-grant-dr-rivas-day-3-11.00' },
]);
const linksIn = (sentence: string): string[] => piecesOf(sentence, NAMES)
  .flatMap((piece) => (typeof piece === 'string' ? [] : [`${piece.kind} ${piece.id} as ${piece.label}`]));

describe('a sentence', () => {
  it('has links where it names a patient, a person, a place, a grant or a block', () => {
    expect(linksIn('At ward-3, porter reads ana’s allergies.')).toEqual(
      ['member tampa-general as ward-3', 'member tampa-general as porter', 'chart ana as ana']);
    expect(linksIn('At tampa-general, ana-grant-dr-rivas-day-3-11.00 is in force (block 15).')).toEqual(
      ['member tampa-general as tampa-general', 'grant ana-grant-dr-rivas-day-3-11.00 as ana-grant-dr-rivas-day-3-11.00',
        'block 15 as block 15']);
  });

  it('has none in the middle of a word, and knows a name at its end', () => {
    expect(linksIn('banana, ana-lysis, anaphora')).toEqual([]);
    expect(linksIn('It goes to ana.')).toEqual(['chart ana as ana']);
  });

  it('knows a validator that the script only counts', () => {
    const names = new Map([['validator 2', { kind: 'member', id: 'validator 2', label: 'validator 2' } as const]]);
    expect(piecesOf('validator 2 proposes block 3.', names).map((piece) => (typeof piece === 'string' ? piece : piece.kind)))
      .toEqual(['member', ' proposes ', 'block', '.']);
  });

  it('is whole again when its pieces are joined', () => {
    const word = fc.oneof(fc.constantFrom('ana', 'porter', 'block 3', '.', '-', '<b>', '’s', ' '), fc.string());
    fc.assert(fc.property(fc.array(word), (parts) => {
      const sentence = parts.join('');
      expect(piecesOf(sentence, NAMES).map((piece) => (typeof piece === 'string' ? piece : piece.label)).join(''))
        .toBe(sentence);
    }));
  });
});
