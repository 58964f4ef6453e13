import { FHIR_FILE_BYTES_MAX } from '../kernel/limits.ts';
import { utf8 } from '../crypto/utf8.ts';
import { dateOf, displayOf, humanName } from './display.ts';
import {
  child, items, stringOf, writePath, type JsonNode, type JsonPath, type ReadJson,
} from './json.ts';
import { readStrictly } from './json-strict.ts';
import { positionAt } from './position.ts';
import { categoriesOf } from './record-from.ts';
import { isTarget, recordedBy } from './recorded-by.ts';
import { checkResource, type Resource } from './resource.ts';
import { SECTIONS, sectionOf, type Section } from './sections.ts';

/** One patient's records, as one FHIR R4 Bundle holds them. */
export interface Chart {
  readonly sourcePath: string;
  /** As the FHIR gives it; scenarios speak of patients by handles of their own. */
  readonly patientName: string;
  readonly records: readonly FhirRecord[];
  /** Those with a record, in SECTIONS' order. */
  readonly sections: readonly Section[];
}

/** One version of one resource. */
export interface FhirRecord {
  /** Type/id, unique in the chart. */
  readonly id: string;
  readonly resourceType: string;
  readonly section: Section;
  /** The resource exactly as it stands in the file, in UTF-8: what is committed to and sealed. */
  readonly bytes: Uint8Array;
  /** One line in plain words. Plaintext: it is for whoever may see the record. */
  readonly display: string;
  /** When, as the record puts it (a FHIR date, dateTime or instant); null where it does not. */
  readonly date: string | null;
  /** Who recorded it, in FHIR's terms, as "requester Nancy Nurse"; null where it does not say. */
  readonly recordedBy: string | null;
}

