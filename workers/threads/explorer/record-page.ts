import type { PageLink, RecordPage } from '../../contract.ts';
import { toHex } from '../../crypto/hash.ts';
import type { Micros } from '../../kernel/micros.ts';
import { NONE } from '../../kernel/trace.ts';
import { eventsBy, isAbout } from '../../views/page-events.ts';
import { reachOf, trailOf } from '../../views/trail.ts';
import { destroyedAt, recordLink, versionsKept } from './records.ts';
import type { VersionKept } from './records.ts';
import type { Shelf } from './shelf.ts';
import { textOf } from './transaction-page.ts';

/** One version of a record: as it is stored, as the ledger commits to it, and who has had it. */
export function recordPage(shelf: Shelf, id: string, at: Micros): RecordPage | null {
  const slash = id.indexOf('/');
  const [patient, name] = [id.slice(0, slash), id.slice(slash + 1)];
  if (!shelf.hasPatient(patient)) return null;
  const kept = versionsKept(shelf, patient);
  const place = kept.findIndex((each) => each.name === name);
  const found = kept[place];
  if (found === undefined) return null;
  const { record, custodian, indexed } = found;
  const { trace, open } = shelf;
  const trail = trailOf(trace, { patient, section: record.section, record: name }, at, open.keptFacts);
  const isGone = destroyedAt(shelf, found) <= at;
  const neighbour = (index: number): PageLink | null => {
    const beside = kept[index];
    return beside === undefined ? null : recordLink(beside);
  };
  const written = found.row === NONE ? '' : name;
  return {
    kind: 'record', id, title: record.display,
    sentence: `${record.resourceType}, version ${record.version}, in ${patient}'s ${record.section}, kept by ${custodian}: `
      + `${isGone ? 'its keys are destroyed, and nobody opens it again' : reachOf(trail.rows)}.`,
    since: found.since,
    mark: found.row === NONE ? { kind: 'patient', name: patient } : { kind: 'outcome', row: found.row },
    before: neighbour(place - 1), after: neighbour(place + 1),
    events: eventsBy(trace, at, (row) => row === found.row || trail.rows.some((line) => line.row === row)
      || (written !== '' && isAbout(trace, row, written))),
    patient, record: record.id, version: record.version, section: record.section,
    resourceType: record.resourceType, custodian, display: record.display, date: record.date,
    recordedBy: record.recordedBy,
    text: isGone ? null : textOf(record.bytes), salt: saltOf(shelf, found),
    commitment: indexed?.commitment ?? null, onChain: indexed?.onChain ?? null,
    ...placesOf(shelf, found),
    versions: kept.filter((each) => each.record.id === record.id && each.custodian === custodian)
      .flatMap((each) => (each.indexed === null ? []
        : [{ ...recordLink(each), label: `version ${each.record.version}`, height: each.indexed.height }])),
    trail: trail.rows,
  };
}

function saltOf(shelf: Shelf, { custodian, record }: VersionKept): string | null {
  const { vault } = shelf.world.nodeOf(shelf.world.memberNamed(custodian));
  return vault.has(record.id) ? toHex(vault.saltOf(record.id, record.version)) : null;
}

/** The block and the transaction that put it into the ledger's index. */
function placesOf(shelf: Shelf, { indexed }: VersionKept): Pick<RecordPage, 'block' | 'transaction'> {
  const kept = indexed === null ? undefined : shelf.chain[indexed.height];
  if (indexed === null || kept === undefined) return { block: null, transaction: null };
  const wrote = kept.block.transactions.find(({ body }) => body.contract === 'record-index'
    && body.body.patient === indexed.patient && body.body.record === indexed.record
    && body.body.version === indexed.version);
  return {
    block: shelf.blockLink(kept),
    transaction: wrote === undefined ? null : shelf.transactionLink(wrote.body.id),
  };
}
