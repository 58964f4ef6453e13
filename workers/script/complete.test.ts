import { describe, expect, it } from 'vitest';
import { COMPLETIONS_MAX, complete } from './complete.ts';
import {
  PURPOSE_WORDS, REGION_WORDS, SECTION_WORDS, SENSITIVITY_WORDS,
} from './vocabulary.ts';
import { CHARTS, EXAMPLE } from './testing/example.ts';

/** What is offered where `|` stands. */
function labels(marked: string): string[] {
  const offset = marked.indexOf('|');
  const { options } = complete(marked.replace('|', ''), offset, { charts: CHARTS });
  return options.map(({ label }) => label);
}

const inStory = (line: string): string[] => (
  labels(EXAMPLE.replace('\nexpect', `  ${line}\n\nexpect`)));
const instead = (right: string, typed: string): string[] => labels(EXAMPLE.replace(right, typed));

describe('completion', () => {
  it('begins a text with the words of the top and the headings', () => {
    expect(labels('|')).toEqual(
      ['scenario', 'seed', 'starts', 'network', 'people', 'story', 'expect']);
    expect(labels('sce|')).toEqual(['scenario']);
  });

  it('begins a line of the story with a moment that is not before the line above', () => {
    expect(inStory('|').slice(0, 2)).toEqual(['day 4 08:00 ', 'when asked ']);
    expect(labels('story\n  |')[0]).toBe('day 1 09:00 ');
  });

  it('offers after a patient what patients do, after a person what people do', () => {
    expect(inStory('day 5 09:00 ana |')).toEqual([
      'moves', 'grants', 'denies', 'revokes', 'extends', 'no', 'appoints', 'dismisses', 'loses', 'gets',
      'asks']);
    expect(inStory('day 5 09:00 porter |')).toEqual([
      'needs', 'asks', 'leaves', 'sits', 'signs', 'locks', 'closes', 'looks', 'grants', 'revokes',
      'finds', 'uses', 'breaks', 'writes', 'amends', 'keeps']);
  });

  it('offers names of the kind that belongs there', () => {
    expect(inStory('when asked ana grants |')).toEqual(['anyone', 'boise-clinic', 'tampa-general',
      'state-payer', 'reno-labs', 'dr-rivas', 'porter']);
    expect(inStory('day 5 09:00 ana moves to |'))
      .toEqual(['boise-clinic', 'tampa-general', 'state-payer', 'reno-labs']);
    expect(instead('boise-clinic   in us-west', 'boise-clinic   in |')).toEqual(REGION_WORDS);
  });

  it('offers the sections of the only patient, or of the one whose name is typed', () => {
    expect(inStory('day 5 09:00 porter asks for |'))
      .toEqual(SECTION_WORDS.map((section) => `ana/${section}`));
    expect(inStory('day 5 09:00 porter asks for ana/allergies, ana/me|'))
      .toEqual(['ana/medications']);
    const ben = '  patient ben at tampa-general, chart "synthea/x"';
    const two = EXAMPLE.replace('  staff', `${ben}\n  staff`);
    expect(labels(two.replace('asks for ana/allergies', 'asks for |'))).toEqual(['ana/', 'ben/']);
  });

  it('offers what a grant is for and what it keeps back, and no purpose twice over', () => {
    expect(inStory('day 5 09:00 ana grants dr-rivas for |')).toEqual(PURPOSE_WORDS);
    expect(inStory('day 5 09:00 ana grants dr-rivas for treatment f|')).toEqual(['for']);
    expect(inStory('day 5 09:00 ana grants dr-rivas for 24h except |')).toEqual(SENSITIVITY_WORDS);
    expect(inStory('day 5 09:00 ana denies porter about h|')).toEqual(['hiv']);
    expect(inStory('day 5 09:00 ana denies porter |')).toEqual(
      [...SECTION_WORDS.map((section) => `ana/${section}`), 'about', 'for', 'except']);
  });

  it('offers charts, settings and their values', () => {
    expect(instead('"synthea/Sofia_Koepp"', '|')).toEqual(CHARTS.map((chart) => `"${chart}"`));
    expect(instead('access patient-grant', 'set net.|')).toEqual(
      ['net.bandwidthMbps', 'net.jitterPercent', 'net.latency', 'net.delay',
        'net.delayMeanMilliseconds', 'net.uplinkMbps', 'net.downlinkMbps']);
    expect(instead('access patient-grant', 'access |')).toEqual(['patient-grant', 'single-ledger']);
  });

  it('offers parts that may be left out, after a comma and without one', () => {
    expect(instead('us-west\n  hospital', 'us-west|\n  hospital')).toEqual(['us-west']);
    expect(instead('us-west\n  hospital', 'us-west |\n  hospital')).toEqual(['client']);
    expect(instead('us-west\n  hospital', 'us-west, |\n  hospital')).toEqual(['client']);
  });

  it('offers nothing in a comment, in a text that cannot be read, or outside it', () => {
    expect(labels('network # cli|')).toEqual([]);
    expect(labels('\u0000|')).toEqual([]);
    expect(complete('seed', 9).options).toEqual([]);
  });

  it('replaces what is typed up to the cursor', () => {
    expect(complete('network\n  cl', 12)).toMatchObject({ from: 10, to: 12 });
    expect(complete('\ufeffnetwork\n  cl', 13)).toMatchObject({ from: 11, to: 13 });
  });

  it('offers no more than a menu can hold', () => {
    const many = Array.from({ length: 300 }, (_, index) => `  staff s${index} at c\n`).join('');
    expect(labels(`network\n clinic c in us-west\npeople\n${many}story\n day 1 09:00 |`))
      .toHaveLength(COMPLETIONS_MAX);
  });
});
