import type { Keyring } from '../crypto/keys.ts';
import type { Chart, FhirRecord } from '../health/bundle.ts';
import { SECTIONS } from '../health/sections.ts';
import type { Section } from '../health/sections.ts';
import { Vault } from '../health/vault.ts';
import { assert } from '../kernel/assert.ts';
import type { Holding, Patient, Scenario } from '../script/scenario.ts';

export interface KeptRecord extends FhirRecord {
  readonly version: number;
  /** What it is a verbatim copy of. */
  readonly copyOf?: string;
}

/** What one member keeps of a patient's records. */
export interface Keeper {
  readonly member: number;
  /** Every version, by the names that the ledger's index gives the records. */
  readonly records: KeptRecord[];
  sections: readonly Section[];
  /** It treated her, and does not merely hold copies. */
  readonly hasTreated: boolean;
}

/** Who keeps which records of a patient when the story begins: her own place first. */
export function keepersOf(
  scenario: Scenario, { name, at, chart: home }: Patient, charts: ReadonlyMap<string, Chart>,
): Keeper[] {
  const mine = scenario.holdings.filter(({ patient }) => patient === name);
  const members = scenario.members.map((member) => member.name);
  const kept = new Map<string, Omit<KeptRecord, 'version'>[]>([[at, []]]);
  const put = (place: string, records: readonly Omit<KeptRecord, 'version'>[]): void => {
    kept.set(place, [...kept.get(place) ?? [], ...records]);
  };
  const elsewhere = new Map<string, string>();
  for (const holding of mine) {
    if (holding.what !== 'sections') continue;
    for (const section of holding.sections) elsewhere.set(section, holding.at);
  }
  const { records } = chartNamed(charts, home);
  for (const record of records) put(elsewhere.get(record.section) ?? at, [record]);
  for (const holding of mine) put(holding.at, recordsOf(holding, charts, records));
  return [...kept].map(([place, held]) => ({
    member: members.indexOf(place), sections: sectionsOf(held),
    records: held.map((record) => ({ ...record, version: 1 })),
    hasTreated: place === at
      || mine.some((holding) => holding.at === place && holding.what !== 'copies'),
  }));
}

/** The records that say, letter for letter, what others say when the story begins. */
export function startingCopies(patients: readonly { readonly keepers: readonly Keeper[] }[]):
{ readonly copy: string; readonly original: string }[] {
  return patients.flatMap(({ keepers }) => keepers.flatMap(({ records }) => records.flatMap(
    ({ id, copyOf }) => (copyOf === undefined ? [] : [{ copy: id, original: copyOf }]))));
}

/** A member's vault with all that it keeps of anybody when the story begins. */
export function startingVault(
  keyring: Keyring, salted: boolean, patients: readonly { readonly keepers: readonly Keeper[] }[],
  index: number,
): Vault {
  const vault = new Vault(keyring, { salted });
  for (const { keepers } of patients) {
    const records = keepers.find(({ member }) => member === index)?.records ?? [];
    for (const record of records) vault.put(record);
  }
  return vault;
}

/** A member keeps one record, or one version, more of hers. */
export function keepAlso(keepers: Keeper[], member: number, record: KeptRecord): void {
  const keeper = keepers.find((each) => each.member === member);
  if (keeper === undefined) {
    keepers.push({ member, records: [record], sections: [record.section], hasTreated: false });
    return;
  }
  keeper.records.push(record);
  keeper.sections = sectionsOf(keeper.records);
}

/** The sections of all that is kept of her, in the order in which a chart is read. */
export function sectionsKept(keepers: readonly Keeper[]): Section[] {
  return sectionsOf(keepers.flatMap(({ records }) => records));
}

function sectionsOf(records: readonly FhirRecord[]): Section[] {
  const present = new Set(records.map(({ section }) => section));
  return SECTIONS.filter((section) => present.has(section));
}

/**
 * A record is named Type/id in her first chart. Another server may use the same id for something
 * else, so what it keeps is named after it, as FHIR's absolute references are (R4 §2.3.0.1).
 */
function recordsOf(
  holding: Holding, charts: ReadonlyMap<string, Chart>, first: readonly FhirRecord[],
): Omit<KeptRecord, 'version'>[] {
  switch (holding.what) {
    case 'sections': return [];
    case 'copies': return first.filter(({ section }) => holding.sections.includes(section))
      .map((record) => ({ ...record, id: `${holding.at}/copy/${record.id}`, copyOf: record.id }));
    case 'chart': return chartNamed(charts, holding.chart).records
      .map((record) => ({ ...record, id: `${holding.at}/${record.id}` }));
  }
}

function chartNamed(charts: ReadonlyMap<string, Chart>, name: string): Chart {
  const chart = charts.get(name);
  assert(chart !== undefined, `the chart ${name} was read before the run`);
  return chart;
}
