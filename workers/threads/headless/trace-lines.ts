import { NONE } from '../../kernel/trace.ts';
import type { Trace } from '../../kernel/trace.ts';

/** One JSON object a line: outcomes in order, then messages in the order they were sent. */
export function traceLines(trace: Trace): string {
  const lines: string[] = [];
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    const kind = trace.kind(row);
    const cause = trace.cause(row);
    lines.push(JSON.stringify({
      outcome: trace.label(row), atMicros: trace.at(row), kind: kind.name,
      cause: cause === NONE ? null : trace.label(cause), values: valuesOf(trace, row),
    }));
  }
  const { messages } = trace;
  for (let row = 0; row < messages.keptCount; row += 1) {
    const arrivesAt = messages.arrivesAt(row);
    lines.push(JSON.stringify({
      message: row, kind: messages.kind(row), sentAtMicros: messages.sentAt(row),
      arrivesAtMicros: arrivesAt === Infinity ? null : arrivesAt, from: messages.from(row),
      to: messages.to(row), bytes: messages.bytes(row),
    }));
  }
  return `${lines.join('\n')}\n`;
}

/** An outcome's values by field; a row that one names is written as its label. */
function valuesOf(trace: Trace, row: number): Record<string, number | string | null> {
  return Object.fromEntries(trace.kind(row).fieldNames.map((field, index) => {
    const value = trace.value(row, index);
    if (field !== 'enabledBy') return [field, value];
    return [field, value === NONE ? null : trace.label(Number(value))];
  }));
}
