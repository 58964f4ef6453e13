import { assert } from '../kernel/assert.ts';
import { SCENARIO_BYTES_MAX } from '../kernel/limits.ts';
import { formatMoment } from '../kernel/micros.ts';
import { HEADINGS } from './act.ts';
import type { ActEntry, Heading } from './act.ts';
import { actNamed, actsIn } from './acts.ts';
import { isMoment } from './clock.ts';
import { conditionText } from './conditions.ts';
import { slotsOf } from './form.ts';
import { JSON_FORMAT } from './json.ts';
import { parseScenario } from './parse.ts';
import type { ParseOptions, Parsed } from './parse.ts';
import { printScenario } from './print.ts';
import { Problems } from './problem.ts';
import { quote } from './sentence.ts';
import { writeForm } from './write.ts';

export interface FromJson extends Parsed {
  /** The script that says the same; present when the shape is right, even if its sense is not. */
  readonly text?: string;
}

/**
 * Reads the JSON form by writing the script it stands for and parsing that: one check for both.
 * Its problems have no line (0); their sentences begin with the item, such as `story[3]`.
 */
export function fromJson(json: unknown, options: ParseOptions = {}): FromJson {
  const script = new Script();
  script.write(json);
  if (script.problems.count > 0) return { problems: script.problems.list() };
  const written = script.lines.map(({ text }) => text).join('\n');
  const { problems } = parseScenario(written, options);
  if (problems.length > 0) {
    const told = problems.map(({ line, sentence }) => (
      { ...NOWHERE, sentence: `${script.lines[line - 1]?.item ?? 'scenario'}: ${sentence}` }));
    return { text: written, problems: told };
  }
  const text = printScenario(written);
  return { text, ...parseScenario(text, options) };
}

const NOWHERE = { line: 0, column: 0, endColumn: 0 };

type Item = Readonly<Record<string, unknown>>;

/** Collects the lines of a script, each with the item it comes from. */
class Script {
  readonly lines: { readonly text: string; readonly item: string }[] = [];
  readonly problems = new Problems();
  #bytes = 0;

  write(json: unknown): void {
    if (!isItem(json)) return this.#complain('scenario', 'it is not an object');
    if (json['format'] !== JSON_FORMAT) {
      return this.#complain('format', `it is not "${JSON_FORMAT}"`);
    }
    const top = actsIn('top');
    this.#knowsAll('scenario', json, [
      'format', ...HEADINGS, ...top.flatMap(({ form }) => slotsOf(form).map(({ name }) => name))]);
    for (const entry of top) {
      const given = slotsOf(entry.form).every(({ name }) => Object.hasOwn(json, name));
      if (given) this.#line('', entry.id, entry, json);
    }
    for (const heading of HEADINGS) this.#block(heading, json[heading]);
  }

  #block(heading: Heading, items: unknown): void {
    if (items === undefined) return;
    if (!Array.isArray(items)) return this.#complain(heading, 'it is not a list');
    this.lines.push({ text: heading, item: heading });
    for (const [index, item] of items.entries()) {
      if (this.#bytes > SCENARIO_BYTES_MAX) return;
      this.#item(heading, `${heading}[${index}]`, item);
    }
  }

  #item(heading: Heading, path: string, item: unknown): void {
    if (!isItem(item)) return this.#complain(path, 'it is not an object');
    const { act: id, at, when } = item;
    const entry = typeof id === 'string' ? actNamed(id) : undefined;
    const block = entry?.block === 'reaction' ? 'story' : entry?.block;
    if (entry === undefined || block !== heading) {
      const acts = [...actsIn(heading), ...heading === 'story' ? actsIn('reaction') : []];
      const ids = acts.map((each) => each.id).join(', ');
      return this.#complain(path, `\`act\` is not one of ${ids}`);
    }
    const timed = entry.block === 'story';
    const waits = timed && when !== undefined;
    const slots = slotsOf(entry.form).map(({ name }) => name);
    this.#knowsAll(path, item, ['act', ...waits ? ['when'] : timed ? ['at'] : [], ...slots]);
    if (!timed) {
      return this.#line(entry.block === 'reaction' ? '  when asked ' : '  ', path, entry, item);
    }
    if (waits) {
      const condition = conditionText(when);
      if (condition === null) return this.#complain(path, '`when` is not a condition of the story');
      return this.#line(`  ${condition} `, path, entry, item);
    }
    if (!isMoment(at)) {
      return this.#complain(path, '`at` is not a moment of the story in microseconds');
    }
    this.#line(`  ${formatMoment(at)} `, path, entry, item);
  }

  #line(prefix: string, path: string, entry: ActEntry, item: Item): void {
    const written = writeForm(entry.form, item);
    if ('slot' in written) {
      return this.#complain(path, `\`${written.slot}\` is not what belongs there`);
    }
    const text = `${prefix}${written.text}`;
    this.#bytes += text.length;
    this.lines.push({ text, item: path });
  }

  /** Nothing is dropped in silence. */
  #knowsAll(path: string, item: Item, known: readonly string[]): void {
    for (const key of Object.keys(item)) {
      if (!known.includes(key)) this.#complain(path, `I know no \`${quote(key)}\` there`);
    }
  }

  #complain(path: string, what: string): void {
    assert(what !== '', 'A problem says what is wrong.');
    this.problems.add(NOWHERE, { sentence: `${path}: ${what}.` });
  }
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
