import { describe, expect, it } from 'vitest';
import { parseScenario } from './parse.ts';
import type { Problem } from './problem.ts';
import { CHARTS, EXAMPLE } from './testing/example.ts';

const problemsOf = (text: string): readonly Problem[] => (
  parseScenario(text, { charts: CHARTS }).problems);

/** What was right, what somebody writes instead, what it says, and the fix if there is one. */
const MISTAKES: [right: string, wrong: string, sentence: RegExp, fix?: string][] = [
  ['dr-rivas asks', 'dr-rivas askes', /do not know `askes`.*asks/, 'asks'],
  ['asks for ana', 'asks ana', /`for` is missing before/, 'for ana/allergies'],
  ['moves to tampa', 'moves tampa', /`to` is missing/, 'to tampa-general'],
  ['porter sits down at ward-3 and opens ana', 'porter signs in as ana at ward-3',
    /`ana` is a patient \(line 13\); here belongs a person/],
  ['porter sits down at ward-3 and opens ana', 'porter signs in at ward-3 by password and open ana',
    /do not know `open`.*opens/, 'opens'],
  ['porter sits down at ward-3 and opens ana', 'porter signs in at ward-3 by pasword',
    /do not know `pasword`.*password/, 'password'],
  ['leaves ward-3 unlocked', 'leaves ward-3 unlocked, badge in reader', /`the` is missing/,
    'the reader'],
  ['porter sits down at ward-3 and opens ana', 'ana loses phone', /`the` is missing/, 'the phone'],
  ['porter sits down at ward-3 and opens ana', 'porter looks ward-3', /`at` is missing/,
    'at ward-3'],
  ['porter sits down at ward-3 and opens ana', 'ana denies porter except porter',
    /porter is denied and excepted from it at once/],
  ['dr-rivas leaves', 'dr-rivas frobs', /do not understand `frobs`.*`leaves`/],
  ['dr-rivas asks', 'dr-rivos asks', /no person called `dr-rivos`/, 'dr-rivas'],
  ['dr-rivas asks', 'ana asks', /`ana` is a patient \(line 13\); here belongs a person/],
  ['porter sits down at ward-3 and opens ana', 'ana grants anyone for 1h',
    /`anyone` has no place here: it is for `when asked` and `denies`/],
  ['ana/allergies, ana', 'anna/allergies, ana', /no patient called `anna`/, 'ana'],
  ['staff     porter', 'staff     ana', /`ana` is already a patient, on line 13/],
  ['staff     porter', 'staff     us-east', /`us-east` is a region/],
  ['staff     porter', 'staff     anyone', /called `anyone`/],
  ['staff     porter', 'staff     josé', /letters a to z.*jose/, 'jose'],
  ['staff     porter', `staff     ${'p'.repeat(41)}`, /41 characters.*40 are the most/],
  ['day 3 12:10', 'day 3 10:10', /goes backwards: line 21 is already at day 3 11:00/],
  ['Sofia_Koepp', 'Sofia_Kopp', /no chart.*Sofia_Koepp/, '"synthea/Sofia_Koepp"'],
  ['synthea/Sofia_Koepp', 'Sofia', /There are synthea\/Sofia_Koepp, synthea\/Norma_Pagan/],
  ['"synthea/Sofia_Koepp"', '“synthea/Sofia_Koepp”', /straight quotes/,
    '"synthea/Sofia_Koepp"'],
  ['"synthea/Sofia_Koepp"', '"synthea/Sofia_Koepp', /no closing quote/],
  ['in us-west', 'in us-wst', /no region `us-wst`.*There are us-east/, 'us-west'],
  ['in us-west', 'in mars', /no region `mars`. There are us-east, us-west/],
  ['ana/allergies, ', 'ana/alergies, ', /no section `alergies`/, 'ana/allergies'],
  ['ana/allergies, ', 'ana/tooth, ', /no section `tooth`. There are demographics/],
  ['for treatment', 'for fun', /no purpose `fun`. There are treatment/],
  ['seed 42', 'seed -1', /whole number from 0 to 9,007,199,254,740,991: larger/],
  ['dr-rivas leaves ward-3 unlocked', 'tampa-general works 1 times slower', /from 2 to 10,000: once as long is as quick/],
  ['dr-rivas leaves ward-3 unlocked', 'tampa-general works 10001 times slower', /a node slower still/],
  ['day 3 12:10   dr-rivas leaves ward-3 unlocked', 'when block 0 is final boise-clinic crashes', /block 1 is the first/],
  ['link us-west us-east is cut', 'eu-central is cut from all', /No member is in eu-central.*Members are in us-west/],
  ['seed 42', 'seed 1e400', /whole number/],
  ['seed 42', 'seed 042', /written plainly: 42/, '42'],
  ['every 2s', 'every 0s', /at least 0.1 seconds, not 0. .*rounds change/],
  ['every 2s', 'every 2', /`2` of what\?/],
  ['day 4 08:00', 'day 99999999 08:00', /at most 3650 days/],
  ['within 30m', 'within 0m', /longer than nothing/],
  ['within 30m', 'within 30 m', /written together: 30m/, '30m'],
  ['within 30m', 'within 9999d', /ten years/],
  ['08:00-18:00', '08:00–18:00', /plain characters/, '08:00-18:00'],
  ['08:00-18:00', '08:00-08:00', /has no length/],
  ['leaks at most 1', 'leaks at most -1', /from 0 to 1,000,000,000/],
  ['us-west us-east is cut', 'us-west us-west is cut', /two sides/],
  ['us-west us-east is cut', 'us-west tampa is cut', /member of the network or region called/],
  ['moves to tampa-general', 'moves to state-payer', /is a payer; patients are treated/],
  ['moves to tampa-general', 'moves to boise-clinic', /already at boise-clinic/],
  ['unlocked', '', /stops too early/],
  ['every node agrees', 'every node agrees now', /complete before `now`/],
  ['day 4 08:00   link', 'link', /When\?.*day 1 09:00/],
  ['when asked', 'when ask', /knows `when asked`/, 'when asked'],
  ['network\n', 'netwrok\n', /heading `network`/, 'network'],
  ['people\n', '', /belongs under `people`; is that heading missing/],
  ['people\n', 'people ana\n', /`people` stands on a line of its own/],
  ['scenario "Ana moves from Boise to Tampa"', '', /begins with its title/],
  ['  access patient-grant', '  access patient-grant\n  access single-ledger',
    /already said on line 6/],
  ['  access patient-grant', '  access patient-grant\n  set network.access single-ledger',
    /network.access is already set on line 6/],
  ['  access patient-grant', '  set net.jiterPercent 3', /no setting net.jiterPercent/,
    'net.jitterPercent'],
  ['  access patient-grant', '  set net.jitterPercent 900', /at most 100 percent, not 900/],
  ['ana/allergies, ana/medications\n', 'ana/allergies, ana/allergies\n', /named twice/],
  ['day 3 12:10', 'when asked ana grants dr-rivas for 1h\n  day 3 12:10',
    /already said on line 22/],
  ['dr-rivas leaves ward-3', 'dr-rivas leaves',
    /stops too early: one of locked, unlocked is missing/],
];

