import type { CheckResult, RunSummary } from '../../contract.ts';
import { formatMoment, MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MILLISECOND }
  from '../../kernel/micros.ts';
import type { Micros } from '../../kernel/micros.ts';
import { forgeriesIn } from '../../metrics/forgery.ts';
import type { Forged } from '../../metrics/forgery.ts';
import { taleOf } from '../../views/tale.ts';
import type { TaleLine } from '../../views/tale.ts';
import type { OpenRun, Residue } from '../open-run.ts';
import { inShort } from './in-short.ts';
import { racesIn, raceTable } from './race-table.ts';
import { wrapped } from './wrapped.ts';

const VERDICTS = { holds: '✓ holds', broken: '✗ broken', undecided: '– undecided' } as const;

/** A run told as a story: in short, day by day and hour by hour, then what its author expected. */
export function transcript(open: OpenRun, summary: RunSummary): string {
  const { trace } = open.run;
  const tale = taleOf(trace, open.input.scenario);
  const lines = [
    summary.title, '='.repeat(summary.title.length), ...setUp(summary), '',
    ...inShort(summary, trace), '', ...storyLines(tale, summary.starts), '',
    ...section('What the script expects', summary.checks.flatMap(verdictLines)),
    ...section('Seconds that a withdrawn grant still opened the chart, node by node',
      raceTable(racesIn(summary, trace)).map((line) => `  ${line}`)),
    ...section('What people have been shown of charts',
      open.snapshots(null, summary.endsAtMicros)
        .flatMap(({ sentence }) => wrapped(sentence, '  '))),
    ...section('Signed with a phone that was not theirs', forgeriesIn(trace).flatMap(forgeryLines)),
    ...residueLines(open.residues()),
    `fingerprint ${summary.fingerprint}`,
  ];
  return `${lines.join('\n')}\n`;
}

function setUp(summary: RunSummary): string[] {
  const { settings, seed, engine, tolerance } = summary;
  return wrapped(`${tolerance.validators} validators under ${String(settings['network.consensus'])}, a block `
    + `every ${String(settings['consensus.blockIntervalSeconds'])} s; access by `
    + `${String(settings['network.access'])}; seed ${seed}, engine ${engine}. ${tolerance.sentence}`
    + `${isAcrossBorders(summary) ? NOT_TRANSLATED : ''}`, '');
}

const NOT_TRANSLATED = ' Nothing is translated: records from other countries are read in the units, '
  + 'codes and language in which they were written.';

/** Whether members are on several continents, by the first part of their regions' names. */
function isAcrossBorders({ cast }: RunSummary): boolean {
  return new Set(cast.members.map(({ region }) => region.split('-')[0])).size > 1;
}

/** A heading a day and an hour; then the moment and the sentence. */
function storyLines(tale: readonly TaleLine[], starts: string): string[] {
  const lines: string[] = [];
  let hour = -1;
  let moment = '';
  for (const { at, sentence, under } of tale) {
    if (Math.floor(at / MICROS_PER_HOUR) !== hour) {
      if (lines.length > 0) lines.push('');
      const day = Math.floor(at / MICROS_PER_DAY);
      if (hour < 0 || day !== Math.floor((hour * MICROS_PER_HOUR) / MICROS_PER_DAY)) {
        lines.push(`Day ${day + 1}, ${dateOf(starts, day)}`, '');
      }
      hour = Math.floor(at / MICROS_PER_HOUR);
      lines.push(`  ${clock(hour * MICROS_PER_HOUR).slice(0, 5)}`);
      moment = '';
    }
    const now = clock(at);
    // The hour stands above, and a moment is written once, with what happens in it below.
    const shown = now === moment ? '' : now.slice(2);
    moment = now;
    lines.push(...wrapped(sentence, `    ${shown.padEnd(10)}  `),
      ...under.flatMap((each) => wrapped(each, ' '.repeat(18))));
  }
  return lines;
}

/** `11:04:29.441`: to the millisecond, and whole minutes as `11:04`. */
function clock(at: Micros): string {
  const [, time = ''] = /^day \d+ (.*)$/.exec(
    formatMoment(at - (at % MICROS_PER_MILLISECOND))) ?? [];
  return time;
}

/** The civil date so many days after `starts`, by the usual rule for leap years. */
export function dateOf(starts: string, days: number): string {
  let [year = 0, month = 1, day = 1] = starts.slice(0, 10).split('-').map(Number);
  for (let left = days; left > 0; left -= 1) {
    day += 1;
    if (day <= daysIn(year, month)) continue;
    day = 1;
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year += 1;
  }
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, ...lines, ''];
}

function verdictLines({ text, verdict, sentence, onPurpose }: CheckResult): string[] {
  const lines = wrapped(`${text}. ${sentence}`, `  ${VERDICTS[verdict].padEnd(12)} `);
  if (onPurpose === null) return lines;
  const said = verdict === 'broken'
    ? `Broken on purpose: ${onPurpose}.`
    : `The author meant it to break, and it did not: ${onPurpose}.`;
  return [...lines, ...wrapped(said, ' '.repeat(15))];
}

function forgeryLines({ at, grant, patient, by, grantee, sections, inForceAt, refusal }: Forged):
string[] {
  const fate = inForceAt.length > 0 ? `in force at ${inForceAt.join(', ')}`
    : refusal === null ? 'never final' : `refused: ${refusal}`;
  return wrapped(`${formatMoment(at)}: ${by} granted ${grantee} ${patient}'s ${sections} (${grant}); `
    + `${fate}`, '  ');
}

/** What erasure could not take back. */
function residueLines(residues: readonly Residue[]): string[] {
  return residues.flatMap(({ patient, facts, copies }) => [
    `Erased for ${patient}, and still there:`,
    ...facts.map(({ count, sentence }) => `  ${String(count).padStart(5)}  ${sentence}`),
    ...copies.map(({ member, records }) =>
      `  ${String(records).padStart(5)}  Records in the clear that ${member} had opened before.`), '',
  ]);
}
