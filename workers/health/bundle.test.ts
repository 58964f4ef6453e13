import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FHIR_FILE_BYTES_MAX } from '../kernel/limits.ts';
import { sha256 } from '../crypto/hash.ts';
import { FILE_PROBLEMS_MAX, readBundle, type Chart, type FileProblem } from './bundle.ts';
import { readJson } from './json-reading.ts';

const folder = new URL('../../public/fhir/', import.meta.url);
const fileText = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

/** Another folder of bundles to load as well: LEDGERWARD_SAMPLES=/path npx vitest run … */
const samples = process.env['LEDGERWARD_SAMPLES'] ?? '';

function chartOf(text: string): Chart {
  const reading = readBundle(text, 'chart.json', readJson);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.chart;
}

function problemsOf(text: string): readonly FileProblem[] {
  const reading = readBundle(text, 'chart.json', readJson);
  if (reading.ok) throw new Error('expected problems');
  return reading.problems;
}

const said = (text: string): string[] => problemsOf(text)
  .map(({ pointer, line, column, sentence }) => `${pointer} ${line}:${column} ${sentence}`);

const PATIENT = '{"resourceType":"Patient","id":"p1","name":[{"family":"Pagan","given":["Norma"]}]}';

function bundle(...resources: readonly string[]): string {
  const entries = resources.map((resource) => `  {"resource": ${resource}}`).join(',\n');
  return `{"resourceType": "Bundle", "entry": [\n${entries}\n]}\n`;
}

const allergy = (rest: string, id = '"id":"a1",'): string =>
  `{"resourceType":"AllergyIntolerance",${id}${rest}${
    rest.includes('"patient"') ? '' : ',"patient":{"reference":"Patient/p1"}'}}`;

