/**
 * Draws the icons of the installed app from public/icon.svg, in Chromium: `node scripts/icons.mjs`
 * after the drawing has changed. They are kept in public/icons, since a build needs no browser.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { BROWSERS, CHROMIUM_FLAGS, findBrowser } from './browsers.mjs';
import { Plain, root, runMain } from './command.mjs';

/** The page's own ground in the light theme: an icon cannot follow a theme. */
const GROUND = '#FBFAF7';

/**
 * The share of the width that the drawing takes. A system may cut a maskable icon down to the circle
 * of 0.4 of the width about its middle (W3C, Web Application Manifest, "Icon masks and safe zone");
 * the hexagon is 0.95 wide in its own square, corner to corner.
 */
const ICONS = [
  { name: 'icon-192', size: 192, share: 1, ground: 'transparent' },
  { name: 'icon-512', size: 512, share: 1, ground: 'transparent' },
  { name: 'maskable-192', size: 192, share: 0.78, ground: GROUND },
  { name: 'maskable-512', size: 512, share: 0.78, ground: GROUND },
  // A home screen of iOS takes neither transparency nor an icon of the manifest.
  { name: 'apple-touch-180', size: 180, share: 0.78, ground: GROUND },
];

await runMain(async () => {
  const executablePath = findBrowser(BROWSERS.chromium);
  if (executablePath === null) throw new Plain(`Chromium draws the icons. ${BROWSERS.chromium.advice}.`, 1);
  const drawing = readFileSync(join(root, 'public/icon.svg')).toString('base64');
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  try {
    for (const { name, size, share, ground } of ICONS) {
      const page = await browser.newPage({ viewport: { width: size, height: size }, colorScheme: 'light' });
      await page.setContent(`<body style="margin: 0; height: 100vh; display: grid; place-items: center;
        background: ${ground}"><img width="${size * share}" src="data:image/svg+xml;base64,${drawing}">`);
      await page.screenshot({
        path: join(root, `public/icons/${name}.png`), omitBackground: ground === 'transparent',
      });
      await page.close();
    }
  } finally {
    await browser.close();
  }
});
