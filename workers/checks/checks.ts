import { accessListed, leakHappened } from '../access/entries.ts';
import type { CheckResult } from '../contract.ts';
import { tallySaid } from '../contract/leaks.ts';
import { needBegan } from '../health/entries.ts';
import { formatDuration } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import type { Expectation } from '../script/scenario.ts';
import { agreement } from './agreement.ts';
import { grantsFinal } from './grants-final.ts';
import { leakTally } from './leak-tally.ts';

/** `then`: what could be said when it was decided, where that is not what the end says. */
type Finding = Pick<CheckResult, 'verdict' | 'at' | 'sentence'> & { readonly then?: string };

/** What the scenario expects, judged from the trace alone: holds, broken or undecided. */
export function checkAll(
  expectations: readonly Expectation[], trace: Trace, members: readonly string[], endsAt: Micros,
): CheckResult[] {
  return expectations.map((expectation) => {
    const { verdict, at, sentence, then = sentence } = judge(expectation, trace, members, endsAt);
    return {
      text: withoutPurpose(expectation), line: expectation.line, verdict, at, sentence, then,
      onPurpose: expectation.brokenBecause ?? null,
    };
  });
}

const NOT_YET = 'It has not arrived.';

/** What is expected, as the line says it; why it is broken stands beside it. */
function withoutPurpose({ text, brokenBecause }: Expectation): string {
  return brokenBecause === undefined ? text : text.replace(/,? broken because ".*"$/, '');
}

function judge(expectation: Expectation, trace: Trace, members: readonly string[], endsAt: Micros): Finding {
  switch (expectation.kind) {
    case 'reaches': return reaches(expectation, trace, endsAt);
    case 'leaks': return leaks(expectation.atMost, trace, endsAt);
    case 'agrees': return agreement(trace, members.length, endsAt);
    case 'grants-final': return grantsFinal(trace, members, endsAt);
  }
}

/**
 * Counted from the person's first need of the section; undecided where the story states none. The
 * section reaches a person when all that its custodians keep of it is on her screen.
 */
function reaches(
  wanted: Expectation & { kind: 'reaches' }, trace: Trace, endsAt: Micros,
): Finding {
  const { patient, section, person, withinMicros } = wanted;
  let since: Micros | null = null;
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, needBegan)) {
      const need = trace.get(row, needBegan);
      const covers = need.sections.split(', ').includes(section);
      if (since === null && covers && need.person === person && need.patient === patient) {
        since = trace.at(row);
      }
    } else if (since !== null && trace.is(row, accessListed)) {
      const shown = trace.get(row, accessListed);
      if (shown.person !== person || shown.patient !== patient || shown.section !== section) continue;
      if (shown.awaited > 0) continue;
      const took = trace.at(row) - since;
      return took <= withinMicros
        ? { verdict: 'holds', at: trace.at(row), sentence: `After ${spell(took)}.` }
        : { verdict: 'broken', at: since + withinMicros, sentence: `Only after ${spell(took)}.`,
          then: NOT_YET };
    }
  }
  if (since === null) {
    return { verdict: 'undecided', at: null,
      sentence: `${person} never needed ${patient}'s ${section}.` };
  }
  return since + withinMicros <= endsAt
    ? { verdict: 'broken', at: since + withinMicros, sentence: 'It never arrived.', then: NOT_YET }
    : { verdict: 'undecided', at: null, sentence: 'The run ended before the time was up.' };
}

function leaks(atMost: number, trace: Trace, endsAt: Micros): Finding {
  let count = 0;
  let brokenAt: Micros | null = null;
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (!trace.is(row, leakHappened)) continue;
    count += 1;
    if (count === atMost + 1) brokenAt = trace.at(row);
  }
  return brokenAt === null
    ? { verdict: 'holds', at: endsAt, sentence: `There were ${count}.` }
    : { verdict: 'broken', at: brokenAt, sentence: `By the end of the run ${tallySaid(leakTally(trace))}.`,
      then: `This is leak ${atMost + 1}.` };
}

function spell(micros: Micros): string {
  return micros === 0 ? 'no time' : formatDuration(micros);
}
