/**
 * The architecture as a test. Each rule is also shown a sample that breaks it, so that a rule that
 * went blind fails here rather than passing for ever.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cycleFindings, importFindings } from './architecture/matrix.ts';
import { ruleFindings, RULES, type Finding } from './architecture/rules.ts';
import { BAD_CIRCLES, BAD_IMPORTS, BAD_SAMPLES, GOOD_SAMPLES } from './architecture/samples.ts';
import { readSource, type Source } from './architecture/source.ts';

const root = join(import.meta.dirname, '..');
const KINDS = /\.(ts|mjs|svelte|md|html|css|cedar|cedarschema|ledgerward)$|^\.ci\/run$/;
const sources = readTree();

describe('the tree keeps its law', () => {
  it('every import is one that DESIGN section 2 allows', () => {
    expect(told(importFindings(sources))).toEqual([]);
  });

  it('nothing imports in a circle', () => {
    const product = sources.filter(({ path }) => /^(workers|src)\//.test(path));
    expect(told(cycleFindings(product))).toEqual([]);
  });

  it.each(Object.keys(RULES))('%s', (name) => {
    expect(told(ruleFindings(name, sources))).toEqual([]);
  });

  it('the lock file names no registry, so that any mirror will do', () => {
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
    expect(lock.match(/"resolved":.*/g) ?? []).toEqual([]);
  });
});

describe('the law has teeth', () => {
  it.each(BAD_IMPORTS)('refuses $specifier in $path', ({ path, text }) => {
    expect(importFindings([readSource(path, text)])).toHaveLength(1);
  });

  it.each(BAD_CIRCLES)('finds a circle of %o', (...files) => {
    expect(cycleFindings(files.map(([path, text]) => readSource(path, text)))).toHaveLength(1);
  });

  it.each(BAD_SAMPLES)('$rule: $what', ({ rule, path, text, line }) => {
    const findings = ruleFindings(rule, [readSource(path, text)]);
    expect(findings.map((finding) => finding.line)).toContain(line);
  });

  it('has a sample for every rule', () => {
    const shown = new Set(BAD_SAMPLES.map(({ rule }) => rule));
    expect(Object.keys(RULES).filter((rule) => !shown.has(rule))).toEqual([]);
  });

  it.each(GOOD_SAMPLES)('lets pass: $what', ({ path, text }) => {
    const source = readSource(path, text);
    const findings = Object.keys(RULES).flatMap((rule) => ruleFindings(rule, [source]));
    expect([...importFindings([source]), ...findings]).toEqual([]);
  });
});

function readTree(): Source[] {
  const folders = ['workers', 'src', 'scripts', 'tests', 'bench', 'scenarios', 'docs', '.ci'];
  const files = folders.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
      .filter((path) => KINDS.test(path)));
  const beside = readdirSync(root)
    .filter((file) => /\.(ts|js|json|md|html)$/.test(file) && file !== 'package-lock.json');
  return [...files, ...beside].sort((a, b) => (a < b ? -1 : 1)).map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return /\.(ts|mjs|js|svelte)$/.test(path)
      ? readSource(path, text) : { path, text, imports: [], uses: [] };
  });
}

/** One line a finding, as an editor or a person can follow it. */
function told(findings: readonly Finding[]): string[] {
  return findings.map(({ path, line, sentence }) => `${path}:${line} ${sentence}`);
}
