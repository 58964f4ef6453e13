/**
 * A visitor with a stock Firefox, over WebDriver BiDi. It asks and waits from outside: the drivers'
 * own waiting evaluates text inside the page, which its security policy forbids.
 */
import { launch, type Browser, type KeyInput, type Page } from 'puppeteer-core';
import { BROWSERS, findBrowser } from '../../scripts/browsers.mjs';

const PATIENCE_MILLISECONDS = 30_000;

export class Visitor {
  /** What the page complained of: errors and warnings of its console, and what it threw. */
  readonly complaints: string[] = [];
  readonly page: Page;
  readonly #browser: Browser;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
    page.on('console', (message) => {
      if (['error', 'warn'].includes(message.type())) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => { this.complaints.push(String(error)); });
  }

  static async arrive(url: string): Promise<Visitor> {
    const executablePath = findBrowser(BROWSERS.firefox);
    if (!executablePath) throw new Error(`Firefox was not found: ${BROWSERS.firefox.advice}.`);
    const browser = await launch({ browser: 'firefox', executablePath, headless: true });
    const page = await browser.newPage();
    const visitor = new Visitor(browser, page);
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(url);
    return visitor;
  }

  async leave(): Promise<void> {
    await this.#browser.close();
  }

  /** Asks until the answer is one that was hoped for. */
  async until<T>(what: string, ask: () => Promise<T>, hoped: (answer: T) => boolean): Promise<T> {
    const end = Date.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const answer = await ask();
      if (hoped(answer)) return answer;
      if (Date.now() > end) throw new Error(`${what}: still ${JSON.stringify(answer)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Until something of that kind is there, with that name or those words in it. */
  async sees(selector: string, words = ''): Promise<void> {
    const what = `${selector} with “${words}”`;
    await this.until(what, () => this.page.evaluate(find, selector, words), (at) => at !== null);
  }

  async clicks(selector: string, words = ''): Promise<void> {
    await this.sees(selector, words);
    const at = await this.page.evaluate(find, selector, words);
    if (at === null) throw new Error(`${selector} is gone`);
    await this.page.mouse.click(at.x, at.y);
  }

  async presses(...keys: KeyInput[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  moment(): Promise<number> {
    return this.page.evaluate(() => Number(document.querySelector<HTMLInputElement>('input[type="range"]')?.value ?? -1));
  }

  /** What has the focus, as a screen reader would name it. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const { activeElement } = document;
      // The editor stands in a shadow root.
      return (activeElement?.shadowRoot?.activeElement ?? activeElement)?.getAttribute('aria-label') ?? '';
    });
  }
}

/** Runs inside the page, so it stands alone: the middle of the first that has the words, in view. */
function find(selector: string, words: string): { x: number; y: number } | null {
  const found = [...document.querySelectorAll(selector)].find((element) =>
    `${element.getAttribute('aria-label') ?? ''} ${element.textContent}`.includes(words)
    && element.getClientRects().length > 0);
  if (found === undefined) return null;
  found.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = found.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
