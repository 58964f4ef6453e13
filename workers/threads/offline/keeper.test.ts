import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BuildFiles } from '../../contract/offline.ts';
import { Keeper, NotKept } from './keeper.ts';

const SCOPE = 'https://host.example/some/folder/';

/** A browser's caches as plain maps; `room` is how many bytes they hold in all. */
class Shelves {
  readonly kept = new Map<string, Map<string, Response>>();
  room = Infinity;

  open(name: string): Promise<Cache> {
    const shelf = this.kept.get(name) ?? new Map<string, Response>();
    this.kept.set(name, shelf);
    return Promise.resolve({
      match: (address: string) => Promise.resolve(shelf.get(address)?.clone()),
      put: async (address: string, answer: Response) => {
        this.room -= (await answer.clone().arrayBuffer()).byteLength;
        if (this.room < 0) throw new DOMException('full', 'QuotaExceededError');
        shelf.set(address, answer);
      },
    } as unknown as Cache);
  }

  keys(): Promise<string[]> {
    return Promise.resolve([...this.kept.keys()]);
  }

  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.kept.delete(name));
  }
}

type Files = Readonly<Record<string, string>>;

/** A host of one build, which writes down what it is asked for. */
class Host {
  files: Files;
  readonly asked: string[] = [];
  online = true;
  stale: Files = {};

  constructor(files: Files) {
    this.files = files;
  }

