import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseRoute, type Route, type StageRoute } from './route.ts';
import { Router } from './router.svelte.ts';

const listeners = new Map<string, () => void>();
const written: [how: string, hash: string][] = [];
const page = { hash: '#/stage/x', visibilityState: 'visible' };
let refuses = false;

function tell(event: string): void {
  listeners.get(event)?.();
}

function at(moment: string): StageRoute {
  const { route } = parseRoute(`#/stage/x?t=${moment}`);
  if (route.screen !== 'stage') throw new Error('The link is of no run.');
  return route;
}

function routerOn(hash: string, read: Route[] = []): Router {
  page.hash = hash;
  const router = new Router((route) => { read.push(route); });
  router.start();
  return router;
}

beforeEach(() => {
  vi.useFakeTimers();
  listeners.clear();
  written.length = 0;
  Object.assign(page, { visibilityState: 'visible' });
  refuses = false;
  const write = (how: string) => (_state: unknown, _title: string, hash: string): void => {
    if (refuses) throw new Error('SecurityError');
    written.push([how, hash]);
    page.hash = hash;
  };
  vi.stubGlobal('location', page);
  vi.stubGlobal('history', { pushState: write('push'), replaceState: write('replace') });
  vi.stubGlobal('addEventListener', (event: string, heard: () => void) => listeners.set(event, heard));
  vi.stubGlobal('document', {
    addEventListener: (event: string, heard: () => void) => listeners.set(event, heard),
    get visibilityState() { return page.visibilityState; },
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the address', () => {
  it('lets what was wrong with it go once another run is asked for, and not before it could be read', () => {
    const other = { ...at('1d00h01m'), seed: 8 };
    const soon = routerOn('#/stage/x?t=soon');
    soon.push(other);
    expect(soon.ignored).toHaveLength(1);
    const later = routerOn('#/stage/x?t=soon');
    vi.advanceTimersByTime(6_000);
    later.push(at('1d00h02m'));
    expect(later.ignored).toHaveLength(1);
    later.push(other);
    expect(later.ignored).toEqual([]);
  });

  it('is written once a moment has settled, and makes no entry of it', () => {
    const router = routerOn('#/stage/x');
    for (const moment of ['1d00h01m', '1d00h02m', '1d00h03m']) router.replaceSoon(at(moment));
    expect(written).toEqual([]);
    vi.advanceTimersByTime(300);
    expect(written).toEqual([['replace', '#/stage/x?t=1d00h03m']]);
  });

  it('follows what goes on changing every two seconds, whatever happens sixty times a second', () => {
    const router = routerOn('#/stage/x');
    let minute = 0;
    let asked = 0;
    for (let frame = 0; frame < 600; frame += 1) {
      minute = Math.floor(frame / 60);
      router.replaceInPassing(() => {
        asked += 1;
        return at(`1d00h0${minute}m`);
      });
      vi.advanceTimersByTime(1000 / 60);
    }
    expect(written.length).toBeGreaterThanOrEqual(4);
    expect(written.length).toBeLessThanOrEqual(5);
    expect(written.every(([how]) => how === 'replace')).toBe(true);
    // Nothing is worked out for the frames in between.
    expect(asked).toBe(written.length);
  });

  it.each(['pagehide', 'visibilitychange'])('has the latest moment at %s', (event) => {
    const router = routerOn('#/stage/x');
    router.replaceInPassing(() => at('1d00h01m'));
    router.replaceInPassing(() => at('1d00h02m'));
    page.visibilityState = 'hidden';
    tell(event);
    tell(event);
    vi.advanceTimersByTime(5_000);
    expect(written).toEqual([['replace', '#/stage/x?t=1d00h02m']]);
  });

  it('does not lose to what waits a page that was gone to, or gone back to', () => {
    const read: Route[] = [];
    const router = routerOn('#/stage/x', read);
    router.replaceInPassing(() => at('1d00h01m'));
    router.push({ screen: 'gallery' });
    vi.advanceTimersByTime(5_000);
    expect(written).toEqual([['push', '#/']]);
    router.replaceInPassing(() => at('1d00h01m'));
    page.hash = '#/stage/y';
    tell('popstate');
    vi.advanceTimersByTime(5_000);
    expect(written).toHaveLength(1);
    expect(read.at(-1)).toMatchObject({ scenario: 'y' });
  });

  it('is left as it is by a browser that refuses, and nothing else is lost', () => {
    const router = routerOn('#/stage/x');
    refuses = true;
    router.replaceSoon(at('1d00h01m'));
    vi.advanceTimersByTime(300);
    expect(router.route).toEqual(at('1d00h01m'));
    refuses = false;
    router.replaceSoon(at('1d00h02m'));
    vi.advanceTimersByTime(300);
    expect(written).toEqual([['replace', '#/stage/x?t=1d00h02m']]);
  });
});
