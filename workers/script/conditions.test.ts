import { describe, expect, it } from 'vitest';
import { complete } from './complete.ts';
import { CONDITIONS } from './conditions.ts';
import { formText } from './form.ts';
import { fromJson } from './from-json.ts';
import { hover } from './hover.ts';
import { toJson } from './json.ts';
import { parseScenario } from './parse.ts';
import { printScenario } from './print.ts';
import { staged } from './testing/example.ts';

const parsed = (line: string): ReturnType<typeof parseScenario> => parseScenario(staged('story', line));
const problemsOf = (line: string): string[] => parsed(line).problems.map(({ sentence }) => sentence);

describe('what a line waits for', () => {
  it('is said apart from what then happens', () => {
    const { scenario } = parsed('when boise-clinic leads from day 4 08:00, tampa-general crashes');
    expect(scenario?.story).toEqual([]);
    expect(scenario?.conditionals).toMatchObject([{
      when: { what: 'leads', node: 'boise-clinic', from: 288_000_000_000 },
      act: { verb: 'crashes', node: 'tampa-general', losesDisk: false },
      saysWhen: 'when boise-clinic leads from day 4 08:00', saysAct: 'tampa-general crashes',
      text: 'when boise-clinic leads from day 4 08:00 tampa-general crashes',
    }]);
  });

  it.each(CONDITIONS)('goes through data and back: $what', ({ example, what }) => {
    const { scenario } = parsed(example);
    expect(scenario?.conditionals[0]?.when.what).toBe(what);
    const json = scenario === undefined ? null : toJson(scenario);
    const again = fromJson(json);
    expect(again.problems).toEqual([]);
    expect(again.scenario === undefined ? null : toJson(again.scenario)).toEqual(json);
    expect(again.scenario?.conditionals).toMatchObject(
      scenario?.conditionals.map(({ when, act }) => ({ when, act })) ?? [{}]);
  });

  it('leaves members to be called as its words are', () => {
    const text = [
      'scenario "Words"', 'network', '  clinic leads in us-west', '  clinic from in us-east',
      '  clinic block in us-east', 'story', '  when leads leads from crashes',
      '  when block leads from day 2 08:00 from crashes', '  when block 2 is final block crashes',
    ].join('\n');
    const { scenario, problems } = parseScenario(text);
    expect(problems).toEqual([]);
    expect(scenario?.conditionals.map(({ when, act }) => ({ ...when, ...act }))).toMatchObject([
      { what: 'leads', node: 'from', from: null }, { what: 'leads', from: 115_200_000_000 },
      { what: 'final', height: 2, node: 'block' },
    ]);
  });

  it('stands in no column, and pushes none aside', () => {
    const text = staged('story', '  day 1 08:00 boise-clinic crashes\n when boise-clinic  is down,tampa-general crashes');
    expect(printScenario(text)).toContain('  day 1 08:00   boise-clinic crashes\n'
      + '  when boise-clinic is down   tampa-general crashes\n');
  });

  it('explains itself, and whom it names', () => {
    const line = 'when boise-clinic leads tampa-general crashes';
    const text = staged('story', line);
    const from = text.indexOf(line);
    const [leads] = CONDITIONS;
    expect(hover(text, from + line.indexOf('leads'))).toMatchObject({
      title: `${formText(leads?.form ?? [])} [from day N HH:MM]`, sentence: leads?.sentence });
    expect(hover(text, from + line.indexOf('boise'))?.title).toBe('clinic boise-clinic in us-west');
    expect(hover(text, from + line.indexOf('crashes'))?.sentence).toContain('node stops at once');
  });

  it('is offered word by word, and then the faults that may follow', () => {
    const offered = (typed: string): string[] => {
      const text = staged('story', typed);
      return complete(text, text.indexOf(typed) + typed.length).options.map(({ label }) => label);
    };
    expect(offered('when ')).toEqual(['asked', 'boise-clinic', 'tampa-general', 'block']);
    expect(offered('when boise-clinic ')).toEqual(['leads', 'proposes', 'is']);
    expect(offered('when boise-clinic is ')).toEqual(['down', 'back']);
    const after = offered('when boise-clinic leads ');
    expect(after).toContain('from day 1 09:00');
    expect(after).toContain('link');
    expect(after).toContain('tampa-general');
    expect(after).not.toContain('ana');
    expect(offered('when boise-clinic leads from day 2 08:00 tampa-general ')).toContain('crashes');
  });
});

describe('what is wrong with a condition', () => {
  it.each([
    ['when boise-clinic leads ana revokes dr-rivas', /only faults and attacks wait/],
    ['when boise-clinic leads boise-clinic crushes', /Did you mean crashes/],
    ['when boise-clinic lead boise-clinic crashes', /Did you mean leads/],
    ['when boise leads boise-clinic crashes', /no member of the network called `boise`/],
    ['when ana leads boise-clinic crashes', /`ana` is a patient/],
    ['when block 0 is final boise-clinic crashes', /from 1 to/],
    ['when boise-clinic leads from day 0 08:00 boise-clinic crashes', /no day 0/],
    ['when boise-clinic leads', /What happens then\? Here belongs one of: `link /],
    ['boise-clinic leads boise-clinic crashes', /I do not understand|I do not know|When\?/],
  ])('%s', (line, sentence) => {
    expect(problemsOf(line)).toEqual([expect.stringMatching(sentence)]);
  });

  it('a client never leads', () => {
    const text = 'scenario "C"\nnetwork\n  clinic a in us-west\n  payer b in us-west, client\nstory\n'
      + '  when b leads a crashes';
    expect(parseScenario(text).problems).toMatchObject([{ line: 6, column: 8,
      sentence: 'b is a client: it makes no blocks and never leads.' }]);
  });

  it('nor does it lie about blocks, whether at a moment or when something is so', () => {
    const text = (line: string): string => 'scenario "C"\nnetwork\n  clinic a in us-west\n'
      + `  payer b in us-west, client\nstory\n  ${line}`;
    for (const line of ['day 1 08:00 b turns silent', 'day 1 08:00 b rewrites history from block 2',
      'day 1 08:00 b turns honest', 'when a leads b votes twice']) {
      expect(parseScenario(text(line)).problems, line).toMatchObject([{ line: 6,
        sentence: expect.stringMatching(/^b is a client: it takes no part in making blocks/) as string }]);
      expect(parseScenario(text(line.replaceAll('b ', 'a '))).problems, line).toEqual([]);
    }
  });

  it.each([
    [{ what: 'leads' }], [{ what: 'sleeps', node: 'a' }], [{ what: 'leads', node: 'a', more: 1 }],
    [{ what: 'leads', node: 'a b' }], [{ what: 'leads', node: 'a', from: -1 }], ['leads'], [null],
  ])('in data: %j', (when) => {
    const json = { format: 'ledgerward-scenario/1', title: 'T', network: [
      { act: 'member', kind: 'clinic', name: 'a', region: 'us-west' }],
    story: [{ act: 'crashes', when, node: 'a' }] };
    expect(fromJson(json).problems.map(({ sentence }) => sentence)).toEqual(
      ['story[0]: `when` is not a condition of the story.']);
  });
});
