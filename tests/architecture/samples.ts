/** Small sins, one a line, that the architecture's rules must see, and virtues they must not. */

interface BadImport {
  readonly path: string;
  readonly specifier: string;
  readonly text: string;
}

function badImport(path: string, specifier: string, text?: string): BadImport {
  return { path, specifier, text: text ?? `import { x } from '${specifier}';` };
}

export const BAD_IMPORTS: readonly BadImport[] = [
  badImport('workers/kernel/a.ts', '../settings/register.ts'),
  badImport('workers/kernel/a.ts', '@noble/hashes/sha2.js'),
  badImport('workers/net/a.ts', '../crypto/hash.ts'),
  badImport('workers/consensus/a.ts', '../ledger/block.ts'),
  badImport('workers/consensus/a.ts', '../ledger/block.ts',
    "import type { Block } from '../ledger/block.ts';"),
  badImport('workers/consensus/a.ts', '../net/network.ts'),
  badImport('workers/ledger/a.ts', '../consensus/protocol.ts', "export * from '../consensus/protocol.ts';"),
  badImport('workers/health/a.ts', '../access/facts.ts'),
  badImport('workers/access/a.ts', '@cedar-policy/cedar-wasm/web'),
  badImport('workers/views/a.ts', '../ledger/block.ts', "type B = import('../ledger/block.ts').Block;"),
  badImport('workers/world/a.ts', '../threads/root.ts'),
  badImport('workers/world/a.ts', 'node:fs'),
  badImport('workers/world/a.ts', '../../src/state/run.ts'),
  badImport('workers/surprise/a.ts', '../kernel/assert.ts'),
  badImport('workers/contract.ts', './world/run.ts'),
  badImport('src/state/a.ts', '../../workers/world/run.ts'),
  badImport('src/state/a.ts', '../../workers/kernel/trace.ts',
    "const x = await import('../../workers/kernel/trace.ts');"),
  badImport('src/screens/stage/A.svelte', 'comlink',
    "<script lang=\"ts\">\n  import { wrap } from 'comlink';\n</script>"),
  badImport('src/screens/stage/A.svelte', '../gallery/B.svelte',
    "<script>import B from '../gallery/B.svelte';</script>"),
  badImport('src/screens/stage/a.ts', '../../../workers/threads/simulation.worker.ts',
    "new Worker(new URL('../../../workers/threads/simulation.worker.ts', import.meta.url));"),
  badImport('src/charts/a.ts', 'd3-selection'),
];

type File = readonly [path: string, text: string];

export const BAD_CIRCLES: readonly (readonly File[])[] = [
  [
    ['workers/net/a.ts', "import { b } from './b.ts';"],
    ['workers/net/b.ts', "import { c } from './c.ts';"],
    ['workers/net/c.ts', "import { a } from './a.ts';"],
  ],
  [
    ['src/marks/A.svelte', "<script>import B from './B.svelte';</script>"],
    ['src/marks/B.svelte', "<script>import A from './A.svelte';</script>"],
  ],
];

interface Sample {
  readonly rule: string;
  readonly what: string;
  readonly path: string;
  readonly text: string;
  /** Where the finding must be. */
  readonly line: number;
}

const sample = (rule: string, text: string, path = 'workers/net/a.ts', line = 1): Sample =>
  ({ rule, what: text.trim().split('\n')[line - 1] ?? text, path, text, line });

const CORE = 'the core has no clock, no dice, no machine';
const SCREEN = 'the screen builds no markup from text and calls nobody';
const TYPED = 'the product is typed and exports by name';
const DEBUG = 'no debug words are left behind';
const MACHINE = 'nothing names a particular machine';