describe('one mistake', () => {
  it.each(MISTAKES)('%j written as %j is told once, where it is', (right, wrong, sentence, fix) => {
    expect(EXAMPLE).toContain(right);
    const text = EXAMPLE.replace(right, wrong);
    const problems = problemsOf(text);
    expect(problems.map((problem) => problem.sentence)).toEqual([
      expect.stringMatching(sentence) as string,
      ...problems.slice(1).map(() => expect.stringContaining('called `porter`') as string)]);
    const [problem] = problems;
    expect(problem?.fix).toBe(fix);
    const raw = text.split('\n')[(problem?.line ?? 0) - 1] ?? '';
    expect(problem?.endColumn).toBeLessThanOrEqual(raw.length + 1);
  });

  it.each(MISTAKES.filter(([, , , fix]) => fix !== undefined))(
    '%j written as %j is right again once its fix is made', (right, wrong) => {
      const text = EXAMPLE.replace(right, wrong);
      const [problem] = problemsOf(text);
      const lines = text.split('\n');
      const { line = 1, column = 1, endColumn = 1, fix = '' } = problem ?? {};
      const raw = lines[line - 1] ?? '';
      lines[line - 1] = raw.slice(0, column - 1) + fix + raw.slice(endColumn - 1);
      const left = problemsOf(lines.join('\n')).map(({ sentence }) => sentence);
      expect(left.filter((sentence) => !sentence.includes('called `porter`'))).toEqual([]);
    });
});