/** What is wrong with a file, and exactly where. */
export interface FileProblem {
  /** The file. */
  readonly path: string;
  /** Where in its tree, below the Bundle, e.g. entry[3].resource.id; '' is the whole. */
  readonly pointer: string;
  /** 1-based; the column in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  readonly sentence: string;
}

export type BundleReading =
  | { readonly ok: true; readonly chart: Chart }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** A file wrong in more places than this is another kind of file. */
export const FILE_PROBLEMS_MAX = 20;

/**
 * A chart from a file's text, decoded as UTF-8 without repair. All that is wrong comes back, in
 * order of place; nothing is mended. With `readJson` for `read`, also what is wrong with the JSON.
 */
export function readBundle(text: string, path: string, read: ReadJson = readStrictly): BundleReading {
  const faults: Fault[] = [];
  const chart = chartOf(text, path, faults, read);
  if (faults.length === 0 && chart !== null) return { ok: true, chart };
  return { ok: false, problems: problemsOf(text, path, faults) };
}

export interface Fault {
  readonly offset: number;
  readonly path: JsonPath;
  readonly sentence: string;
}

function chartOf(text: string, path: string, faults: Fault[], read: ReadJson): Chart | null {
  if (text.length > FHIR_FILE_BYTES_MAX) {
    faults.push({ offset: 0, path: [], sentence:
      `The file has more than ${FHIR_FILE_BYTES_MAX} bytes, the most that one chart may have.` });
    return null;
  }
  // RFC 8259 §8.1 lets a reader pass over a byte order mark; offsets stay those of the file.
  const json = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  const reading = read(json);
  if (!reading.ok) {
    faults.push(reading.fault);
    return null;
  }
  const fault = notABundle(reading.root);
  if (fault !== null) {
    faults.push(fault);
    return null;
  }
  const resources = resourcesOf(reading.root, faults);
  const patient = thePatient(reading.root, resources, faults);
  if (patient === null || faults.length > 0) return null;
  const records = recordsOf(json, resources);
  const present = new Set(records.map((record) => record.section));
  return {
    sourcePath: path,
    patientName: humanName(patient.node) ?? 'a patient without a name',
    records,
    sections: SECTIONS.filter((section) => present.has(section)),
  };
}

function notABundle(root: JsonNode): Fault | null {
  const fault = (sentence: string, node = root, path: JsonPath = []): Fault =>
    ({ offset: node.offset, path, sentence });
  if (root.type !== 'object') return fault('A chart is a FHIR Bundle, one JSON object.');
  const type = child(root, 'resourceType');
  const name = stringOf(type);
  if (type === undefined) return fault('This is not FHIR: it has no resourceType.');
  if (name !== 'Bundle') {
    return fault(`This file holds one ${name ?? 'nameless thing'}; a chart is a Bundle.`, type,
      ['resourceType']);
  }
  const page = items(child(root, 'link'))
    .findIndex((link) => stringOf(child(link, 'relation')) === 'next');
  if (page >= 0) {
    return fault('This is one page of a search; the pages after it are missing. Ask for all of it '
      + 'in one Bundle, or take this link out if one page is what you want.',
    items(child(root, 'link'))[page], ['link', page]);
  }
  const entries = child(root, 'entry');
  if (entries === undefined) return fault('The Bundle has no entry: it holds no resource.');
  if (entries.type !== 'array') return fault('entry should be a list.', entries, ['entry']);
  if (items(entries).length === 0) return fault('The Bundle is empty.', entries, ['entry']);
  return null;
}

function resourcesOf(root: JsonNode, faults: Fault[]): Resource[] {
  const resources: Resource[] = [];
  const places = new Map<string, number>();
  items(child(root, 'entry')).forEach((entry, index) => {
    // What a server says about a search stands among what it found, without an id.
    if (stringOf(child(entry, 'resource', 'resourceType')) === 'OperationOutcome') return;
    const resource = checkResource(entry, ['entry', index], faults);
    if (resource === null) return;
    const first = places.get(resource.id);
    if (first === undefined) {
      places.set(resource.id, index);
      resources.push(resource);
    } else {
      faults.push({ offset: resource.node.offset, path: resource.path,
        sentence: `${resource.id} is here twice; the first is entry[${first}].` });
    }
  });
  return resources;
}

/** A chart is one person's: a second patient, or a record about one, is filed wrongly. */
function thePatient(
  root: JsonNode, resources: readonly Resource[], faults: Fault[],
): Resource | null {
  const [patient, second] = resources.filter((resource) => resource.type === 'Patient');
  if (patient === undefined) {
    if (faults.length === 0) {
      const entries = child(root, 'entry') ?? root;
      faults.push({ offset: entries.offset, path: ['entry'],
        sentence: 'No Patient is in this Bundle: whose chart is it?' });
    }
    return null;
  }
  if (second !== undefined) {
    faults.push({ offset: second.node.offset, path: second.path,
      sentence: `A chart is one person's; this is a second Patient beside ${patient.id}.` });
    return null;
  }
  for (const resource of resources) {
    for (const name of ['subject', 'patient']) {
      const reference = child(resource.node, name, 'reference');
      const target = stringOf(reference);
      if (reference === undefined || target === null) continue;
      if (!isOfPatients(target) || pointsTo(target, patient)) continue;
      if (resources.some((other) => pointsTo(target, other))) continue;
      faults.push({ offset: reference.offset, path: [...resource.path, name, 'reference'],
        sentence:
          `This record is about ${target}, not about ${patient.id}, whose chart this is.` });
    }
  }
  return patient;
}

function isOfPatients(reference: string): boolean {
  return reference.startsWith('urn:') || /(?:^|\/)Patient\//.test(reference);
}

/** A Bundle's own rules for references: by fullUrl, or by Type/id (R4, Bundle, §2.36.4.1). */
function pointsTo(reference: string, resource: Resource): boolean {
  return reference === resource.fullUrl || reference === resource.id
    || reference.endsWith(`/${resource.id}`) || reference.startsWith(`${resource.id}/_history/`);
}

function recordsOf(text: string, resources: readonly Resource[]): FhirRecord[] {
  const byUrl = new Map<string, JsonNode>();
  for (const { fullUrl, id, node } of resources) {
    if (fullUrl !== null) byUrl.set(fullUrl, node);
    byUrl.set(id, node);
  }
  const resolve = (reference: string): JsonNode | undefined => byUrl.get(reference);
  const provenances = resources.filter(({ type }) => type === 'Provenance').map(({ node }) => node);
  const records: FhirRecord[] = [];
  for (const { id, type, node, fullUrl } of resources) {
    const section = sectionOf(type, categoriesOf(node));
    if (section === null) continue;
    records.push({
      id, resourceType: type, section,
      bytes: utf8(text.slice(node.offset, node.offset + node.length)),
      display: displayOf(text, node, type, resolve), date: dateOf(node),
      recordedBy: recordedBy(node, resolve)
        ?? recordedBy(provenances.find((each) => isTarget(each, id, fullUrl)), resolve),
    });
  }
  return records;
}

function problemsOf(text: string, path: string, faults: readonly Fault[]): FileProblem[] {
  const sorted = [...faults].sort((a, b) => a.offset - b.offset
    || (a.sentence < b.sentence ? -1 : a.sentence > b.sentence ? 1 : 0));
  const shown = sorted.slice(0, FILE_PROBLEMS_MAX);
  const problems = shown.map((fault) => ({
    path, pointer: writePath(fault.path), ...positionAt(text, fault.offset),
    sentence: fault.sentence,
  }));
  const last = problems[problems.length - 1];
  const more = sorted.length - shown.length;
  if (more > 0 && last !== undefined) {
    problems.push(
      { ...last, pointer: '', sentence: `There are ${more} more problems after this.` });
  }
  return problems;
}
