import type { ChartPage, ChartRecord, PageLink } from '../../contract.ts';
import { assembleSnapshot } from '../../health/snapshot.ts';
import type { SnapshotItem } from '../../health/snapshot.ts';
import type { Micros } from '../../kernel/micros.ts';
import { versionedName } from '../../ledger/contracts/record-index.ts';
import { eventsBy, isAbout } from '../../views/page-events.ts';
import { contentsOf } from '../snapshots.ts';
import { plural } from './block-page.ts';
import { readingsBy } from './leak-page.ts';
import { destroyedAt, heightAt, versionsKept } from './records.ts';
import type { VersionKept } from './records.ts';
import type { Shelf } from './shelf.ts';

/**
 * A patient's chart as it stands at a moment: the newest version of every record that somebody
 * keeps, marked as a chart that was shown is marked, and beside it what people have been shown.
 */
export function chartPage(shelf: Shelf, patient: string, at: Micros): ChartPage | null {
  if (!shelf.hasPatient(patient)) return null;
  const { trace, world, open } = shelf;
  const kept = versionsKept(shelf, patient).filter(({ since }) => since <= at);
  const height = heightAt(trace, at);
  const newest = [...new Map(kept.map((each) => [`${each.custodian} ${each.record.id}`, each])).values()];
  const { sections } = assembleSnapshot({
    person: '', patient, at, refused: [], keptBack: [], listed: [], silent: new Map(), abroad: new Map(),
    asked: [...new Set(newest.map(({ record }) => record.section))],
    shown: newest.map(({ name, custodian, record: { section } }) => ({ section, custodian, names: [name] })),
    versions: kept.flatMap(({ indexed }) => (indexed === null || indexed.height > height ? [] : [indexed])),
    erased: new Set(newest.filter((each) => destroyedAt(shelf, each) <= at).map(({ record }) => record.id)),
    contents: contentsOf(world.cast.patient(patient)),
  });
  const custodians = new Set(newest.map(({ custodian }) => custodian));
  const names = world.cast.patients.map(({ name }) => name);
  const place = names.indexOf(patient);
  const { chart } = world.cast.patient(patient);
  return {
    kind: 'chart', id: patient, title: `${patient}'s chart`,
    sentence: `${chart.patientName}: ${plural(newest.length, 'record')} in ${plural(sections.length, 'section')}, `
      + `kept by ${[...custodians].join(', ')}.`,
    since: 0, mark: { kind: 'patient', name: patient },
    before: chartLink(names[place - 1]), after: chartLink(names[place + 1]),
    events: eventsBy(trace, at, (row) => isAbout(trace, row, patient)),
    patient, chartName: chart.patientName, leaks: readingsBy(trace, at, patient),
    sections: sections.map(({ section, items }) =>
      ({ section, records: items.map((item) => recordOf(patient, item, newest)) })),
    snapshots: open.snapshots(patient, at).filter((snapshot) => snapshot.patient === patient),
  };
}

function recordOf(patient: string, item: SnapshotItem, kept: readonly VersionKept[]): ChartRecord {
  const { display, custodian, version, height, date, recordedBy, marks } = item;
  const found = kept.find(({ record }) => record.id === item.record);
  const name = found?.name ?? versionedName(item);
  return {
    kind: 'record', id: `${patient}/${name}`, label: display, custodian, version, height, date, recordedBy, marks,
  };
}

function chartLink(patient: string | undefined): PageLink | null {
  return patient === undefined ? null : { kind: 'chart', id: patient, label: `${patient}'s chart` };
}
