import { recordWritten } from '../../health/entries.ts';
import type { Micros } from '../../kernel/micros.ts';
import { NONE } from '../../kernel/trace.ts';
import type { Row, Trace } from '../../kernel/trace.ts';
import type { PageLink } from '../../contract.ts';
import { erasuresOf } from '../../ledger/contracts/erasure.ts';
import { indexedRecords, versionedName } from '../../ledger/contracts/record-index.ts';
import type { IndexedRecord } from '../../ledger/contracts/record-index.ts';
import { blockAppended, keysDestroyed } from '../../ledger/entries.ts';
import type { KeptRecord } from '../../world/keepers.ts';
import type { Shelf } from './shelf.ts';

/** One version of a record as it is kept by somebody, with what the ledger's index says of it. */
export interface VersionKept {
  readonly patient: string;
  /** FHIR's name of the version: `Type/id`, or `Type/id/_history/2`. */
  readonly name: string;
  readonly custodian: string;
  readonly record: KeptRecord;
  /** Null where no block has it. */
  readonly indexed: IndexedRecord | null;
  /** From when it is kept, µs, and the outcome of its writing; NONE for what was there before. */
  readonly since: Micros;
  readonly row: Row;
}

/** Every version of every record of a patient's chart, in the order in which they are kept. */
export function versionsKept(shelf: Shelf, patient: string): VersionKept[] {
  const written = rowsWritten(shelf.trace, patient);
  const index = new Map(indexedRecords(shelf.state, patient)
    .map((each) => [`${each.custodian} ${versionedName(each)}`, each]));
  return shelf.world.cast.patient(patient).keepers.flatMap(({ member, records }) =>
    records.map((record): VersionKept => {
      const custodian = shelf.world.memberName(member);
      const name = versionedName({ record: record.id, version: record.version });
      const row = written.get(`${custodian} ${name}`) ?? NONE;
      return {
        patient, name, custodian, record, indexed: index.get(`${custodian} ${name}`) ?? null,
        since: row === NONE ? 0 : shelf.trace.at(row), row,
      };
    }));
}

export function recordLink({ patient, name, record }: VersionKept): PageLink {
  return { kind: 'record', id: `${patient}/${name}`, label: record.display };
}

/** From when its keys and salt are destroyed, µs; Infinity where they never are. */
export function destroyedAt(shelf: Shelf, { patient, custodian, record, indexed }: VersionKept): Micros {
  const { vault } = shelf.world.nodeOf(shelf.world.memberNamed(custodian));
  if (vault.has(record.id)) return Infinity;
  const erasures = new Set(erasuresOf(shelf.state, patient)
    .filter((each) => each.custodian === custodian && each.sections.includes(record.section)
      && (indexed?.height ?? Infinity) <= each.height)
    .map(({ erasure }) => erasure));
  const { trace } = shelf;
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, keysDestroyed) && erasures.has(trace.text(row, keysDestroyed, 'erasure'))) return trace.at(row);
  }
  return Infinity;
}

/** The greatest height that is final anywhere by a moment. */
export function heightAt(trace: Trace, at: Micros): number {
  let height = 0;
  for (let row = 0; row < trace.outcomeCount && trace.at(row) <= at; row += 1) {
    if (trace.is(row, blockAppended)) height = Math.max(height, trace.integer(row, blockAppended, 'height'));
  }
  return height;
}

function rowsWritten(trace: Trace, patient: string): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (!trace.is(row, recordWritten)) continue;
    const { record, version, custodian, ...written } = trace.get(row, recordWritten);
    if (written.patient === patient) rows.set(`${custodian} ${versionedName({ record, version })}`, row);
  }
  return rows;
}
