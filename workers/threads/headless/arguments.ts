import { PAGE_KINDS } from '../../contract.ts';
import type { PageAddress } from '../../contract.ts';
import { parseSetting } from '../../settings/register.ts';
import type { SettingValue } from '../../settings/register.ts';
import { USAGE } from './usage.ts';

export interface RunOptions {
  readonly file: string;
  readonly seed: number | null;
  readonly settings: Readonly<Record<string, SettingValue>>;
  /** Paths of FHIR files that stand in for charts, by patient. */
  readonly charts?: ReadonlyMap<string, string>;
}

/** The values that one setting takes in turn. */
export interface Variation {
  readonly path: string;
  readonly values: readonly SettingValue[];
}

export type Command =
  | { readonly name: 'help' }
  | {
    readonly name: 'validate'; readonly only: string | null; readonly format: 'text' | 'json';
  }
  | { readonly name: 'check'; readonly files: readonly string[] }
  | { readonly name: 'cards'; readonly files: readonly string[] }
  | { readonly name: 'format'; readonly file: string }
  | RunOptions & {
    readonly name: 'run'; readonly format: 'text' | 'json'; readonly trace: string | null;
    readonly strict: boolean; readonly report: boolean;
  }
  | RunOptions & {
    readonly name: 'races'; readonly format: 'text' | 'json'; readonly vary: readonly Variation[];
  }
  | RunOptions & {
    /** By its count from 1, as `14`; or as its page is called, `leak/250`; null: all. */
    readonly name: 'prevent'; readonly format: 'text' | 'json'; readonly leak: string | null;
  }
  | {
    readonly name: 'consent'; readonly file: string; readonly root: 'scope' | 'exception';
    readonly format: 'text' | 'json';
  }
  | RunOptions & { readonly name: 'export-consents'; readonly out: string }
  | RunOptions & { readonly name: 'page'; readonly of: PageAddress }
  | RunOptions & { readonly name: 'record' }
  | RunOptions & { readonly name: 'transcript' }
  | RunOptions & {
    readonly name: 'export-chain'; readonly out: string; readonly member: string | null;
  }
  | RunOptions & {
    readonly name: 'verify'; readonly member: string | null;
    readonly tamper: { readonly height: number; readonly byte: number } | null;
  };

export type ArgumentsReading =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly sentence: string };

/** What each command takes; an option not listed is refused by name. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  check: [], cards: [], format: [], consent: ['root', 'format'],
  'export-consents': ['seed', 'set', 'out'],
  run: ['seed', 'set', 'chart', 'format', 'trace', 'report', 'strict'],
  record: ['seed', 'set'],
  transcript: ['seed', 'set', 'chart'],
  validate: ['only', 'format'],
  page: ['of', 'seed', 'set', 'chart'],
  prevent: ['leak', 'seed', 'set', 'chart', 'format'],
  races: ['vary', 'seed', 'set', 'format'],
  'export-chain': ['seed', 'set', 'chart', 'out', 'member'],
  verify: ['seed', 'set', 'chart', 'member', 'tamper'],
};

export function readArguments(words: readonly string[]): ArgumentsReading {
  const [name, ...rest] = words;
  if (name === undefined) return wrong(`Say what to do.\n\n${USAGE}`);
  if (name === 'help' || name === '--help' || name === '-h') {
    return { ok: true, command: { name: 'help' } };
  }
  const allowed = OPTIONS[name];
  if (allowed === undefined) {
    return wrong(`There is no command "${name}". There are: ${Object.keys(OPTIONS).join(', ')}.`);
  }
  const given = new Given();
  const problem = given.take(name, rest, allowed);
  if (problem !== null) return wrong(problem);
  return commandOf(name, given);
}

/** The words after the command, sorted into files and options. */
class Given {
  readonly files: string[] = [];
  readonly texts = new Map<string, string>();
  readonly settings: Record<string, SettingValue> = {};
  readonly vary: Variation[] = [];
  readonly charts = new Map<string, string>();
  strict = false;
  report = false;

