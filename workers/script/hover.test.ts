import { describe, expect, it } from 'vitest';
import { hover } from './hover.ts';
import { EXAMPLE } from './testing/example.ts';

const over = (text: string, words: string): ReturnType<typeof hover> => (
  hover(text, text.indexOf(words)));

describe('hovering', () => {
  it('over a word of an act shows how the act is written and what it does', () => {
    expect(over(EXAMPLE, 'asks for')).toMatchObject({
      title: 'PERSON asks for PATIENT/SECTION, … [at WORKSTATION]',
      sentence: expect.stringMatching(/^The person asks/) as string,
    });
  });

  it('over a name shows the line that declares it', () => {
    const expected = {
      title: 'patient ana at boise-clinic, chart "synthea/Sofia_Koepp"',
      sentence: 'Declared on line 13.',
    };
    expect(over(EXAMPLE, 'ana moves')).toMatchObject(expected);
    expect(over(EXAMPLE, 'ana/medications')).toMatchObject(expected);
    expect(over(EXAMPLE, 'us-east is')).toMatchObject({ title: 'us-east', sentence: 'A region.' });
  });

  it('over a setting shows what the register says of it', () => {
    const text = EXAMPLE.replace('access patient-grant', 'set session.idleLockMinutes 5');
    expect(over(text, 'session.idle')?.sentence).toMatch(/Idle time.*15 minutes.*assumption/);
  });

  it('over a heading and a moment says what they are', () => {
    expect(over(EXAMPLE, 'people')).toMatchObject({ title: 'people' });
    expect(over(EXAMPLE, 'day 4')).toMatchObject(
      { title: 'day 4 08:00', sentence: expect.stringMatching(/day 1 is the first/) as string });
    expect(over(EXAMPLE, 'when asked')).toMatchObject({ title: 'when asked' });
  });

  it('over a value that is wrong says why', () => {
    expect(over(EXAMPLE.replace('within 30m', 'within 30min'), '30min')?.sentence).toMatch(/30m/);
  });

  it('over a gap, a comment or nothing shows nothing', () => {
    expect(hover(EXAMPLE, EXAMPLE.indexOf('   ana'))).toBeNull();
    expect(hover('seed 1 # why', 9)).toBeNull();
    expect(hover('', 0)).toBeNull();
    expect(hover(EXAMPLE, -1)).toBeNull();
  });
});