  readonly fetch = (address: string, options?: RequestInit): Promise<Response> => {
    this.asked.push(address);
    if (!this.online) return Promise.reject(new TypeError('no connection'));
    const path = address.slice(SCOPE.length).replace(/[?#].*/, '') || 'index.html';
    const text = options?.cache === 'default' ? this.stale[path] ?? this.files[path] : this.files[path];
    return Promise.resolve(text === undefined ? new Response('', { status: 404 })
      : new Response(text, { headers: { 'content-type': 'text/plain', 'x-frame-options': 'DENY', vary: '*', etag: '1' } }));
  };
}

const ONE: Files = { 'index.html': 'page one', 'assets/a-1111.js': 'a', 'assets/lazy-1111.js': 'lazy one', 'fhir/x.json': '{}' };
const TWO: Files = { 'index.html': 'page two', 'assets/a-1111.js': 'a', 'assets/lazy-2222.js': 'lazy two', 'fhir/x.json': '{}' };

function listOf(files: Files, version: string): BuildFiles {
  return {
    version,
    files: Object.entries(files).map(([path, text]) => ({
      path, bytes: text.length, sha256: createHash('sha256').update(text).digest('hex'),
    })),
  };
}

function keeperOf(shelves: Shelves, host: Host, files: Files, version = 'one', scope = SCOPE): Keeper {
  return new Keeper({ caches: shelves, fetch: host.fetch, scope, build: listOf(files, version) });
}

const why = async (attempt: Promise<void>): Promise<unknown> => {
  const error = await attempt.then(() => null, (reason: unknown) => reason);
  return error instanceof NotKept ? error.report : error;
};

const said = async (answer: Promise<Response> | null): Promise<string | null> =>
  answer === null ? null : (await answer).text();

describe('keeping a build', () => {
  it('answers without a connection for every file, whatever stands behind its address', async () => {
    const host = new Host(ONE);
    const keeper = keeperOf(new Shelves(), host, ONE);
    await keeper.keep();
    expect(await keeper.report()).toEqual({ kind: 'kept', files: 4, bytes: 19 });
    host.online = false;
    expect(await said(keeper.answer(SCOPE))).toBe('page one');
    expect(await said(keeper.answer(`${SCOPE}?from=mail#/stage/lost-phone?t=1d`))).toBe('page one');
    for (const [path, text] of Object.entries(ONE)) {
      expect(await said(keeper.answer(`${SCOPE}${path}?v=2`))).toBe(text);
    }
  });

  it('asks the host for the page as a visitor does, and keeps how strict it is, but nothing of the journey', async () => {
    const host = new Host(ONE);
    const keeper = keeperOf(new Shelves(), host, ONE);
    await keeper.keep();
    expect(host.asked).toContain(SCOPE);
    expect(host.asked).not.toContain(`${SCOPE}index.html`);
    const answer = await keeper.answer(SCOPE);
    expect([...answer?.headers.keys() ?? []]).toEqual(['content-type', 'x-frame-options']);
  });

  it('leaves alone what is not the app\'s', () => {
    const keeper = keeperOf(new Shelves(), new Host(ONE), ONE);
    for (const address of [
      'https://host.example/', 'https://host.example/some/', 'https://other.example/some/folder/index.html',
      `${SCOPE}other-app/index.html`, `${SCOPE}sw.js`,
    ]) expect(keeper.answer(address)).toBeNull();
  });

  it('takes no file whose bytes are others than were built', async () => {
    const shelves = new Shelves();
    const host = new Host({ ...ONE, 'fhir/x.json': '{ }' });
    expect(await why(keeperOf(shelves, host, ONE).keep())).toEqual({ kind: 'not-kept', why: 'changed', path: 'fhir/x.json' });
    expect(await keeperOf(shelves, host, ONE).report()).toMatchObject({ kind: 'not-kept', why: 'changed' });
  });

  it('asks past the browser\'s memory where that is stale', async () => {
    const host = new Host(ONE);
    host.stale = { 'index.html': 'page zero' };
    const keeper = keeperOf(new Shelves(), host, ONE);
    await keeper.keep();
    expect(host.asked.filter((address) => address === SCOPE)).toHaveLength(2);
    host.online = false;
    expect(await said(keeper.answer(SCOPE))).toBe('page one');
  });

  it('is kept when every file is, and fetches only what is missing when it tries again', async () => {
    const shelves = new Shelves();
    const { 'fhir/x.json': late, ...early } = ONE;
    const host = new Host(early);
    expect(await why(keeperOf(shelves, host, ONE).keep())).toMatchObject({ why: 'unreachable', path: 'fhir/x.json' });
    host.files = { ...early, 'fhir/x.json': late ?? '' };
    host.asked.length = 0;
    expect(await keeperOf(shelves, host, ONE).report()).toMatchObject({ kind: 'kept' });
    expect(host.asked).toEqual([`${SCOPE}fhir/x.json`]);
  });

  it('gives back its room where there is not enough', async () => {
    const shelves = new Shelves();
    shelves.room = 12;
    expect(await why(keeperOf(shelves, new Host(ONE), ONE).keep())).toMatchObject({ why: 'refused' });
    expect([...shelves.kept.keys()]).toEqual([]);
  });

  it('says so where the browser keeps nothing at all', async () => {
    const shelves = new Shelves();
    shelves.open = () => Promise.reject(new DOMException('no', 'SecurityError'));
    expect(await keeperOf(shelves, new Host(ONE), ONE).report()).toMatchObject({ kind: 'not-kept', why: 'refused' });
  });
});

describe('a newer version', () => {
  async function both(): Promise<{ shelves: Shelves; host: Host; one: Keeper; two: Keeper }> {
    const [shelves, host] = [new Shelves(), new Host(ONE)];
    const one = keeperOf(shelves, host, ONE, 'one');
    await one.keep();
    host.files = TWO;
    host.asked.length = 0;
    const two = keeperOf(shelves, host, TWO, 'two');
    await two.keep();
    return { shelves, host, one, two };
  }

  it('fetches what has changed and leaves the older one whole', async () => {
    const { host, one, two } = await both();
    expect(host.asked.sort()).toEqual([SCOPE, `${SCOPE}assets/lazy-2222.js`]);
    host.online = false;
    expect(await said(one.answer(SCOPE))).toBe('page one');
    expect(await said(one.answer(`${SCOPE}assets/lazy-1111.js`))).toBe('lazy one');
    expect(await said(two.answer(SCOPE))).toBe('page two');
  });

  it('answers for the older one\'s parts while a page of it may be open, and not afterwards', async () => {
    const { shelves, host, two } = await both();
    expect(await said(two.answer(`${SCOPE}assets/lazy-1111.js`))).toBe('lazy one');
    await two.forgetOthers();
    expect((await two.answer(`${SCOPE}assets/lazy-1111.js`))?.status).toBe(404);
    expect(shelves.kept.size).toBe(1);
    host.online = false;
    expect(await said(two.answer(SCOPE))).toBe('page two');
  });

  it('leaves alone a copy of the app in another folder, also one below', async () => {
    const shelves = new Shelves();
    const keep = async (scope: string): Promise<void> => {
      const host = (address: string): Promise<Response> =>
        new Host(ONE).fetch(SCOPE + address.slice(scope.length));
      await new Keeper({ caches: shelves, fetch: host, scope, build: listOf(ONE, 'one') }).keep();
    };
    await keep(`${SCOPE}below/`);
    await keep('https://host.example/');
    const keeper = keeperOf(shelves, new Host(ONE), ONE);
    await keeper.keep();
    await keeper.forgetOthers();
    expect([...shelves.kept.keys()].sort()).toEqual([
      'ledgerward https://host.example/ one', `ledgerward ${SCOPE} one`, `ledgerward ${SCOPE}below/ one`,
    ].sort());
    await keeper.forget();
    expect(shelves.kept.size).toBe(2);
  });
});
