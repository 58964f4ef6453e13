import { describe, expect, it } from 'vitest';
import type { OfflineReport } from '../../workers/contract.ts';
import { Offline } from './offline.svelte.ts';

type State = ServiceWorkerState;

/** A service worker as a page sees it: told things, and going through its states. */
class Worker extends EventTarget {
  state: State = 'installing';
  readonly told: unknown[] = [];

  postMessage(message: unknown): void {
    this.told.push(message);
  }

  become(state: State): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

class Registration extends EventTarget {
  installing: Worker | null = null;
  waiting: Worker | null = null;
  active: Worker | null = null;
}

/** A browser that does what a test says. */
class Browser extends EventTarget {
  controller: Worker | null = null;
  readonly registration = new Registration();
  readonly asked: string[] = [];
  refuses = false;

  startMessages(): void {
    // Nothing was held back.
  }

  register(address: URL): Promise<Registration> {
    this.asked.push(address.href);
    return this.refuses ? Promise.reject(new DOMException('no', 'SecurityError')) : Promise.resolve(this.registration);
  }

  getRegistration(): Promise<Registration> {
    return Promise.resolve(this.registration);
  }

  say(report: OfflineReport): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: report }));
  }

  /** A worker comes, and has kept its files. */
  install(): Worker {
    const worker = new Worker();
    this.registration.installing = worker;
    this.registration.dispatchEvent(new Event('updatefound'));
    this.registration.installing = null;
    this.registration.waiting = worker;
    worker.become('installed');
    return worker;
  }

  activate(worker: Worker): void {
    this.registration.waiting = null;
    this.registration.active = worker;
    worker.become('activating');
    this.controller = worker;
    this.dispatchEvent(new Event('controllerchange'));
    worker.become('activated');
  }
}

const KEPT: OfflineReport = { kind: 'kept', files: 3, bytes: 9 };

async function open(browser: Browser | null, saves = false): Promise<{ offline: Offline; reloads: () => number }> {
  let reloads = 0;
  const offline = new Offline('https://host.example/sub/index.html', () => { reloads += 1; },
    browser as unknown as ServiceWorkerContainer | null, () => saves);
  await settled();
  return { offline, reloads: () => reloads };
}

const settled = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve); });

async function kept(): Promise<{ browser: Browser; offline: Offline; reloads: () => number }> {
  const browser = new Browser();
  const page = await open(browser);
  browser.activate(browser.install());
  browser.say(KEPT);
  return { browser, ...page };
}

describe('what the page says of being kept', () => {
  it('asks for the worker beside the page, and for its report once, when it is in charge', async () => {
    const { browser, offline } = await kept();
    expect(browser.asked).toEqual(['https://host.example/sub/sw.js']);
    expect(browser.registration.active?.told).toEqual(['report']);
    expect(offline.state).toEqual(KEPT);
    expect(offline.newer).toBe('no');
  });

  it('says that nothing is kept where there is no such worker, or none is allowed', async () => {
    expect((await open(null)).offline.state.kind).toBe('unable');
    const browser = new Browser();
    browser.refuses = true;
    expect((await open(browser)).offline.state.kind).toBe('unable');
  });

  it('gives the worker\'s reason, and its own only where there is none', async () => {
    for (const report of [null, { kind: 'not-kept', why: 'changed', path: 'x.js' } as const]) {
      const browser = new Browser();
      const { offline } = await open(browser);
      if (report !== null) browser.say(report);
      const worker = browser.install();
      browser.registration.waiting = null;
      worker.become('redundant');
      expect(offline.state).toEqual(report ?? { kind: 'unable' });
    }
  });

  it('fetches nothing unasked for whoever saves data', async () => {
    const browser = new Browser();
    const { offline } = await open(browser, true);
    expect([offline.state.kind, browser.asked]).toEqual(['asking', []]);
    offline.keep();
    await settled();
    expect(browser.asked).toHaveLength(1);
  });
});

describe('a newer version', () => {
  it('takes over when it is let, and the page follows', async () => {
    const { browser, offline, reloads } = await kept();
    const newer = browser.install();
    expect([offline.newer, newer.told, reloads()]).toEqual(['ready', [], 0]);
    offline.reload();
    expect([newer.told, reloads()]).toEqual([['take over'], 0]);
    browser.activate(newer);
    expect(reloads()).toBe(1);
  });

  it('is told of where another tab let it, and the page goes on', async () => {
    const { browser, offline, reloads } = await kept();
    browser.activate(browser.install());
    expect([offline.newer, reloads()]).toEqual(['replaced', 0]);
    offline.reload();
    expect(reloads()).toBe(1);
  });

  it('is followed also by a page that was loaded past the worker', async () => {
    const browser = new Browser();
    browser.registration.active = new Worker();
    browser.registration.waiting = new Worker();
    const { offline, reloads } = await open(browser);
    expect(offline.newer).toBe('ready');
    offline.reload();
    browser.activate(browser.registration.waiting);
    expect(reloads()).toBe(1);
  });

  it('that does not arrive takes nothing away', async () => {
    const { browser, offline } = await kept();
    browser.say({ kind: 'not-kept', why: 'unreachable', path: 'x.js' });
    expect(offline.state).toEqual(KEPT);
  });
});
