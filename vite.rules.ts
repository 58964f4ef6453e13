/**
 * An assertion of the engine says what it holds to in a sentence, and in a run that goes well
 * nobody reads it. So in the built worker it says the sentence's number, and the sentences are a
 * file of their own (`workers/threads/rules.ts`), fetched when one of them is broken, or before a
 * run in which that may be an outcome.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Visitor, parseSync, type Plugin } from 'vite';

const WORKERS = fileURLToPath(new URL('workers/', import.meta.url));
const TABLE = `${WORKERS}threads/rules.ts`;
const ENTRY = `${WORKERS}threads/simulation.worker.ts`;
/** kernel/assert.ts: each takes its sentence last. */
const SAYING = new Set(['assert', 'fail']);

/** Where a sentence stands in a file, quotes included. */
interface Place {
  readonly sentence: string;
  readonly start: number;
  readonly end: number;
}

export function rulesApart(): Plugin {
  let rules: string[] = [];
  let isEngine = false;
  return {
    name: 'ledgerward-rules-apart',
    enforce: 'pre',
    apply: 'build',
    buildStart({ input }) {
      isEngine = Object.values(input).includes(ENTRY);
      const files = isEngine ? readdirSync(WORKERS, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')) : [];
      rules = [...new Set(files.flatMap((file) => sentencesIn(file, readFileSync(WORKERS + file, 'utf8'))
        .map(({ sentence }) => sentence)))].sort();
    },
    load(id) {
      if (!isEngine || id !== TABLE) return null;
      return { code: `export const RULES = JSON.parse(${JSON.stringify(JSON.stringify(rules))});`, map: null };
    },
    transform(code, id) {
      if (!isEngine || !id.startsWith(WORKERS) || !id.endsWith('.ts')) return null;
      let numbered = code;
      // From the last to the first, so that places before stay what they are; no line is lost.
      for (const { sentence, start, end } of sentencesIn(id, code).reverse()) {
        numbered = `${numbered.slice(0, start)}${rules.indexOf(sentence)}${numbered.slice(end)}`;
      }
      return numbered === code ? null : { code: numbered, map: null };
    },
  };
}

/** Only those that are said as they stand; one that names a value is left where it is. */
function sentencesIn(file: string, code: string): Place[] {
  const places: Place[] = [];
  new Visitor({
    CallExpression({ callee, arguments: values }) {
      if (callee.type !== 'Identifier' || !SAYING.has(callee.name)) return;
      const said = values.at(-1);
      if (said?.type !== 'Literal' || typeof said.value !== 'string') return;
      places.push({ sentence: said.value, start: said.start, end: said.end });
    },
  }).visit(parseSync(file, code).program);
  return places.sort((a, b) => a.start - b.start);
}
