import fc from 'fast-check';

/** Random texts for the tests: right ones, right ones badly spaced, and broken ones. */

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,7}$/).filter((word) => (
  word !== 'anyone' && !/^(us|eu|ap|sa)-/.test(word)));
const minutes = fc.integer({ min: 1, max: 600 }).map((count) => (
  count % 60 === 0 ? `${count / 60}h` : `${count}m`));
const section = fc.constantFrom('allergies', 'medications', 'claims', 'other');
const remark = fc.constantFrom('', '', '', '  # a remark', '  # "quoted", with a comma');

interface Parts {
  readonly names: readonly string[];
  readonly sections: readonly string[];
  readonly spans: readonly string[];
  readonly remarks: readonly string[];
  readonly minute: number;
  readonly acts: readonly number[];
}

/** A scenario that is right, with any names, any acts and remarks here and there. */
export function scenarioText(): fc.Arbitrary<string> {
  return fc.record({
    names: fc.uniqueArray(name, { minLength: 7, maxLength: 7 }),
    sections: fc.uniqueArray(section, { minLength: 2, maxLength: 2 }),
    spans: fc.array(minutes, { minLength: 4, maxLength: 4 }),
    remarks: fc.array(remark, { minLength: 6, maxLength: 6 }),
    minute: fc.integer({ min: 0, max: 59 }),
    acts: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 12 }),
  }).map(textOf);
}

function textOf({ names, sections, spans, remarks, minute, acts }: Parts): string {
  const [clinic, hospital, patient, doctor, porter, desk, ward] = names;
  const [one, two] = sections;
  const [span, other, third] = spans;
  const records = `${patient}/${one}, ${patient}/${two}`;
  const lines = [
    `${doctor} needs ${records} for treatment within ${span}`,
    `${doctor} asks for ${records} at ${desk}`, `${doctor} asks for ${patient}/${two}`,
    `${patient} grants ${doctor} for ${other}`,
    `${patient} grants ${doctor} ${records} for ${span}`,
    `${patient} revokes ${doctor}`, `${doctor} leaves ${desk} unlocked`,
    `${porter} sits down at ${ward} and opens ${patient}`,
    `link us-west ${hospital} is cut for ${third}`,
    `link ${clinic} to us-east loses 2.5% for ${third}`, `link us-west us-east duplicates 100%`,
    `link us-west to ${hospital} reorders 0.01% by ${span} for ${third}`,
    `link us-west us-east is slower by ${span}`,
  ];
  const day = (index: number): string => `day ${index + 1} 09:${`${minute}`.padStart(2, '0')}`;
  return [
    '# A text made for a test.',
    `scenario "A \\"random\\" one"${remarks[0]}`, 'seed 7', '', 'network',
    `  clinic ${clinic} in us-west${remarks[1]}`, `  hospital ${hospital} in us-east, client`, '',
    'people', `  patient ${patient} at ${clinic}, chart "synthea/Any_One"`,
    `  clinician ${doctor} surgeon at ${hospital}, on shift 22:00-06:00${remarks[2]}`,
    `  staff ${porter} at ${clinic}`, `  workstation ${desk} at ${hospital}, locks after ${span}`,
    `  workstation ${ward} at ${clinic}`, `story${remarks[3]}`, '# what follows is made up',
    ...acts.map((act, index) => `  ${day(index)} ${lines[act]}${remarks[4]}`),
    `  when asked ${patient} grants anyone for ${other}`,
    `  when ${clinic} leads from day 2 09:00 ${hospital} crashes${remarks[5]}`,
    `  when block 3 is final at ${hospital} link us-west ${hospital} is cut for ${third}`, 'expect',
    `  ${patient}/${one} reaches ${doctor} within ${span}${remarks[5]}`, '  leaks at most 3', '',
  ].join('\n');
}

const CODE_AND_COMMENT = /^\s*((?:[^#"]|"(?:\\.|[^"\\])*")*)(#.*)?$/;

/** Changes of spacing, line endings and indentation that change no meaning. */
export function misspaced(): fc.Arbitrary<(text: string) => string> {
  return fc.record({
    gap: fc.constantFrom(' ', '   ', '\t', '\u00a0'),
    indent: fc.constantFrom('', '\t', '        '),
    ending: fc.constantFrom('\n', '\r\n', '\n\n', '\r'),
    mark: fc.constantFrom('', '\ufeff'),
    comma: fc.constantFrom(', ', ' , ', ','),
  }).map(({ gap, indent, ending, mark, comma }) => (text) => mark + text.split('\n').map((line) => {
    const [, code = '', comment = ''] = CODE_AND_COMMENT.exec(line) ?? [];
    const parts = code.trim().split(/("(?:\\.|[^"\\])*")/);
    const spaced = parts.map((part, index) => (
      index % 2 === 1 ? part : part.replaceAll(/ +/g, gap).replaceAll(/,\s+/g, comma))).join('');
    return `${indent}${spaced}${comment === '' ? '' : ` ${comment}`}`;
  }).join(ending));
}

/** A text with a few random edits: pieces cut out, doubled, swapped, or strange ones put in. */
export function mutated(text: string): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.nat(text.length), length: fc.nat(12), kind: fc.nat(4),
    piece: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.constantFrom(
      '\n', ' ', ',', '"', '#', '/', 'day ', '-1', '1e400', 'when asked ', 'people\n', '\r',
      'josé', '99999999', '\t', '\u2013', '\ufeff', 'ana', 'ana/', ':', '.')),
  });
  return fc.array(edit, { minLength: 1, maxLength: 6 }).map((edits) => edits.reduce(
    (edited, { at, length, kind, piece }) => {
      const head = edited.slice(0, at);
      const cut = edited.slice(at, at + length);
      const tail = edited.slice(at + length);
      return [head + tail, head + piece + cut + tail, head + piece + tail, head + cut + cut + tail,
        head + [...cut].reverse().join('') + tail][kind] ?? edited;
    }, text));
}
