/** The built app in a browser, with flags and a server that every machine has. */
import { defineConfig } from '@playwright/test';
import { BROWSERS, CHROMIUM_FLAGS, findBrowser } from '../../scripts/browsers.mjs';

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  globalSetup: './serve-dist.ts',
  fullyParallel: false,
  // Two files at a time, as machines have two cores: while one page waits for its engine another is drawn.
  workers: 2,
  // Times are wall-clock times: on a busy machine a slow attempt proves nothing, a fast one does.
  retries: 2,
  timeout: 60_000,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    // Every visit of a test is a first one, and would fetch the whole build: one spec looks at that.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: findBrowser(BROWSERS.chromium) ?? '/usr/bin/chromium',
      args: CHROMIUM_FLAGS,
    },
  },
});
