/**
 * Bundles the headless command for Node: one file that starts in a tenth of a second, because
 * nothing is looked up in node_modules. Data (scenarios/, public/, Cedar's wasm) is read from disc
 * relative to the repository: see workers/threads/root.ts. LEDGERWARD_BUNDLE=bench bundles bench/.
 */
import { defineConfig } from 'vite';

const entries = process.env['LEDGERWARD_BUNDLE'] === 'bench'
  ? { bench: 'bench/main.ts' }
  : { headless: 'workers/threads/headless.ts' };

export default defineConfig({
  publicDir: false,
  // The browser's driver finds its own files beside it.
  ssr: { noExternal: true, external: ['@playwright/test'], target: 'node' },
  build: {
    ssr: true,
    target: 'node20',
    sourcemap: true,
    minify: false,
    rollupOptions: { input: entries, output: { entryFileNames: '[name].js', codeSplitting: false } },
  },
});
