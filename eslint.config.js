/**
 * The law at typing time. tests/architecture.test.ts enforces the same walls from the syntax tree,
 * so that a disabling comment cannot open a door.
 */
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const CORE = ['workers/**/*.ts'];
const NOT_CORE = ['workers/threads/**', 'workers/**/*.test.ts'];

/** Engines disagree in the last bit of these; Math.sqrt alone is exact (IEEE 754). */
const TRANSCENDENTAL = [
  'acos', 'acosh', 'asin', 'asinh', 'atan', 'atan2', 'atanh', 'cbrt', 'cos', 'cosh', 'exp', 'expm1',
  'hypot', 'log', 'log10', 'log1p', 'log2', 'pow', 'sin', 'sinh', 'tan', 'tanh',
];

const FORBIDDEN_GLOBALS = [
  'Date', 'Intl', 'Promise', 'TextDecoder', 'TextEncoder', 'Worker', 'console', 'crypto', 'document',
  'fetch', 'indexedDB', 'localStorage', 'navigator', 'performance', 'postMessage', 'process',
  'queueMicrotask', 'requestAnimationFrame', 'self', 'setInterval', 'setTimeout', 'structuredClone',
  'window',
];

const coreSyntax = [
  [':function[async=true]', 'The core is synchronous: prepare what is asynchronous in threads/.'],
  ['AwaitExpression', 'The core is synchronous: prepare what is asynchronous in threads/.'],
  ['ForInStatement', 'for…in follows key order: iterate an array or Object.keys(…).sort(…).'],
  ['ExportDefaultDeclaration', 'Export by name.'],
  [':matches(Program, ExportNamedDeclaration) > VariableDeclaration[kind="let"]',
    'No module-level mutable state: put it in a class or pass it in.'],
  ["CallExpression[callee.property.name=/^(localeCompare|toLocale)/]",
    'The locale differs between machines: compare with < and >.'],
  ["CallExpression[callee.property.name=/^(sort|toSorted)$/][arguments.length=0]",
    'Sort with a total comparator.'],
].map(([selector, message]) => ({ selector, message }));

export default ts.config(
  { ignores: ['dist*/**', 'node_modules/**', 'public/**', '**/*.tmp-*/**', 'test-results/**',
    'workers/script/parser.ts', 'workers/script/parser.terms.ts', 'workers/script/scenario.parser*.ts'] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-debugger': 'error',
      'prefer-const': 'error',
      'no-undef': 'off', // TypeScript knows better which names exist in which thread.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Interfaces of plain functions are taken apart on purpose; classes here are not.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-array-sort-compare': ['error', { ignoreStringArrays: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser, svelteConfig: { compilerOptions: { runes: true } } },
    },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'prefer-const': 'off', // $props() is written with let; svelte/prefer-const knows why.
      'svelte/prefer-const': 'error',
    },
  },
  {
    files: CORE,
    ignores: NOT_CORE,
    rules: {
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-restricted-globals': ['error', ...FORBIDDEN_GLOBALS],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Draw from kernel/draw.ts.' },
        ...TRANSCENDENTAL.map((property) => ({
          object: 'Math', property, message: 'Engines differ in the last bit: use kernel/mathematics.ts.',
        })),
      ],
      'no-restricted-syntax': ['error', ...coreSyntax],
      'no-restricted-imports': ['error', { patterns: [
        { group: ['svelte', 'svelte/*', 'd3', 'd3-*', 'comlink', 'node:*', '**/src/**'],
          message: 'workers/ knows neither screen nor machine.' },
      ] }],
    },
  },
  {
    files: ['workers/threads/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [
      { group: ['svelte', 'svelte/*', 'd3', 'd3-*', '**/src/**'], message: 'A thread draws nothing.' },
    ] }] },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.svelte'],
    ignores: ['src/bridge/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [
      { group: ['comlink', 'node:*'], message: 'Only src/bridge talks to workers.' },
      { regex: 'workers/(?!contract\\.ts$)', message: 'Import from workers/contract.ts only.' },
    ] }] },
  },
  {
    // The generated tables, so that the editor highlights with the parser that the worker reads with.
    files: ['src/editor/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [
      { group: ['comlink', 'node:*'], message: 'Only src/bridge talks to workers.' },
      { regex: 'workers/(?!contract\\.ts$|script/parser\\.ts$)', message: 'Import from workers/contract.ts only.' },
    ] }] },
  },
  {
    files: ['scripts/**/*.mjs', 'eslint.config.js', 'tests/**', 'bench/**', 'workers/threads/headless*'],
    languageOptions: { globals: globals.node },
  },
  {
    // A JSDoc cast is a comment, so the rule does not see that JSON.parse was given a type.
    files: ['scripts/**/*.mjs'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    // Synchronous and already compiled by tsc: typed rules would cost half of lint's time here.
    files: ['workers/**/*.test.ts', 'src/**/*.test.ts', 'tests/architecture*/**'],
    ...ts.configs.disableTypeChecked,
    rules: { ...ts.configs.disableTypeChecked.rules, 'no-control-regex': 'off' },
  },
  {
    files: ['tests/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