export const BAD_SAMPLES: readonly Sample[] = [
  sample(CORE, 'const t = Date.now();'),
  sample(CORE, 'export const made = (): Date => new Date();'),
  sample(CORE, 'const luck = Math.random();'),
  sample(CORE, 'setTimeout(() => 1, 5);'),
  sample(CORE, 'async function f() {}'),
  sample(CORE, 'for (const key in {}) key;'),
  sample(CORE, 'let counter = 0;'),
  sample(CORE, 'export let counter = 0;'),
  sample(CORE, '["b", "a"].sort();'),
  sample(CORE, "'a'.localeCompare('b');"),
  sample(CORE, 'new Intl.Collator();'),
  sample(CORE, 'new TextEncoder();'),
  sample(CORE, 'const root = x ** 0.5;'),
  sample(CORE, "// fine\n\nconsole.warn('x');", 'workers/net/a.ts', 3),
  sample('the core uses no transcendental Math', 'const y = Math.log(2);'),
  sample('hashed bytes come from the canonical encoder', 'const bytes = JSON.stringify({});'),
  sample(SCREEN, '<p>\n  {@html text}\n</p>', 'src/marks/A.svelte', 2),
  sample(SCREEN, '<p>{Math.random()}</p>', 'src/marks/A.svelte'),
  sample(SCREEN, '<div bind:innerHTML={x}></div>', 'src/marks/A.svelte'),
  sample(SCREEN, '<script lang="ts">\n  node.innerHTML = text;\n</script>', 'src/marks/A.svelte', 2),
  sample(SCREEN, "new WebSocket('wss://example.org');", 'src/state/a.ts'),
  sample(TYPED, 'export const x: any = 1;'),
  sample(TYPED, 'export default 1;'),
  sample(TYPED, 'export default function f() {}', 'src/state/a.ts'),
  sample(DEBUG, 'debugger;', 'src/state/a.ts'),
  sample(DEBUG, "console.log('here');", 'src/state/a.ts'),
  sample(DEBUG, `// TO${''}DO: later`),
  sample(DEBUG, "it.only('x', () => {});", 'workers/net/a.test.ts'),
  sample(MACHINE, `const path = '/ho${''}me/ana/notes.txt';`),
  sample(MACHINE, `See /wo${''}rk/notes.`, 'docs/A.md'),
  sample('a file has at most 300 lines', '\n'.repeat(300) + 'end', 'src/state/a.ts', 301),
  sample('a line has at most 120 columns', `// ${'word '.repeat(24)}`, 'src/state/a.ts'),
];

interface GoodSample {
  readonly what: string;
  readonly path: string;
  readonly text: string;
}

export const GOOD_SAMPLES: readonly GoodSample[] = [
  { what: 'forbidden words in comments and strings', path: 'workers/net/a.ts',
    text: "// Date and Math.random are banned\nexport const s = 'await setTimeout for Promise';" },
  { what: 'a name of one\'s own that a browser also has', path: 'workers/consensus/a.ts',
    text: 'export const next = ({ self }: { self: number }): number => self + 1;' },
  { what: 'a property called like a global', path: 'workers/net/a.ts',
    text: 'export const f = (o: { crypto: number }): number => o.crypto;' },
  { what: 'a whole power', path: 'workers/net/a.ts', text: 'export const limit = 2 ** 53;' },
  { what: 'types that know each other', path: 'workers/net/a.ts',
    text: "import type { A } from './a.ts';\nexport type B = A;" },
  { what: 'Math.sqrt, which is exact', path: 'workers/net/a.ts', text: 'export const r = Math.sqrt(2);' },
  { what: 'types of net in consensus', path: 'workers/consensus/a.ts',
    text: "import type { Region } from '../net/regions.ts';\nexport type R = Region;" },
  { what: 'entries of another folder in views', path: 'workers/views/a.ts',
    text: "import { kinds } from '../health/entries.ts';\nexport const k = kinds;" },
  { what: 'a worker\'s address in the bridge', path: 'src/bridge/a.ts',
    text: "export const w = new Worker(\n  new URL('../../workers/threads/simulation.worker.ts', import.meta.url));" },
  { what: 'a published vector longer than a line', path: 'workers/crypto/a.test.ts',
    text: `const digest = '${'0123456789abcdef'.repeat(8)}';` },
  { what: 'a switch with a default', path: 'workers/net/a.ts',
    text: 'export const f = (n: number): number => { switch (n) { default: return 1; } };' },
];