  /** What is wrong with them, or null. */
  take(name: string, words: readonly string[], allowed: readonly string[]): string | null {
    for (let place = 0; place < words.length; place += 1) {
      const word = words[place] ?? '';
      if (!word.startsWith('--')) {
        this.files.push(word);
        continue;
      }
      const [option = '', joined] = split(word.slice(2));
      if (!allowed.includes(option)) return unknownOption(name, option, allowed);
      if (option === 'strict' || option === 'report') {
        this[option] = true;
        continue;
      }
      const value = joined ?? words[place += 1];
      if (value === undefined) return `--${option} needs a value.`;
      const problem = this.option(option, value);
      if (problem !== null) return problem;
    }
    return null;
  }

  private option(option: string, value: string): string | null {
    if (option === 'set') return this.set(value);
    if (option === 'chart') return this.chart(value);
    return option === 'vary' ? this.variation(value) : this.text(option, value);
  }

  private variation(text: string): string | null {
    const [path = '', list] = split(text);
    if (list === undefined) return `--vary needs path=value,value, and got "${text}".`;
    if (this.vary.some((each) => each.path === path)) return `--vary names ${path} twice.`;
    const values: SettingValue[] = [];
    for (const each of list.split(',')) {
      const parsed = parseSetting(path, each);
      if (!parsed.ok) return parsed.sentence;
      values.push(parsed.value);
    }
    this.vary.push({ path, values });
    return null;
  }

  private chart(text: string): string | null {
    const [patient = '', path] = split(text);
    if (path === undefined || path === '' || patient === '') {
      return `--chart needs PATIENT=file.json, and got "${text}".`;
    }
    if (this.charts.has(patient)) return `--chart names ${patient} twice.`;
    this.charts.set(patient, path);
    return null;
  }

  private set(text: string): string | null {
    const [path = '', value] = split(text);
    if (value === undefined) return `--set needs path=value, and got "${text}".`;
    const parsed = parseSetting(path, value);
    if (!parsed.ok) return parsed.sentence;
    this.settings[path] = parsed.value;
    return null;
  }

  private text(option: string, value: string): string | null {
    if (this.texts.has(option)) return `--${option} is given twice.`;
    this.texts.set(option, value);
    return null;
  }
}

function unknownOption(name: string, option: string, allowed: readonly string[]): string {
  return `"${name}" has no option --${option}. ${allowed.length === 0 ? 'It has none.'
    : `Its options: ${allowed.map((each) => `--${each}`).join(', ')}.`}`;
}

function commandOf(name: string, given: Given): ArgumentsReading {
  const [file, extra] = given.files;
  if (name === 'validate') return validateCommand(file, given);
  if (file === undefined) return wrong(`"${name}" needs ${name === 'consent'
    ? 'a FHIR Consent: a path, or the name of a sample' : 'a scenario: a path, or a name'}.`);
  if (name === 'check' || name === 'cards') return { ok: true, command: { name, files: given.files } };
  if (extra !== undefined) return wrong(`"${name}" takes one scenario, and "${extra}" is a second.`);
  if (name === 'format') return { ok: true, command: { name: 'format', file } };
  if (name === 'consent') return consentCommand(file, given);
  const seed = seedOf(given.texts.get('seed'));
  if (typeof seed === 'string') return wrong(seed);
  const shared = { file, seed, settings: given.settings, charts: given.charts };
  if (name === 'record' || name === 'transcript') return { ok: true, command: { ...shared, name } };
  if (name === 'export-consents') {
    const out = given.texts.get('out');
    if (out === undefined) return wrong('"export-consents" needs --out and the file to write.');
    return { ok: true, command: { ...shared, name, out } };
  }
  if (name === 'export-chain') {
    const out = given.texts.get('out');
    if (out === undefined) return wrong('"export-chain" needs --out and the file to write.');
    return { ok: true, command: { ...shared, name, out, member: given.texts.get('member') ?? null } };
  }
  if (name === 'page') return pageCommand(shared, given.texts.get('of') ?? '');
  return name === 'verify' ? verifyCommand(shared, given) : formattedCommand(shared, given, name);
}

