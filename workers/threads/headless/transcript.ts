import type { RunSummary } from '../../contract.ts';
import { formatMoment } from '../../kernel/micros.ts';
import type { Trace } from '../../kernel/trace.ts';

const VERDICTS = { holds: '✓ holds', broken: '✗ broken', undecided: '– undecided' } as const;

/** A run told as a story: what happened when, then the verdicts and the numbers. */
export function transcript(summary: RunSummary, trace: Trace): string {
  const lines = [
    `${summary.title} (seed ${summary.seed}, engine ${summary.engine})`, '',
    ...summary.marks.map((mark) => `${formatMoment(mark.at).padEnd(24)} ${mark.sentence}`), '',
    ...summary.checks.map(({ text, verdict, sentence }) =>
      `${VERDICTS[verdict].padEnd(12)} ${text}. ${sentence}`), '',
    ...Object.entries(summary.metrics).map(([name, value]) =>
      `${name.padEnd(32)} ${value === null ? 'none' : value}`), '',
    `${trace.outcomeCount} outcomes, ${summary.messages} messages, ${summary.events} events.`,
    `fingerprint ${summary.fingerprint}`,
  ];
  return `${lines.join('\n')}\n`;
}
