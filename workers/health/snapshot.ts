import type { FhirRecord } from './bundle.ts';
import { duplicatesOf, type Duplicate, type Likeness } from './duplicates.ts';
import { factsOf } from './record-facts.ts';
import { SECTIONS } from './sections.ts';

/** One patient's chart as one person has been shown it, up to a moment. */
export interface Snapshot {
  readonly person: string;
  readonly patient: string;
  /** Microseconds. */
  readonly at: number;
  /** How much it is, and what is wrong with it. */
  readonly sentence: string;
  /** Those that were asked for or shown, in the order in which a chart is read. */
  readonly sections: readonly SnapshotSection[];
}

export interface SnapshotSection {
  readonly section: string;
  readonly items: readonly SnapshotItem[];
  readonly gaps: readonly SnapshotGap[];
}

/** A record as it was shown, with where it comes from. */
export interface SnapshotItem {
  readonly display: string;
  readonly date: string | null;
  readonly resourceType: string;
  readonly record: string;
  readonly version: number;
  readonly custodian: string;
  /** Of the block that made this version final; null where it was shown and is in no index. */
  readonly height: number | null;
  /** Who recorded it, in FHIR's terms. */
  readonly recordedBy: string | null;
  readonly marks: readonly SnapshotMark[];
}

export interface SnapshotMark {
  readonly kind: 'stale' | 'duplicated' | 'erased' | 'untranslated';
  readonly sentence: string;
}

/** What one custodian keeps of the section and did not show. */
export interface SnapshotGap {
  readonly kind: 'missing' | 'withheld';
  readonly custodian: string;
  readonly sentence: string;
}

export interface SnapshotInput {
  readonly person: string;
  readonly patient: string;
  readonly at: number;
  readonly asked: readonly string[];
  /** The latest showing of each custodian's part of a section, by the records' versioned names. */
  readonly shown: readonly Part<{ readonly names: readonly string[] }>[];
  /** Refusals that no later showing has mended. */
  readonly refused: readonly Part<{ readonly reason: string }>[];
  /** Records of a part that its custodian keeps back while it shows the rest. */
  readonly keptBack: readonly Part<{ readonly records: number; readonly told: boolean }>[];
  /** Who keeps some of what was asked for, by the index of the person's node. */
  readonly listed: readonly Part<object>[];
  /** Every version that is final at some node. */
  readonly versions: readonly FinalVersion[];
  /** Records whose keys are destroyed. */
  readonly erased: ReadonlySet<string>;
  /** Why a custodian cannot answer at the moment: it is down, or cut off. */
  readonly silent: ReadonlyMap<string, string>;
  /** Custodians abroad, by where they are. */
  readonly abroad: ReadonlyMap<string, string>;
  /** By versioned name. */
  readonly contents: ReadonlyMap<string, FhirRecord>;
}

type Part<T> = { readonly section: string; readonly custodian: string } & T;

export interface FinalVersion {
  readonly record: string;
  readonly version: number;
  readonly custodian: string;
  readonly height: number;
}

/** Puts the parts together. Pure: the same input gives the same snapshot. */
export function assembleSnapshot(input: SnapshotInput): Snapshot {
  const items = shownItems(input);
  const duplicates = duplicatesOf(items.map(({ item, content, section }) => ({
    custodian: item.custodian, resourceType: item.resourceType, section,
    origin: originOf(item), facts: factsOf(content),
  })));
  const marked = items.map(({ item, section, content }, index) => ({
    section,
    item: { ...item, marks: [
      ...staleness(item, content, input), ...erasure(item, input),
      ...twins(duplicates[index] ?? [], items.map((each) => each.item)), ...abroad(item, input),
    ] },
  }));
  const asked = new Set([...input.asked, ...input.shown.map(({ section }) => section)]);
  const sections = SECTIONS.filter((section) => asked.has(section)).map((section) => ({
    section,
    items: marked.filter((each) => each.section === section).map(({ item }) => item).sort(byDate),
    gaps: gapsOf(section, input),
  }));
  const { person, patient, at } = input;
  return { person, patient, at, sections, sentence: summary(patient, person, sections) };
}

interface Found {
  readonly section: string;
  readonly item: Omit<SnapshotItem, 'marks'>;
  readonly content: FhirRecord;
}

function shownItems({ shown, contents, versions }: SnapshotInput): Found[] {
  const heights = new Map(versions.map(({ record, version, height }) =>
    [`${record} ${version}`, height]));
  return shown.flatMap(({ section, custodian, names }) => names.flatMap((name): Found[] => {
    const content = contents.get(name);
    if (content === undefined) return [];
    const [record = '', version = '1'] = name.split('/_history/');
    return [{ section, content, item: {
      display: content.display, date: content.date, resourceType: content.resourceType, record,
      version: Number(version), custodian, recordedBy: content.recordedBy,
      height: heights.get(`${record} ${version}`) ?? null,
    } }];
  }));
}

/** A copy is named after the record it is of. */
function originOf({ record, custodian }: { record: string; custodian: string }): string {
  const prefix = `${custodian}/copy/`;
  return record.startsWith(prefix) ? record.slice(prefix.length) : record;
}

