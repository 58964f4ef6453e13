import type { LoadReport, MessageMix } from '../contract/load.ts';
import { MICROS_PER_SECOND } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import { loadRow, perSecond, sentIn } from '../metrics/load.ts';
import { recoveriesIn } from '../metrics/recovery.ts';
import { sentenceOf } from '../views/sentence.ts';

/** What clients of the loads met with, in Caliper's terms. Needs a trace that kept its messages. */
export function loadReport(trace: Trace): LoadReport {
  const sent = sentIn(trace);
  const loads = [...new Set(sent.map(({ load }) => load))];
  const rows = loads.map((load) =>
    loadRow(`load ${load}`, sent.filter((each) => each.load === load)));
  return {
    rows: loads.length > 1 ? [...rows, loadRow('all', sent)] : rows,
    perSecond: perSecond(sent),
    recoveries: recoveriesIn(trace, sent).map(({ at, row, recoveryMicros }) => ({
      at: at / MICROS_PER_SECOND, fault: sentenceOf(trace, row),
      recoverySeconds: recoveryMicros === null ? null : recoveryMicros / MICROS_PER_SECOND,
    })),
    messages: mixOf(trace),
  };
}

function mixOf({ messages }: Trace): MessageMix[] {
  const kinds = new Map<string, { messages: number; bytes: number }>();
  for (let row = 0; row < messages.keptCount; row += 1) {
    const mix = kinds.get(messages.kind(row)) ?? { messages: 0, bytes: 0 };
    mix.messages += 1;
    mix.bytes += messages.bytes(row);
    kinds.set(messages.kind(row), mix);
  }
  return [...kinds].map(([kind, mix]) => ({ kind, ...mix }))
    .sort((a, b) => b.messages - a.messages || (a.kind < b.kind ? -1 : 1));
}
