import { assembleSnapshot } from '../health/snapshot.ts';
import type { FinalVersion, Snapshot } from '../health/snapshot.ts';
import type { FhirRecord } from '../health/bundle.ts';
import type { Micros } from '../kernel/micros.ts';
import { erasedKey, indexedRecords, versionedName } from '../ledger/contracts/record-index.ts';
import type { IndexedRecord } from '../ledger/contracts/record-index.ts';
import { pairsSeen, seenBy } from '../views/seen.ts';
import type { Seen } from '../views/seen.ts';
import type { Patient, Person } from '../world/cast.ts';
import type { Run } from '../world/run.ts';
import type { World } from '../world/world.ts';
import { newestNode } from './newest-node.ts';

/** Of everyone who by the moment has asked for or seen a chart; `about`: one person or patient. */
export function snapshotsAt(run: Run, at: Micros, about: string | null): Snapshot[] {
  return pairsSeen(run.trace, at)
    .filter(({ person, patient }) => about === null || about === person || about === patient)
    .map(({ person, patient }) => snapshotOf(run, person, patient, at));
}

function snapshotOf({ trace, world }: Run, name: string, about: string, at: Micros): Snapshot {
  const person = world.cast.person(name);
  const patient = world.cast.patient(about);
  const seen = seenBy(trace, name, about, at);
  const { state } = newestNode(world).replica;
  const index = indexedRecords(state, about);
  const isErased = ({ record }: IndexedRecord): boolean => {
    const erasure = state.get(erasedKey(about, record));
    return typeof erasure === 'string' && seen.erasures.has(erasure);
  };
  const height = seen.heights.get(world.memberName(person.member)) ?? 0;
  const known = index.filter((each) => each.height <= height && !isErased(each));
  const final = Math.max(0, ...seen.heights.values());
  return assembleSnapshot({
    person: name, patient: about, at, asked: seen.asked, shown: seen.shown, refused: seen.refused,
    keptBack: seen.keptBack,
    listed: seen.asked.flatMap((section) => custodiansIn(known, section)
      .map((custodian) => ({ section, custodian }))),
    versions: index.filter((each) => each.height <= final).map(versionOf),
    erased: new Set(index.filter(isErased).map(({ record }) => record)),
    silent: silentCustodians(world, person, seen), abroad: abroadOf(world, person),
    contents: contentsOf(patient),
  });
}

function custodiansIn(known: readonly IndexedRecord[], section: string): string[] {
  const custodians = known.filter((each) => each.section === section)
    .map(({ custodian }) => custodian);
  return [...new Set(custodians)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

export function versionOf({ record, version, custodian, height }: IndexedRecord): FinalVersion {
  return { record, version, custodian, height };
}

/** Where a custodian is down or cut off from the person's own place at the moment, and so silent. */
function silentCustodians(world: World, person: Person, seen: Seen): Map<string, string> {
  const ends = (member: number): string[] => [world.memberName(member), world.regionOf(member)];
  const isCut = (from: number, to: number): boolean => ends(from).some((a) =>
    ends(to).some((b) => seen.cut.has(`${a}>${b}`)));
  const silent = new Map<string, string>();
  world.members.forEach(({ name }, member) => {
    if (seen.down.has(name)) silent.set(name, 'is down');
    else if (isCut(member, person.member) || isCut(person.member, member)) {
      silent.set(name, 'is cut off');
    }
  });
  return silent;
}

/** In another country than the person; of the regions only those of the US share one. */
function abroadOf(world: World, person: Person): Map<string, string> {
  const country = (region: string): string => (region.startsWith('us-') ? 'us' : region);
  const home = country(world.regionOf(person.member));
  return new Map(world.members.filter(({ region }) => country(region) !== home)
    .map(({ name, region }) => [name, region]));
}

export function contentsOf(patient: Patient): Map<string, FhirRecord> {
  return new Map(patient.keepers.flatMap(({ records }) => records.map((record) =>
    [versionedName({ record: record.id, version: record.version }), record])));
}