/** A newer version of it is final somewhere, or of what it was copied from. */
function staleness(
  item: Found['item'], content: FhirRecord, { versions, contents }: SnapshotInput,
): SnapshotMark[] {
  const newest = (record: string): FinalVersion | undefined => versions
    .filter((each) => each.record === record)
    .reduce<FinalVersion | undefined>((best, each) =>
      (best === undefined || each.version > best.version ? each : best), undefined);
  const own = newest(item.record);
  if (own !== undefined && own.version > item.version) {
    return [{ kind: 'stale', sentence: `This is version ${item.version}; version ${own.version} `
      + `is final at ${own.custodian} since block ${own.height}.` }];
  }
  const origin = originOf(item);
  const latest = origin === item.record ? undefined : newest(origin);
  const source = latest === undefined ? undefined
    : contents.get(latest.version === 1 ? origin : `${origin}/_history/${latest.version}`);
  if (latest === undefined || source === undefined || isSame(source.bytes, content.bytes)) return [];
  return [{ kind: 'stale', sentence: `This copy is not what ${latest.custodian} has now: version `
    + `${latest.version} is final there since block ${latest.height}.` }];
}

function erasure({ record, custodian }: Found['item'], { erased }: SnapshotInput): SnapshotMark[] {
  return erased.has(record) ? [{ kind: 'erased', sentence:
    `${custodian} has destroyed the keys of this since; what was shown cannot be taken back.` }] : [];
}

const BY: Readonly<Record<Likeness, string>> = {
  copy: 'one is a copy of the other', identifier: 'the same identifier',
  'code-and-day': 'the same code on the same day',
  'words-and-day': 'the same words on the same day',
};

function twins(duplicates: readonly Duplicate[], items: readonly Found['item'][]): SnapshotMark[] {
  return duplicates.flatMap(({ other, by }): SnapshotMark[] => {
    const twin = items[other];
    return twin === undefined ? [] : [{ kind: 'duplicated', sentence:
      `Also at ${twin.custodian}, as ${twin.record}: ${BY[by]}.` }];
  });
}

function abroad({ custodian }: Found['item'], input: SnapshotInput): SnapshotMark[] {
  const place = input.abroad.get(custodian);
  return place === undefined ? [] : [{ kind: 'untranslated', sentence:
    `From ${custodian} in ${place}; its words, codes and units stand as they came: nothing here is `
    + 'translated.' }];
}

function gapsOf(section: string, input: SnapshotInput): SnapshotGap[] {
  const isOf = (part: Part<object>): boolean => part.section === section;
  const withheld = input.refused.filter(isOf).map(({ custodian, reason }): SnapshotGap =>
    ({ kind: 'withheld', custodian, sentence: `${custodian} withholds it: ${reason}` }));
  const kept = input.keptBack.filter(isOf).map(({ custodian, records, told }): SnapshotGap => ({
    kind: 'withheld', custodian, sentence: `${custodian} keeps ${count(records, 'record')} of it back`
      + ` by the patient's wish${told ? '' : ', and does not say so'}.` }));
  const answered = new Set([...input.shown.filter(isOf), ...input.refused.filter(isOf)]
    .map(({ custodian }) => custodian));
  const missing = input.listed.filter((part) => isOf(part) && !answered.has(part.custodian))
    .map(({ custodian }): SnapshotGap => ({ kind: 'missing', custodian, sentence:
      `${custodian} keeps some of it and ${input.silent.get(custodian) ?? 'has not answered'}.` }));
  return [...missing, ...withheld, ...kept];
}

function summary(patient: string, person: string, sections: readonly SnapshotSection[]): string {
  const items = sections.flatMap((section) => section.items);
  const gaps = sections.flatMap((section) => section.gaps);
  const marked = (kind: SnapshotMark['kind']): number =>
    items.filter(({ marks }) => marks.some((mark) => mark.kind === kind)).length;
  const gap = (kind: SnapshotGap['kind']): string[] =>
    [...new Set(gaps.filter((each) => each.kind === kind).map(({ custodian }) => custodian))];
  const custodians = new Set(items.map(({ custodian }) => custodian)).size;
  const said = [
    ...(marked('stale') > 0 ? [`${marked('stale')} stale`] : []),
    ...(marked('duplicated') > 0 ? [`${marked('duplicated')} told twice`] : []),
    ...(marked('untranslated') > 0 ? [`${marked('untranslated')} not translated`] : []),
  ];
  // What is not there is said apart, or it would seem to be said of what is.
  const gapsSaid = [
    ...(gap('missing').length > 0 ? [` Missing: records that ${gap('missing').join(', ')} keeps.`] : []),
    ...(gap('withheld').length > 0 ? [` Withheld: records that ${gap('withheld').join(', ')} keeps.`] : []),
  ];
  const has = items.length === 0 ? 'nothing'
    : `${count(items.length, 'record')} from ${count(custodians, 'custodian')}`;
  return `Of ${patient}'s chart ${person} has ${has}${said.length === 0 ? '' : `: ${said.join('; ')}`}.${gapsSaid.join('')}`;
}

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}

/** The newest first, as charts are read; then by name. */
function byDate(a: SnapshotItem, b: SnapshotItem): number {
  const [one, other] = [a.date ?? '', b.date ?? ''];
  if (one !== other) return one > other ? -1 : 1;
  return a.record < b.record ? -1 : a.record > b.record ? 1 : 0;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
