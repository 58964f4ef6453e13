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
      cause: cause === NONE ? null : trace.label(cause), ...trace.get(row, kind),
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
