/** The stage as the specs speak of it: by the names that a screen reader would say. */
import { test as base, expect, type Locator, type Page } from '@playwright/test';

export { expect };

export class Stage {
  readonly complaints: string[] = [];
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      if (message.text() !== 'Service Worker registration blocked by Playwright') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('requestfailed', (request) => this.complaints.push(`${request.url()} failed`));
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== new URL(address()).origin) {
        this.complaints.push(`${request.url()} is another host`);
      }
    });
  }

  /** Opens the app at a hash, or on the Stage with the usual story, and waits until the run is loaded. */
  async open(hash = '#/stage/patient-relocation', until = 'main[data-ready]'): Promise<void> {
    await this.page.goto(address() + hash);
    await expect(this.page.locator(until)).toBeVisible({ timeout: 30_000 });
  }

  async ready(): Promise<void> {
    await expect(this.page.locator('main[data-ready]')).toBeVisible({ timeout: 30_000 });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  region(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  get moment(): Locator {
    return this.page.getByRole('slider', { name: 'Moment' });
  }

  async momentValue(): Promise<number> {
    return Number(await this.moment.evaluate((element) =>
      element instanceof HTMLInputElement ? element.value : element.getAttribute('aria-valuenow')));
  }

  /** Puts the timeline at its end, where all has happened. */
  async seekEnd(): Promise<void> {
    await this.moment.focus();
    await this.page.keyboard.press('End');
    await expect(this.leaks().first()).toBeVisible();
  }

  leaks(): Locator {
    return this.region('Leaks').getByRole('button');
  }
}

export const test = base.extend<{ stage: Stage }>({
  stage: async ({ page }, use) => {
    await use(new Stage(page));
  },
});

function address(): string {
  return process.env['LEDGERWARD_URL'] ?? 'http://localhost:4173/';
}
