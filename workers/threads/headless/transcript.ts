import type { RunSummary } from '../../contract.ts';
import { formatDuration, formatMoment } from '../../kernel/micros.ts';
import type { Trace } from '../../kernel/trace.ts';
import type { Residue } from '../open-run.ts';
import { revocationLags } from '../../metrics/revocation.ts';

const VERDICTS = { holds: '✓ holds', broken: '✗ broken', undecided: '– undecided' } as const;

/** A run told as a story: what happened when, then the verdicts and the numbers. */
export function transcript(
  summary: RunSummary, trace: Trace, residues: readonly Residue[],
): string {
  const lines = [
    `${summary.title} (seed ${summary.seed}, engine ${summary.engine})`, '',
    ...summary.marks.map((mark) => `${formatMoment(mark.at).padEnd(24)} ${mark.sentence}`), '',
    ...summary.checks.map(({ text, verdict, sentence }) =>
      `${VERDICTS[verdict].padEnd(12)} ${text}. ${sentence}`), '',
    ...revocationTable(trace), ...residueLines(residues),
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

/** What erasure could not take back. */
function residueLines(residues: readonly Residue[]): string[] {
  return residues.flatMap(({ patient, facts, copies }) => [
    `Erased for ${patient}, and still there:`,
    ...facts.map(({ count, sentence }) => `  ${String(count).padStart(5)}  ${sentence}`),
    ...copies.map(({ member, records }) =>
      `  ${String(records).padStart(5)}  Records in the clear that ${member} had opened before.`), '',
  ]);
}
