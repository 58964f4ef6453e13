/** The rules about what a file may say. Each finding names the replacement. */
import type { Source } from './source.ts';

export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly sentence: string;
}

export interface Rule {
  /** Which files it judges. */
  readonly where: (path: string) => boolean;
  readonly judge: (source: Source) => readonly { readonly line: number; readonly sentence: string }[];
}

const FILE_LINES_MAX = 300;
/** A test of a paper is as long as the paper has sentences. */
const TEST_LINES_MAX = 500;
/** The aim is 100 (.editorconfig); a few more are not worth an uglier break. */
const COLUMNS_MAX = 120;
/** An element with its attributes reads better in one piece. */
const MARKUP_COLUMNS_MAX = 160;
/** A sentence of the product, a published vector or an address is one thing and stays in one piece. */
const LONG_TEXT = /(['"`]).{30,}\1|\S{50,}/g;

const isGenerated = (path: string): boolean =>
  /^workers\/script\/parser(\.terms)?\.ts$/.test(path);
/** All words of one language: a list, as long as the product is talkative. */
const isDictionary = (path: string): boolean => /^src\/words\/[a-z]{2}\.ts$/.test(path);
const isTest = (path: string): boolean => path.endsWith('.test.ts') || path.includes('/testing/');
const isCode = (path: string): boolean => /\.(ts|mjs|svelte)$/.test(path) && !isGenerated(path);
const inCore = (path: string): boolean =>
  path.startsWith('workers/') && !/^workers\/(threads\/|contract\.ts$)/.test(path)
  && !isTest(path) && isCode(path);
const inProduct = (path: string): boolean => /^(workers|src)\//.test(path) && !isTest(path) && isCode(path);
const inSrc = (path: string): boolean => path.startsWith('src/') && !isTest(path);

const CLOCK = 'the kernel\'s virtual time (kernel.now), as an argument';
const THREADS = 'nothing here: do it in workers/threads and pass the result in';
const TEXT = 'workers/crypto/utf8.ts or workers/kernel/utf8.ts';
const LOCALE = 'a comparison with < and >, which is the same everywhere';

/** Forbidden in the core → what to use instead. */
const CORE_FORBIDDEN: Readonly<Record<string, string>> = {
  Date: CLOCK, performance: CLOCK,
  setTimeout: 'kernel.schedule', setInterval: 'kernel.schedule', queueMicrotask: 'kernel.schedule',
  requestAnimationFrame: 'kernel.schedule',
  Promise: THREADS, Worker: THREADS, fetch: THREADS, crypto: THREADS, process: THREADS,
  self: THREADS, window: THREADS, document: THREADS, navigator: THREADS, postMessage: THREADS,
  localStorage: THREADS, indexedDB: THREADS, globalThis: THREADS,
  'syntax:async': THREADS, 'syntax:await': THREADS,
  TextEncoder: TEXT, TextDecoder: TEXT,
  structuredClone: 'a copy that names its fields',
  console: 'an outcome in the trace, or an assertion',
  Intl: LOCALE, '.localeCompare': LOCALE, '.toLocaleString': LOCALE, '.toLocaleLowerCase': LOCALE,
  '.toLocaleUpperCase': LOCALE,
  'Math.random': 'kernel.draws, keyed by entity, purpose and occasion',
  'syntax:for in': 'Object.keys(…) sorted, or a Map',
  'syntax:module let': 'a class, or an argument: no mutable state at module level',
  'syntax:bare sort': 'a total comparator: (a, b) => a < b ? -1 : a > b ? 1 : 0',
  'syntax:**': 'multiplication, or kernel/mathematics.ts pow',
};

const TRANSCENDENTAL = [
  'acos', 'acosh', 'asin', 'asinh', 'atan', 'atan2', 'atanh', 'cbrt', 'cos', 'cosh', 'exp', 'expm1',
  'hypot', 'log', 'log10', 'log1p', 'log2', 'pow', 'sin', 'sinh', 'tan', 'tanh',
];

/** JSON.stringify follows key order, so bytes that are hashed come from the canonical encoder. */
const STRINGIFY_ALLOWED = /^workers\/(script\/|threads\/|access\/cedar\.ts|crypto\/canonical\.ts)/;

const SRC_FORBIDDEN: Readonly<Record<string, string>> = {
  'syntax:{@html}': 'text and elements: markup from data is how scripts get in',
  '.innerHTML': 'Svelte markup', '.outerHTML': 'Svelte markup', '.insertAdjacentHTML': 'Svelte markup',
  'document.write': 'Svelte markup',
  'Math.random': 'a fixed offset derived from the thing\'s name: the same run must look the same',
  XMLHttpRequest: 'fetch of a same-origin static file', WebSocket: 'nothing: there is no server',
  EventSource: 'nothing: there is no server', 'navigator.sendBeacon': 'nothing: there is no tracker',
  'navigator.userAgent': 'a test for the feature itself',
};

const ONLY_SOME_TESTS: Readonly<Record<string, string>> = {
  'it.only': 'it', 'test.only': 'test', 'describe.only': 'describe', 'it.skip': 'it',
};

// Each in two halves, because this file is judged too.
const LEFTOVER = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`);
const MACHINE_PATH = new RegExp(
  `(?<![\\w.\\-/])/(${['ho' + 'me', 'ro' + 'ot', 'wo' + 'rk', 'tm' + 'p', 'Us' + 'ers'].join('|')})/[\\w.-]+`,
);

export const RULES: Readonly<Record<string, Rule>> = {
  'the core has no clock, no dice, no machine': {
    where: inCore,
    judge: ({ uses }) => uses.flatMap(({ what, line }) => forbidden(CORE_FORBIDDEN, what, line)),
  },
  'the core uses no transcendental Math': {
    where: inCore,
    judge: ({ uses }) => uses
      .filter(({ what }) => TRANSCENDENTAL.some((name) => what === `Math.${name}`))
      .map(({ what, line }) => ({
        line, sentence: `${what} differs between engines in its last bit: use kernel/mathematics.ts.`,
      })),
  },
  'hashed bytes come from the canonical encoder': {
    where: (path) => inCore(path) && !STRINGIFY_ALLOWED.test(path),
    judge: ({ uses }) => uses.filter(({ what }) => what === 'JSON.stringify').map(({ line }) => ({
      line, sentence: 'JSON.stringify follows key order: use canonical() of workers/crypto/canonical.ts.',
    })),
  },
  'the screen builds no markup from text and calls nobody': {
    where: inSrc,
    judge: ({ uses }) => uses.flatMap(({ what, line }) => forbidden(SRC_FORBIDDEN, what, line)),
  },
  'the product is typed and exports by name': {
    where: inProduct,
    judge: ({ uses }) => uses.flatMap(({ what, line }) => forbidden({
      'syntax:any': 'unknown, narrowed where it comes in',
      'syntax:default export': 'a named export',
    }, what, line)),
  },
  'no debug words are left behind': {
    where: isCode,
    judge: (source) => [
      ...source.uses.flatMap(({ what, line }) => forbidden({
        'syntax:debugger': 'nothing',
        ...inProduct(source.path) && { 'console.log': 'nothing' },
        ...isTest(source.path) && ONLY_SOME_TESTS,
      }, what, line)),
      ...linesWith(source.text, LEFTOVER,
        (word) => `"${word}" is left in: do it, or write an issue.`),
    ],
  },
  'nothing names a particular machine': {
    where: () => true,
    judge: ({ text }) => linesWith(text.replace(/https?:\/\/\S+/g, ''), MACHINE_PATH,
      (path) => `${path} is a path of one machine: make it relative to the repository.`),
  },
  [`a file has at most ${FILE_LINES_MAX} lines`]: {
    where: (path) => isCode(path) && !isDictionary(path),
    judge: ({ path, text }) => {
      const lines = text.trimEnd().split('\n').length;
      const most = isTest(path) ? TEST_LINES_MAX : FILE_LINES_MAX;
      const sentence = `${lines} lines: one noun a file; split it.`;
      return lines <= most ? [] : [{ line: lines, sentence }];
    },
  },
  [`a line has at most ${COLUMNS_MAX} columns`]: {
    where: isCode,
    judge: ({ path, text }) => text.split('\n').flatMap((content, at) => {
      const most = path.endsWith('.svelte') ? MARKUP_COLUMNS_MAX : COLUMNS_MAX;
      const columns = content.replace(LONG_TEXT, '').length;
      return columns > most ? [{ line: at + 1, sentence: `${columns} columns: break the line.` }] : [];
    }),
  },
};

export function ruleFindings(name: string, sources: readonly Source[]): Finding[] {
  const rule = RULES[name];
  if (!rule) throw new Error(`There is no rule "${name}".`);
  return sources.filter(({ path }) => rule.where(path)).flatMap((source) =>
    rule.judge(source).map((finding) => ({ path: source.path, ...finding })));
}

function forbidden(
  table: Readonly<Record<string, string>>, what: string, line: number,
): { line: number; sentence: string }[] {
  const instead = Object.hasOwn(table, what) ? table[what] : undefined;
  if (instead === undefined) return [];
  return [{ line, sentence: `${what.replace(/^(syntax:|\.)/, '')} is not allowed here: use ${instead}.` }];
}

function linesWith(
  text: string, pattern: RegExp, sentence: (found: string) => string,
): { line: number; sentence: string }[] {
  return text.split('\n').flatMap((content, at) => {
    const found = pattern.exec(content);
    return found ? [{ line: at + 1, sentence: sentence(found[0]) }] : [];
  });
}
