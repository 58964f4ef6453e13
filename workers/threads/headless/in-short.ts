import { accessOverridden, leakHappened } from '../../access/entries.ts';
import { consensusAgreementBroken, consensusRuleBroken } from '../../consensus/entries.ts';
import { leakTally } from '../../checks/leak-tally.ts';
import { tallySaid } from '../../contract.ts';
import type { RunSummary } from '../../contract.ts';
import { formatDuration } from '../../kernel/micros.ts';
import type { Trace } from '../../kernel/trace.ts';
import { needsOf } from '../../metrics/needs.ts';
import type { StatedNeed } from '../../metrics/needs.ts';
import { revocationLags } from '../../metrics/revocation.ts';
import { plural, sentenceOf } from '../../views/sentence.ts';
import { listed } from '../../views/tellers.ts';
import { wrapped } from './wrapped.ts';

/** What it came to, before how it came about: care, privacy, consent, what held. */
export function inShort(summary: RunSummary, trace: Trace): string[] {
  return ['In short', ...[
    ['safety', safety(trace)],
    ['care', care(trace)], ['privacy', privacy(trace)], ['consent', consent(trace)],
    ['checks', checks(summary)],
  ].flatMap(([what = '', text = '']) => (text === '' ? [] : wrapped(text, `  ${what.padEnd(9)}`)))];
}

/** Nothing comes after a broken promise of consensus, so it is the last outcome. */
function safety(trace: Trace): string {
  const last = trace.outcomeCount - 1;
  const isBroken = trace.is(last, consensusAgreementBroken) || trace.is(last, consensusRuleBroken);
  return isBroken ? sentenceOf(trace, last) : '';
}

function care(trace: Trace): string {
  const needs = needsOf(trace);
  if (needs.length === 0) return 'Nobody needs anything in this story.';
  const late = needs.filter(isLate);
  const never = needs.filter(({ metAt }) => metAt === null);
  const longest = needs.filter(({ metAt }) => metAt !== null).sort((a, b) => waitOf(b) - waitOf(a))[0];
  return [
    `${plural(needs.length, 'need')}, ${needs.length - late.length - never.length} met in time.`,
    ...late.map((need) => `${said(need)} came after ${formatDuration(waitOf(need))} and had to come `
      + `within ${formatDuration(need.withinMicros)}.`),
    ...never.map((need) => `${said(need)} never came.`),
    ...longest === undefined || waitOf(longest) === 0 || isLate(longest) ? []
      : [`The longest wait was ${formatDuration(waitOf(longest))}, for ${lower(said(longest))}.`],
  ].join(' ');
}

function said({ person, patient, sections }: StatedNeed): string {
  return `What ${person} needed of ${patient}'s ${listed(sections)}`;
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function waitOf({ at, metAt }: StatedNeed): number {
  return metAt === null ? Infinity : metAt - at;
}

function isLate(need: StatedNeed): boolean {
  return need.metAt !== null && waitOf(need) > need.withinMicros;
}

function privacy(trace: Trace): string {
  const leaks = new Map<string, number>();
  let overridden = 0;
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, accessOverridden)) overridden += trace.integer(row, accessOverridden, 'records');
    if (!trace.is(row, leakHappened)) continue;
    const { holder, patient, kind } = trace.get(row, leakHappened);
    const key = `${holder}|${patient}|${kind}`;
    leaks.set(key, (leaks.get(key) ?? 0) + 1);
  }
  const who = [...leaks].map(([key, count]) => {
    const [holder, patient, kind] = key.split('|');
    return `${holder} ${count} of ${patient}'s (${kind})`;
  });
  const against = overridden === 0 ? ''
    : ` ${plural(overridden, 'record')} that were needed were read against the patient's wish.`;
  return who.length === 0 ? `Nobody learned what they had no need of.${against}`
    : `${tallySaid(leakTally(trace))}. By person: ${listed(who)}.${against}`;
}

/** Of each withdrawn grant how long it still opened the chart, where that was longest. */
function consent(trace: Trace): string {
  const lags = revocationLags(trace);
  const told = [...new Set(lags.map(({ grant }) => grant))].map((grant) => {
    const own = lags.filter((lag) => lag.grant === grant);
    const open = own.filter(({ openMicros }) => openMicros === null).map(({ node }) => node);
    if (open.length > 0) return `${grant} still does at ${listed(open)}`;
    const [longest] = own.sort((a, b) => (b.openMicros ?? 0) - (a.openMicros ?? 0));
    if (longest === undefined) return grant;
    const lasted = formatDuration(longest.openMicros ?? 0);
    return `${grant} for ${lasted} at ${longest.node}`;
  });
  return told.length === 0 ? '' : `Taken back, and still opened the chart: ${listed(told)}.`;
}

function checks({ checks: all }: RunSummary): string {
  const count = (test: (check: (typeof all)[number]) => boolean): number => all.filter(test).length;
  const meant = count(({ verdict, onPurpose }) => verdict === 'broken' && onPurpose !== null);
  const parts: [number, string][] = [
    [count(({ verdict }) => verdict === 'holds'), 'hold'],
    [meant, 'broken on purpose'],
    [count(({ verdict }) => verdict === 'broken') - meant, 'broken'],
    [count(({ verdict }) => verdict === 'undecided'), 'undecided'],
  ];
  const told = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return told.length === 0 ? '' : `${listed(told)}.`;
}
