import { resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { rulesApart } from '../vite.rules.ts';

const TABLE = resolve('workers/threads/rules.ts');
const ASSERTING = resolve('workers/net/waiting.ts');

type Hooks = Plugin & {
  buildStart(options: { input: Record<string, string> }): void;
  load(id: string): { code: string } | null;
  transform(code: string, id: string): { code: string } | null;
};

/** As the build of a worker uses it. */
function building(worker: string): Hooks {
  const plugin = rulesApart() as Hooks;
  plugin.buildStart({ input: { worker: resolve('workers/threads', worker) } });
  return plugin;
}

describe('in the built engine', () => {
  let engine: Hooks;
  let rules: readonly string[];

  beforeAll(async () => {
    engine = building('simulation.worker.ts');
    const table = await import(`data:text/javascript,${encodeURIComponent(engine.load(TABLE)!.code)}`) as
      { RULES: readonly string[] };
    rules = table.RULES;
  });

  it('an assertion says the number of its sentence', () => {
    const code = readFileSync(ASSERTING, 'utf8');
    const [, number] = /assert\(this\.#first === flight, (\d+)\);/.exec(engine.transform(code, ASSERTING)!.code)!;
    const [, sentence] = /assert\(this\.#first === flight, '([^']*)'\);/.exec(code)!;
    expect(rules[Number(number)]).toBe(sentence);
  });

  it('no line moves, and one that names a value stays as it is', () => {
    const code = 'assert(\n  a > 0, "a is above nothing",\n);\nassert(b, `${name} is a member`);\n// it\'s 1';
    const said = engine.transform(code.replace('a is above nothing', rules[7]!), `${resolve('workers')}/some.ts`)!.code;
    expect(said).toBe('assert(\n  a > 0, 7,\n);\nassert(b, `${name} is a member`);\n// it\'s 1');
  });

  it('what is no assertion, and what is not the engine\'s, is left alone', () => {
    expect(engine.transform('report("a sentence");', `${resolve('workers')}/some.ts`)).toBeNull();
    expect(engine.transform('assert(false, "a sentence");', resolve('src/some.ts'))).toBeNull();
    expect(engine.load(ASSERTING)).toBeNull();
  });
});

it('every other worker says its sentences itself', () => {
  const script = building('script.worker.ts');
  expect(script.load(TABLE)).toBeNull();
  expect(script.transform(readFileSync(ASSERTING, 'utf8'), ASSERTING)).toBeNull();
});