function formattedCommand(shared: RunOptions, given: Given, name: string): ArgumentsReading {
  const format = given.texts.get('format') ?? 'text';
  if (format !== 'text' && format !== 'json') {
    return wrong(`--format is text or json, not "${format}".`);
  }
  if (name === 'prevent') {
    const text = given.texts.get('leak');
    if (text !== undefined && !/^(?:[1-9]\d{0,8}|leak\/\d{1,9})$/.test(text)) {
      return wrong(`--leak needs the number of a leak, from 1, or the name of its page, such as leak/250, not "${text}".`);
    }
    return { ok: true, command: { ...shared, name, format, leak: text ?? null } };
  }
  if (name === 'races') return { ok: true, command: { ...shared, name, format, vary: given.vary } };
  return { ok: true, command: {
    ...shared, name: 'run', format, trace: given.texts.get('trace') ?? null, strict: given.strict,
    report: given.report,
  } };
}

function validateCommand(file: string | undefined, given: Given): ArgumentsReading {
  const format = given.texts.get('format') ?? 'text';
  if (file !== undefined) return wrong(`"validate" takes no scenario, and "${file}" is one; --only names a row.`);
  if (format !== 'text' && format !== 'json') return wrong(`--format is text or json, not "${format}".`);
  return { ok: true, command: { name: 'validate', only: given.texts.get('only') ?? null, format } };
}

function consentCommand(file: string, given: Given): ArgumentsReading {
  const root = given.texts.get('root') ?? 'scope';
  const format = given.texts.get('format') ?? 'text';
  if (root !== 'scope' && root !== 'exception') {
    return wrong(`--root is scope or exception, not "${root}".`);
  }
  if (format !== 'text' && format !== 'json') {
    return wrong(`--format is text or json, not "${format}".`);
  }
  return { ok: true, command: { name: 'consent', file, root, format } };
}

function pageCommand(shared: RunOptions, text: string): ArgumentsReading {
  const [, first, id = ''] = /^([^/]+)\/(.+)$/.exec(text) ?? [];
  const kind = [...PAGE_KINDS, 'row' as const].find((each) => each === first);
  if (kind === undefined) {
    return wrong(`"page" needs --of KIND/ID, such as block/10, not "${text}". Kinds: ${PAGE_KINDS.join(', ')}, row.`);
  }
  return { ok: true, command: { ...shared, name: 'page', of: { kind, id } } };
}

function verifyCommand(shared: RunOptions, given: Given): ArgumentsReading {
  const member = given.texts.get('member') ?? null;
  const text = given.texts.get('tamper');
  if (text === undefined) return { ok: true, command: { ...shared, name: 'verify', member, tamper: null } };
  const match = /^(\d{1,9}):(\d{1,9})$/.exec(text);
  if (match === null) return wrong(`--tamper needs HEIGHT:BYTE, such as 2:100, not "${text}".`);
  const tamper = { height: Number(match[1]), byte: Number(match[2]) };
  return { ok: true, command: { ...shared, name: 'verify', member, tamper } };
}

/** null: the scenario's own; a text: what is wrong with it. */
function seedOf(text: string | undefined): number | null | string {
  if (text === undefined) return null;
  const seed = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(seed)
    ? seed
    : `--seed needs a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, not "${text}".`;
}

function split(text: string): [string, string | undefined] {
  const place = text.indexOf('=');
  return place < 0 ? [text, undefined] : [text.slice(0, place), text.slice(place + 1)];
}

function wrong(sentence: string): ArgumentsReading {
  return { ok: false, sentence };
}
