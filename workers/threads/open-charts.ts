import type { ChartIndex } from '../contract.ts';
import { recordWritten } from '../health/entries.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import type { KeptFact } from '../views/trail.ts';
import type { World } from '../world/world.ts';

interface KeptRecord extends KeptFact {
  readonly display: string;
}

/** The charts of a run as they stand before it begins: later versions come from the trace. */
export class OpenCharts {
  readonly kept: readonly KeptRecord[];

  constructor({ cast, members }: World) {
    this.kept = cast.patients.flatMap((patient) => patient.keepers.flatMap(({ member, records }) =>
      records.map(({ id, section, display }) => ({
        member: members[member]?.name ?? '', patient: patient.name, section, record: id, display,
      }))));
  }

  /** By patient and section; a record that several keep is listed once. */
  at(moment: Micros, trace: Trace): ChartIndex[] {
    const charts = new Map<string, Map<string, Map<string, string>>>();
    const put = (patient: string, section: string, record: string, display: string): void => {
      const sections = charts.get(patient) ?? new Map<string, Map<string, string>>();
      const records = sections.get(section) ?? new Map<string, string>();
      if (!records.has(record)) records.set(record, display);
      charts.set(patient, sections.set(section, records));
    };
    for (const { patient, section, record, display } of this.kept) put(patient, section, record, display);
    for (let row = 0; row < trace.outcomeCount && trace.at(row) <= moment; row += 1) {
      if (!trace.is(row, recordWritten)) continue;
      const { patient, section, record, version } = trace.get(row, recordWritten);
      const name = version === 1 ? record : `${record}/_history/${version}`;
      put(patient, section, name, version === 1 ? record : `${record}, version ${version}`);
    }
    return [...charts].map(([patient, sections]) => ({
      patient,
      sections: [...sections].map(([section, records]) => ({
        section, records: [...records].map(([record, display]) => ({ record, display })),
      })).sort((a, b) => (a.section < b.section ? -1 : 1)),
    }));
  }
}
