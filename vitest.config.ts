/**
 * Unit tests stand beside the source; tests/*.test.ts belong to no single folder. Commands,
 * fingerprints and firefox need a finished build, the latter two browsers as well.
 */
import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], testTimeout: number) => ({
  extends: true as const,
  test: { name, include, testTimeout, hookTimeout: testTimeout },
});

export default defineConfig({
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  test: {
    environment: 'node',
    // Vitest leaves a core free for itself, which would leave half of a machine with two idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      project('unit', ['workers/**/*.test.ts', 'src/**/*.test.ts'], 20_000),
      project('house', ['tests/*.test.ts'], 60_000),
      // Whole runs played to their end: golden behaviour, twins, wrong input.
      project('runs', ['tests/runs/*.test.ts', 'tests/papers/*.test.ts'], 120_000),
      project('commands', ['tests/commands/*.test.ts'], 120_000),
      project('fingerprints', ['tests/fingerprints/*.test.ts'], 180_000),
      project('firefox', ['tests/firefox/*.test.ts'], 60_000),
    ],
  },
});
