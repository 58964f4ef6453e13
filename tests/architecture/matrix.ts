/** Who may import whom: DESIGN section 2 as a table, and the walk that finds cycles. */
import { posix } from 'node:path';
import type { Finding } from './rules.ts';
import type { Import, Source } from './source.ts';

/**
 * What each folder of workers/ may import besides itself. `types net` allows types only;
 * `entries` allows the entries.ts of any folder; `*` allows every folder below threads.
 */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  settings: [],
  kernel: [],
  net: ['kernel'],
  crypto: ['kernel'],
  consensus: ['kernel', 'crypto', 'types net'],
  grants: ['kernel'],
  ledger: ['kernel', 'crypto', 'grants'],
  health: ['kernel', 'crypto', 'grants'],
  access: ['kernel', 'crypto'],
  script: ['kernel', 'settings'],
  views: ['kernel', 'entries', 'contract'],
  checks: ['kernel', 'entries', 'contract', 'types script'],
  metrics: ['kernel', 'entries', 'contract'],
  world: ['*', 'contract'],
  contract: ['settings', 'types *'],
  threads: ['*', 'contract'],
};

/** Packages each folder may use; a folder that is not listed uses none. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  crypto: ['@noble/hashes', '@noble/ciphers', '@noble/curves'],
  access: ['types @cedar-policy/cedar-wasm'],
  health: ['jsonc-parser'],
  script: ['@lezer/lr', '@lezer/common'],
  threads: ['comlink', '@cedar-policy/cedar-wasm', 'node'],
};

/** d3 computes and Svelte draws, so what touches the page itself stays out. */
const SRC_PACKAGES_REFUSED = /^(node|d3-selection|d3-transition)$/;

export function importFindings(sources: readonly Source[]): Finding[] {
  return sources.filter(({ path }) => !isTest(path)).flatMap((source) =>
    source.imports.flatMap((each) => {
      const sentence = refusal(source.path, each);
      return sentence === null ? [] : [{ path: source.path, line: each.line, sentence }];
    }));
}

function refusal(path: string, each: Import): string | null {
  const target = resolve(path, each.specifier);
  if (path.startsWith('workers/')) return refusalInWorkers(path, target, each);
  if (path.startsWith('src/')) return refusalInSrc(path, target, each);
  return null;
}

function refusalInWorkers(path: string, target: Target, { typeOnly, specifier }: Import): string | null {
  const from = folderOf(path);
  if (target.kind === 'package') {
    const allowed = PACKAGES[from] ?? [];
    if (permits(allowed, target.name, typeOnly)) return null;
    const only = allowed.length === 0 ? 'it uses no package' : `only ${allowed.join(', ')}`;
    return `${from} may not import ${specifier}: ${only}.`;
  }
  if (!target.path.startsWith('workers/')) {
    return from === 'threads' && target.path.startsWith('scenarios/') ? null
      : `${specifier} is outside workers/: pass it in from threads/ as data.`;
  }
  const to = folderOf(target.path);
  const allowed = FOLDERS[from];
  if (allowed === undefined) return `workers/${from} has no line in tests/architecture/matrix.ts: add it.`;
  if (to === from || permits(allowed, to, typeOnly)) return null;
  if (allowed.includes('*') && to !== 'threads') return null;
  if (allowed.includes('types *') && typeOnly) return null;
  if (allowed.includes('entries') && target.path.endsWith('/entries.ts')) return null;
  return `${from} may not import ${to}: it may import ${allowed.join(', ') || 'nothing'}.`;
}

function refusalInSrc(path: string, target: Target, { specifier }: Import): string | null {
  const inBridge = path.startsWith('src/bridge/');
  if (target.kind === 'package') {
    if (SRC_PACKAGES_REFUSED.test(target.name)) {
      return `src may not import ${specifier}: d3 computes, Svelte draws.`;
    }
    return target.name === 'comlink' && !inBridge ? 'Only src/bridge may import comlink.' : null;
  }
  if (target.path.startsWith('workers/') && target.path !== 'workers/contract.ts') {
    if (inBridge && target.path.endsWith('.worker.ts')) return null;
    // Tables without meaning: the editor highlights with the very parser that the worker reads with.
    if (path.startsWith('src/editor/') && target.path === 'workers/script/parser.ts') return null;
    return `src may import workers/contract.ts and nothing else of workers/, not ${specifier}.`;
  }
  const [from, to] = [screenOf(path), screenOf(target.path)];
  return from !== null && to !== null && from !== to
    ? `A screen may not import another (${from} → ${to}): move what they share to marks/, charts/ or ui/.`
    : null;
}

function permits(allowed: readonly string[], name: string, typeOnly: boolean): boolean {
  return allowed.includes(name) || (typeOnly && allowed.includes(`types ${name}`));
}

type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string };

function resolve(path: string, specifier: string): Target {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('.')) {
    const file = posix.join(posix.dirname(path), bare);
    // Some packages export less than they ship: Cedar's wasm is fetched by its place on disc.
    return file.startsWith('node_modules/')
      ? resolve('', file.slice('node_modules/'.length)) : { kind: 'file', path: file };
  }
  if (bare.startsWith('node:')) return { kind: 'package', name: 'node' };
  const parts = bare.split('/');
  return { kind: 'package', name: parts.slice(0, bare.startsWith('@') ? 2 : 1).join('/') };
}

/** `workers/kernel/queue.ts` → kernel; `workers/contract.ts` → contract. */
function folderOf(path: string): string {
  return path.split('/')[1]?.replace(/\.ts$/, '') ?? '';
}

function screenOf(path: string): string | null {
  return /^src\/screens\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || path.includes('/testing/');
}

/** Each cycle once. Types do not count: nothing of them is left when the program runs. */
export function cycleFindings(sources: readonly Source[]): Finding[] {
  const known = new Map(sources.map((source) => [source.path, source]));
  const next = (path: string): { path: string; line: number }[] =>
    (known.get(path)?.imports ?? []).flatMap(({ specifier, line, typeOnly }) => {
      const target = resolve(path, specifier);
      return !typeOnly && target.kind === 'file' && known.has(target.path)
        ? [{ path: target.path, line }] : [];
    });
  const done = new Set<string>();
  const found = new Map<string, Finding>();
  const walk = (path: string, trail: readonly string[]): void => {
    if (done.has(path)) return;
    for (const { path: to, line } of next(path)) {
      const from = [...trail, path].indexOf(to);
      if (from < 0) {
        walk(to, [...trail, path]);
        continue;
      }
      const cycle = [...trail, path].slice(from);
      const key = [...cycle].sort((a, b) => (a < b ? -1 : 1)).join(' ');
      const sentence = `These import each other in a circle: ${[...cycle, to].join(' → ')}.`;
      found.set(key, { path, line, sentence });
    }
    done.add(path);
  };
  for (const { path } of sources) walk(path, []);
  return [...found.values()];
}