describe('The charts that come with the app', () => {
  const index = JSON.parse(fileText('index.json')) as {
    files: { path: string; chart?: string; sha256: string; bytes: number; licence: string }[];
  };
  const charts = index.files.filter((file) => file.chart !== undefined);

  it('are the files that the index lists, byte for byte', () => {
    const present = ['hl7-r4-examples/', 'ips/', 'synthea/'].flatMap((name) =>
      readdirSync(new URL(name, folder)).map((file) => `${name}${file}`).sort());
    expect(index.files.map((file) => file.path)).toEqual(present);
    for (const file of index.files) {
      const bytes = new Uint8Array(readFileSync(new URL(file.path, folder)));
      expect([file.path, sha256(bytes), bytes.length]).toEqual([file.path, file.sha256, file.bytes]);
      expect(fileText('NOTICE.md')).toContain(file.path.replace(/^.*\//, ''));
    }
  });

  it.each([
    ['Asa_Hermiston', 'Asa Hermiston', 171],
    ['Gerardo_Botello', 'Gerardo Botello', 285],
    ['Ima_Reinger', 'Ima Reinger', 258],
    ['Jordon_Weimann', 'Jordon Weimann', 202],
    ['Lonnie_Von', 'Lonnie Von', 211],
    ['Louis_Maggio', 'Louis Maggio', 152],
    ['Man_Schamberger', 'Man Schamberger', 231],
    ['Mitch_Leannon', 'Mitch Leannon', 215],
    ['Norma_Pagan', 'Norma Pagan', 233],
    ['Regena_Moore', 'Regena Moore', 305],
    ['Rickey_Becker', 'Rickey Becker', 160],
    ['Sofia_Koepp', 'Sofia Koepp', 159],
  ])('%s loads with every record of the patient', (file, name, count) => {
    const text = fileText(`synthea/${file}.json`);
    const chart = chartOf(text);
    expect(chart.patientName).toBe(name);
    expect(chart.records).toHaveLength(count);
    // An independent count: every entry but those of the directories.
    const { entry } = JSON.parse(text) as { entry: { resource: { resourceType: string } }[] };
    const clinical = entry.filter(({ resource }) =>
      !['Organization', 'Practitioner'].includes(resource.resourceType));
    expect(clinical).toHaveLength(count);
  });

  it('include two patient summaries, which are FHIR documents', () => {
    for (const [file, count] of [['complete', 17], ['minimal', 6]] as const) {
      const chart = chartOf(fileText(`ips/${file}.json`));
      expect([chart.patientName, chart.records.length]).toEqual(['Martha DeLarosa', count]);
    }
  });

  it('give every record as the exact bytes of the file, under its own id', () => {
    for (const { path } of charts) {
      const text = fileText(path);
      const { records } = chartOf(text);
      expect(new Set(records.map((record) => record.id)).size).toBe(records.length);
      for (const record of records) {
        const stored = new TextDecoder().decode(record.bytes);
        expect(text.includes(stored)).toBe(true);
        const resource = JSON.parse(stored) as { resourceType: string; id: string };
        expect(`${resource.resourceType}/${resource.id}`).toBe(record.id);
        expect(record.display).not.toBe('');
        expect(record.display).not.toMatch(/\n/);
      }
    }
  });

  it('list sections once, and only those with records', () => {
    const chart = chartOf(fileText('synthea/Norma_Pagan.json'));
    expect(chart.sections).toEqual(['demographics', 'allergies', 'medications', 'conditions',
      'immunizations', 'results', 'vitals', 'surveys', 'procedures', 'encounters', 'care-plans',
      'claims']);
    expect(new Set(chart.records.map((record) => record.section))).toEqual(new Set(chart.sections));
  });

  it('say records in words, with numbers as they were written', () => {
    const { records } = chartOf(fileText('synthea/Norma_Pagan.json'));
    const labels = records.map((record) => record.display);
    expect(labels).toContain('Allergy to mould');
    expect(labels).toContain('Body Height: 140.70368183927275 cm');
    expect(labels).toContain('Fexofenadine hydrochloride 30 MG Oral Tablet');
    expect(labels).toContain('Claim: Encounter for symptom, 255 USD');
    expect(labels).toContain('Blood Pressure: Diastolic Blood Pressure 78.93300648795277 mm[Hg], '
      + 'Systolic Blood Pressure 130.47632653111674 mm[Hg]');
    const mould = records.find((record) => record.display === 'Allergy to mould');
    expect(mould?.date).toBe('2005-08-28T12:41:29+00:00');
  });

  it('load like every other bundle of a sample folder, where one is named', () => {
    const others = samples !== '' && existsSync(samples)
      ? readdirSync(samples).filter((name) => name.endsWith('.json')).map((name) => `${samples}/${name}`)
      : [];
    const files = [...charts.map((file) => new URL(file.path, folder)), ...others];
    for (const file of files) {
      const reading = readBundle(readFileSync(file, 'utf8'), String(file));
      const isDirectory = /(?:hospital|practitioner)Information/.test(String(file));
      expect([String(file), reading.ok]).toEqual([String(file), !isDirectory]);
    }
    expect(files.length).toBeGreaterThanOrEqual(14);
  });
});

describe('A chart of one’s own', () => {
  it('may be an IPS document: composition first, medicine by reference, an absent date', () => {
    const chart = chartOf(`{"resourceType":"Bundle","type":"document","entry":[
      {"fullUrl":"urn:uuid:6b1d5c9e-0000-4000-8000-000000000001","resource":{"resourceType":"Composition",
        "id":"c","status":"final","type":{"coding":[{"system":"http://loinc.org","code":"60591-5",
        "display":"Patient summary Document"}]},"subject":{"reference":"Patient/p1"},"title":"Summary"}},
      {"fullUrl":"http://example.org/Patient/p1","resource":${PATIENT}},
      {"resource":{"resourceType":"MedicationStatement","id":"m1","status":"active",
        "subject":{"reference":"http://example.org/Patient/p1"},
        "medicationReference":{"reference":"Medication/d1"}}},
      {"resource":{"resourceType":"Medication","id":"d1","code":{"text":"anastrozole"}}}]}`);
    expect(chart.records.map(({ id, section, display, date }) => [id, section, display, date])).toEqual([
      ['Composition/c', 'documents', 'Patient summary Document', null],
      ['Patient/p1', 'demographics', 'Norma Pagan', null],
      ['MedicationStatement/m1', 'medications', 'anastrozole', null],
      ['Medication/d1', 'medications', 'anastrozole', null],
    ]);
  });

  it('keeps spaces, escapes and numbers of the file in the bytes it commits to', () => {
    const odd = '{ "resourceType" : "Observation",\n\t"id":"o1", "status":"final", "note":"é\\u00e9 𝄞",'
      + ' "code":{"text":"Dose"}, "valueQuantity":{"value":1.50e+2,"unit":"mg"} }';
    const [, record] = chartOf(bundle(PATIENT, odd)).records;
    expect(new TextDecoder().decode(record?.bytes)).toBe(odd);
    expect(record?.display).toBe('Dose: 1.50e+2 mg');
  });

  it('goes by the uuid of an entry whose resource has no id yet', () => {
    const entry = (id: string): string => `{"resourceType":"Bundle","entry":[{"resource":${PATIENT}},`
      + `{"fullUrl":"${id}","resource":${allergy('"code":{"text":"dust"}', '')}}]}`;
    expect(chartOf(entry('urn:uuid:6b1d5c9e-0000-4000-8000-000000000002')).records[1]?.id)
      .toBe('AllergyIntolerance/6b1d5c9e-0000-4000-8000-000000000002');
    expect(problemsOf(entry('http://example.org/x'))[0]?.sentence)
      .toBe('This AllergyIntolerance has no id, and its entry no urn:uuid to go by.');
  });

  it('may be a search\u2019s answer, with what the server had to say about it', () => {
    const outcome = '{"resourceType":"OperationOutcome","issue":[]}';
    expect(chartOf(bundle(PATIENT, outcome)).records).toHaveLength(1);
  });

  it('may say why a compulsory element is absent', () => {
    const absent = allergy('"_patient":{"extension":[]},"patient":{}');
    expect(chartOf(bundle(PATIENT, absent)).records).toHaveLength(2);
  });

  it('may begin with a byte order mark', () => {
    expect(chartOf(`\ufeff${bundle(PATIENT)}`).records).toHaveLength(1);
  });

  it('names a nameless patient honestly', () => {
    expect(chartOf(bundle('{"resourceType":"Patient","id":"p1"}')).patientName)
      .toBe('a patient without a name');
  });
});

describe('A file that is no chart', () => {
  it.each([
    ['', ' 1:1 The file is empty.'],
    ['not json', ' 1:1 not is not JSON.'],
    ['[]', ' 1:1 A chart is a FHIR Bundle, one JSON object.'],
    ['{}', ' 1:1 This is not FHIR: it has no resourceType.'],
    [PATIENT, 'resourceType 1:17 This file holds one Patient; a chart is a Bundle.'],
    ['{"resourceType":"Bundle"}', ' 1:1 The Bundle has no entry: it holds no resource.'],
    ['{"resourceType":"Bundle","entry":{}}', 'entry 1:34 entry should be a list.'],
    ['{"resourceType":"Bundle","entry":[]}', 'entry 1:34 The Bundle is empty.'],
    [bundle(allergy('"code":{}')), 'entry 1:37 No Patient is in this Bundle: whose chart is it?'],
    ['{"resourceType":"Bundle","entry":[{"fullUrl":"x"}]}', 'entry[0] 1:35 This entry holds no resource.'],
    [bundle(PATIENT, '[]'), 'entry[1].resource 3:16 A resource is a JSON object.'],
    [bundle(PATIENT, '{"id":"x"}'), 'entry[1].resource 3:16 This resource has no resourceType.'],
    [bundle(PATIENT, '{"resourceType":7,"id":"x"}'),
      'entry[1].resource.resourceType 3:32 A resourceType is the name of a FHIR resource, in quotes.'],
    [bundle(PATIENT, '{"resourceType":"Conditon","id":"x"}'),
      'entry[1].resource.resourceType 3:32 Conditon is not a resource of FHIR R4. Is Condition meant?'],
    [bundle(PATIENT, allergy('"code":{}', '')),
      'entry[1].resource 3:16 This AllergyIntolerance has no id, and its entry no urn:uuid to go by.'],
    [bundle(PATIENT, allergy('"code":{}', '"id":"two words",')),
      'entry[1].resource.id 3:53 An id is 1 to 64 letters, digits, hyphens and dots.'],
    [bundle(PATIENT, allergy('"code":{}'), allergy('"code":{"text":"x"}')),
      'entry[2].resource 4:16 AllergyIntolerance/a1 is here twice; the first is entry[1].'],
    [bundle(PATIENT, PATIENT.replace('p1', 'p2')),
      'entry[1].resource 3:16 A chart is one person\'s; this is a second Patient beside Patient/p1.'],
    [bundle(PATIENT, allergy('"patient":{"reference":"Patient/other"}')),
      'entry[1].resource.patient.reference 3:86 This record is about Patient/other, not about '
        + 'Patient/p1, whose chart this is.'],
    [bundle(PATIENT, allergy('"clinicalStatus":"active"')),
      'entry[1].resource.clinicalStatus 3:80 This is written for FHIR STU3; '
        + 'in R4 clinicalStatus is a CodeableConcept.'],
    [bundle(PATIENT, '{"resourceType":"ProcedureRequest","id":"x"}'),
      'entry[1].resource.resourceType 3:32 ProcedureRequest is a resource of FHIR STU3; R4 has none of it.'],
    [bundle(PATIENT, '{"resourceType":"Encounter","id":"e","class":[{}]}'),
      'entry[1].resource.class 3:61 This is written for FHIR R5; in R4 class is one Coding.'],
    [bundle(PATIENT, '{"resourceType":"Observation","id":"o","status":1}'),
      'entry[1].resource.code 3:16 An Observation has code, and this one has none.'],
    [bundle(PATIENT, '{"resourceType":"MedicationRequest","id":"m","status":"active","intent":"order",'
      + '"subject":{"reference":"Patient/p1"}}'),
    'entry[1].resource.medication[x] 3:16 A MedicationRequest has medication with its type, and '
      + 'this one has none.'],
    ['{"resourceType":"Bundle","type":"searchset","link":[{"relation":"self"},{"relation":"next"}],'
      + `"entry":[{"resource":${PATIENT}}]}`,
    'link[1] 1:73 This is one page of a search; the pages after it are missing. Ask for all of it in '
      + 'one Bundle, or take this link out if one page is what you want.'],
    [`${PATIENT}\n${PATIENT}`,
      ' 1:1 This is NDJSON, one resource a line; put the resources in one Bundle.'],
    ['id,code,value\n1,2,3\n',
      ' 1:1 This looks like a table (CSV); a chart is a FHIR Bundle in JSON.'],
    ['<Bundle xmlns="http://hl7.org/fhir"/>',
      ' 1:1 This is XML or HTML; a chart is read from JSON.'],
    [bundle(PATIENT).slice(0, 60),
      'entry[0].resource 2:23 The file ends too early: it seems to be cut short.'],
  ])('%j', (text, expected) => {
    expect(said(text)[0]).toBe(expected);
  });

  it('is told of everything wrong in it, in order of place, up to a limit', () => {
    const broken = Array.from({ length: 30 }, () => '{"id":"x"}');
    const problems = problemsOf(bundle(PATIENT, ...broken));
    expect(problems).toHaveLength(FILE_PROBLEMS_MAX + 1);
    expect(problems.slice(0, 3).map((problem) => problem.line)).toEqual([3, 4, 5]);
    expect(problems.at(-1)?.sentence).toBe('There are 10 more problems after this.');
    expect(problems.every((problem) => problem.path === 'chart.json')).toBe(true);
  });

  it('is refused for its size before it is read', () => {
    expect(said(' '.repeat(FHIR_FILE_BYTES_MAX + 1))[0]).toMatch(/^ 1:1 The file has more than/);
  });

  it('counts lines however they end', () => {
    const text = bundle(PATIENT, '{"id":"x"}');
    expect(problemsOf(text.replaceAll('\n', '\r\n'))[0]?.line).toBe(3);
    expect(problemsOf(text.replaceAll('\n', '\r'))[0]?.line).toBe(3);
  });

  it('never throws, whatever happens to a real one', () => {
    const real = fileText('synthea/Louis_Maggio.json').slice(0, 30_000);
    fc.assert(fc.property(fc.nat(29_999), fc.nat(20), fc.string({ maxLength: 5 }), (from, cut, insert) => {
      const reading = readBundle(real.slice(0, from) + insert + real.slice(from + cut), 'x', readJson);
      expect(reading.ok).toBe(false);
      if (reading.ok) return;
      expect(reading.problems.length).toBeGreaterThan(0);
      for (const problem of reading.problems) {
        expect(problem.sentence).toMatch(/^[^{}[\]]*[A-Z"\w].*[.?]$/s);
        expect(problem.line).toBeGreaterThan(0);
        expect(problem.column).toBeGreaterThan(0);
      }
    }), { numRuns: 100 });
  });
});
