/** Leaks are one number wherever they are told, and what else is counted beside them says its unit. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { leakMarks, leakTally as tallyOfFrame } from '../../src/marks/leak/leak.ts';
import { readFrame } from '../../src/bridge/frame.ts';
import { leakHappened } from '../../workers/access/entries.ts';
import { leakTally } from '../../workers/checks/leak-tally.ts';
import { readingSaid, tallySaid } from '../../workers/contract.ts';
import { Explorer } from '../../workers/threads/explorer/explorer.ts';
import { cardOf } from '../../workers/threads/headless/cards.ts';
import { inShort } from '../../workers/threads/headless/in-short.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

/** Every story's leaks as the trace has them: from here on all are compared with these. */
const STORIES = (JSON.parse(readFileSync('scenarios/index.json', 'utf8')) as { name: string }[])
  .map(({ name }) => name).filter((name) => name !== 'crash-under-load');

describe('the leaks of a story', () => {
  it.each(STORIES)('are one number everywhere in %s', async (name) => {
    const open = await openToEnd(name);
    const { trace } = open.run;
    const leaks = all(trace, leakHappened);
    const summary = open.summary(0);
    const frame = readFrame(open.frame(summary.endsAtMicros));
    const explorer = new Explorer(open);
    const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

    const tally = leakTally(trace);
    expect(tally).toEqual({
      leaks: leaks.length, people: new Set(leaks.map(({ holder }) => holder)).size,
      records: new Set(leaks.map(({ patient, record }) => `${patient} ${record}`)).size,
    });
    // The Stage: its dial, its list, its time.
    expect(tallyOfFrame(frame)).toEqual(tally);
    const readings = leakMarks({ frame, names: open.namesFrom(0) }, summary.cast);
    expect(sum(readings.map(({ records }) => records))).toBe(leaks.length);
    const marks = summary.marks.filter(({ kind }) => kind === 'leak');
    expect(sum(marks.map(({ count }) => count))).toBe(leaks.length);
    for (const { count, sentence } of marks) {
      expect(sentence).toMatch(new RegExp(`^${count} leaks?, .* without need\\.$`));
    }
    // The numbers, the gallery's card, what is said in short and what was expected.
    expect(summary.metrics['leaks.total']).toBe(leaks.length);
    expect(cardOf(open, name).leaked).toBe(leaks.length);
    const told = inShort(summary, trace).join(' ').replaceAll(/\s+/g, ' ');
    expect(told).toContain(leaks.length === 0 ? 'Nobody learned what they had no need of.'
      : `${tallySaid(tally)}. By person: `);
    const expected = summary.checks.filter((check) => check.text.startsWith('leaks at most'));
    for (const { text, verdict, sentence } of expected) {
      expect(sentence, text).toContain(verdict === 'holds' ? `There were ${leaks.length}.` : tallySaid(tally));
    }
    // A page of its own for each reading, and the members whose people they are.
    const pages = explorer.contents(summary.endsAtMicros).filter(({ kind }) => kind === 'leak')
      .flatMap(({ id }) => explorer.page({ kind: 'leak', id }, summary.endsAtMicros) ?? []);
    expect(pages.length).toBe(readings.length);
    expect(sum(pages.map((page) => (page.kind === 'leak' ? page.leaks : 0)))).toBe(leaks.length);
    expect(new Set(pages.map(({ title }) => title)))
      .toEqual(new Set(readings.map(({ holder, records, patient }) => readingSaid(holder, records, patient))));
    const charts = summary.cast.patients.flatMap((patient) =>
      explorer.page({ kind: 'chart', id: patient.name }, summary.endsAtMicros) ?? []);
    expect(charts.flatMap((page) => (page.kind === 'chart' ? page.leaks.map(({ id }) => id) : [])).sort())
      .toEqual(pages.map(({ id }) => id).sort());
    const members = summary.cast.members.flatMap((member) =>
      explorer.page({ kind: 'member', id: member.name }, summary.endsAtMicros) ?? []);
    expect(sum(members.flatMap((page) => (page.kind === 'member' ? page.seen.map(({ leaked }) => leaked) : []))))
      .toBe(leaks.length);
    // Following each section of each chart.
    const followed = open.charts(summary.endsAtMicros).flatMap(({ patient, sections }) =>
      sections.flatMap(({ section }) => open.trail({ patient, section, record: null }, summary.endsAtMicros).rows));
    expect(sum(followed.filter(({ step }) => step === 'leak').map(({ records }) => records))).toBe(leaks.length);
    // What would have prevented a reading speaks of all of it.
    const prevented = marks.map(({ row }) => open.prevent(row)?.leak).flatMap((leak) =>
      leak?.records.map((record) => `${leak.holder} ${leak.patient} ${record}`) ?? []);
    expect(new Set(prevented))
      .toEqual(new Set(leaks.map(({ holder, patient, record }) => `${holder} ${patient} ${record}`)));
  });
});
