/** Builds the app: static files that run from any host, under any sub-path. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { CONTENT_SECURITY_POLICY } from './scripts/policy.mjs';
import { engineInOneFile, hashesOfEd25519Apart } from './vite.engine.ts';
import { rulesApart } from './vite.rules.ts';
import { stories } from './vite.stories.ts';

/** What bundlers tell each other is of no use to a browser. */
const LICENCES_ONLY = { legal: true, annotation: false, jsdoc: false };

export default defineConfig({
  base: './',
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } }), contentSecurityPolicy(), stories()],
  worker: {
    format: 'es', plugins: () => [stories(), hashesOfEd25519Apart(), rulesApart()],
    rollupOptions: {
      output: { codeSplitting: engineInOneFile, comments: LICENCES_ONLY },
    },
  },
  build: {
    target: 'es2022',
    sourcemap: true,
    // Small assets stay files: a data: URL would be refused by the policy for scripts and fetches.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      checks: { pluginTimings: false },
      // What keeps the page offline has one name for ever, and stands beside the page that it serves.
      input: { index: 'index.html', sw: 'workers/threads/offline.worker.ts' },
      output: {
        entryFileNames: ({ name }) => name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js',
        comments: LICENCES_ONLY,
      },
    },
    // Vite would otherwise inject a polyfill as inline script; every target knows modulepreload.
    modulePreload: { polyfill: false },
  },
  server: { port: 5173, strictPort: true },
});

/** In the built page only: the development server needs inline scripts to reload modules. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'ledgerward-content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [{
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
      injectTo: 'head-prepend',
    }],
  };
}