describe('what is no scenario', () => {
  it.each([
    ['', /empty/], ['\n \n# only a remark\n', /empty/],
    ['\u0000PNG', /not a text file: it holds a NUL/], ['a\u0001b', /control character.*U\+0001/],
    ['scenario "x\ufffd"', /damaged.*UTF-8/], ['scenario "\ud800"', /damaged/],
    ['{"resourceType":"Bundle"}', /do not understand/],
  ])('%j is refused in one sentence', (text, sentence) => {
    const { problems, scenario } = parseScenario(text);
    expect(scenario).toBeUndefined();
    expect(problems[0]?.sentence).toMatch(sentence);
  });

  it('is placed where the first character that is no text stands', () => {
    expect(problemsOf('scenario "x"\nseed \u0000')).toMatchObject(
      [{ line: 2, column: 6, endColumn: 7 }]);
  });

  it('includes ten megabytes, by length alone, and a megabyte of two-byte letters', () => {
    expect(problemsOf('x'.repeat(10_000_000))).toEqual([{
      line: 1, column: 1, endColumn: 1,
      sentence: 'This text has 10,000,000 characters; a scenario may have at most 1,000,000 bytes, '
        + 'so that it can be checked while you type.',
    }]);
    expect(problemsOf(`# ${'é'.repeat(600_000)}`)[0]?.sentence).toMatch(/1,200,002 bytes/);
  });
});

describe('too much', () => {
  const members = (count: number): string => `scenario "x"\nnetwork\n${
    Array.from({ length: count }, (_, index) => `clinic c${index} in us-west\n`).join('')}`;

  it('is a hundred and twenty-ninth member, with the reason', () => {
    expect(problemsOf(members(128))).toEqual([]);
    expect(problemsOf(members(129))).toMatchObject([
      { line: 131, sentence: expect.stringMatching(/129 members.*at most 128, because/) as string }]);
    expect(problemsOf(`${members(124)}validators 5\n`)).toMatchObject([{ line: 127 }]);
  });

  it('is an act after the ten thousandth', () => {
    const story = (count: number): string => `${members(2)}people\n`
      + `patient p at c0, chart "synthea/Norma_Pagan"\nstory\n${Array.from({ length: count },
        (_, index) => `day 1 09:00 p moves to c${(index + 1) % 2}\n`).join('')}`;
    expect(problemsOf(story(10_000))).toEqual([]);
    expect(problemsOf(story(10_001))).toMatchObject([
      { line: 10_008, sentence: expect.stringMatching(/10,001 acts; 10,000 are/) as string }]);
  });

  it('is a person after the ten thousandth', () => {
    const staff = Array.from({ length: 10_001 }, (_, index) => `staff s${index} at c0\n`).join('');
    expect(problemsOf(`${members(1)}people\n${staff}`)).toMatchObject([{ line: 10_005 }]);
  });

  it('is a hundred and first problem: a last line says how many more there are', () => {
    const problems = problemsOf(`${EXAMPLE}${'  zzz\n'.repeat(250)}`);
    expect(problems).toHaveLength(101);
    expect(problems[99]).toMatchObject({ line: 130 });
    expect(problems[100]).toMatchObject(
      { line: 131, sentence: 'There are 150 more problems from here on.' });
    expect(problemsOf(`${EXAMPLE}${'  zzz\n'.repeat(101)}`)[100]?.sentence)
      .toBe('There is 1 more problem from here on.');
  });
});

describe('members', () => {
  it('must be one at least, and not all clients', () => {
    expect(problemsOf('scenario "x"\n')[0]?.sentence).toMatch(/no members/);
    expect(problemsOf('scenario "x"\nnetwork\nclinic c in us-west, client\n')[0]?.sentence)
      .toMatch(/nobody validates/);
    expect(problemsOf('scenario "x"\nnetwork\nclinic c in us-west, client\nvalidators 4\n'))
      .toEqual([]);
  });
});
