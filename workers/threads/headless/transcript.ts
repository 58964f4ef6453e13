import type { RunSummary } from '../../contract.ts';
import { formatDuration, formatMoment } from '../../kernel/micros.ts';
import type { Trace } from '../../kernel/trace.ts';
import { revocationLags } from '../../metrics/revocation.ts';

const VERDICTS = { holds: '✓ holds', broken: '✗ broken', undecided: '– undecided' } as const;

/** A run told as a story: what happened when, then the verdicts and the numbers. */
export function transcript(summary: RunSummary, trace: Trace): string {
  const lines = [
    `${summary.title} (seed ${summary.seed}, engine ${summary.engine})`, '',
    ...summary.marks.map((mark) => `${formatMoment(mark.at).padEnd(24)} ${mark.sentence}`), '',
    ...summary.checks.map(({ text, verdict, sentence }) =>
      `${VERDICTS[verdict].padEnd(12)} ${text}. ${sentence}`), '',
    ...revocationTable(trace),
    ...Object.entries(summary.metrics).map(([name, value]) =>
      `${name.padEnd(32)} ${value === null ? 'none' : value}`), '',
    `${trace.outcomeCount} outcomes, ${summary.messages} messages, ${summary.events} events.`,
    `fingerprint ${summary.fingerprint}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The race between a withdrawal and the network, where there was one. */
function revocationTable(trace: Trace): string[] {
  const lags = revocationLags(trace);
  if (lags.length === 0) return [];
  return [
    'Withdrawn grants still opened the chart for:',
    ...lags.map(({ grant, node, withdrawnAt, endedAt }) => {
      const lasted = endedAt === null ? 'to the end' : formatDuration(endedAt - withdrawnAt);
      return `  ${grant.padEnd(20)} ${node.padEnd(20)} ${lasted}`;
    }), '',
  ];
}
