import type { BuildFile, BuildFiles, OfflineReport } from '../../contract/offline.ts';

/** What the keeper needs of its browser; a test gives its own. */
export interface KeeperOptions {
  readonly caches: Pick<CacheStorage, 'open' | 'keys' | 'delete'>;
  readonly fetch: (address: string, options?: RequestInit) => Promise<Response>;
  /** The folder that the page is served from, with its slash. */
  readonly scope: string;
  readonly build: BuildFiles;
}

/** Files asked for at once: the page itself has the rest of the connection. */
const AT_ONCE = 4;
/** What an answer says of its file and of how strict a browser must be with it; the rest is of its journey. */
const HEADERS_KEPT = [
  'content-type', 'content-language', 'content-security-policy', 'cross-origin-embedder-policy',
  'cross-origin-opener-policy', 'cross-origin-resource-policy', 'permissions-policy', 'referrer-policy',
  'x-content-type-options', 'x-frame-options',
];
/** Stands in a cache once all files do; no file has such a name. */
const WHOLE = '?whole';

type NotKeptReport = Extract<OfflineReport, { kind: 'not-kept' }>;

/** Why a build is not kept. */
export class NotKept extends Error {
  readonly report: NotKeptReport;

  constructor(why: NotKeptReport['why'], path: string) {
    super(`${path} is not kept: ${why}`);
    this.report = { kind: 'not-kept', why, path };
  }
}

/**
 * Keeps one build in the browser and answers for it. A file is kept if its SHA-256 is that of the
 * list, and the build counts as kept when every file is. What another version kept or an earlier
 * attempt left is used again where the bytes are the same. Caches belong to an origin, so their names hold
 * the folder: two copies of the app on one host leave each other alone.
 */
export class Keeper {
  readonly #options: KeeperOptions;
  readonly #ours: string;
  readonly #name: string;
  readonly #listed: ReadonlySet<string>;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#ours = `ledgerward ${options.scope} `;
    this.#name = this.#ours + options.build.version;
    this.#listed = new Set(options.build.files.map(({ path }) => path));
  }

  /** Keeps every file, or throws NotKept. Nothing that another version keeps is touched. */
  async keep(): Promise<void> {
    const waiting = [...this.#options.build.files];
    const failures: NotKept[] = [];
    const lane = async (): Promise<void> => {
      for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
        await this.#put(file.path, await this.#obtain(file));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, () => lane().catch((error: unknown) => {
      if (!(error instanceof NotKept)) throw error;
      waiting.length = 0;
      failures.push(error);
    })));
    const failure = failures[0];
    if (failure === undefined) return this.#put(WHOLE, new Response());
    // Room is given back; otherwise what has arrived need not come again.
    if (failure.report.why === 'refused') {
      await this.#options.caches.delete(this.#name).catch(() => false);
    }
    throw failure;
  }

  /** What is kept; where something is missing, a browser may have made room, it is fetched again. */
  async report(): Promise<OfflineReport> {
    const { files } = this.#options.build;
    try {
      if (!await this.#isWhole()) await this.keep();
      return { kind: 'kept', files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
    } catch (error) {
      if (error instanceof NotKept) return error.report;
      throw error;
    }
  }

  /** Gives up what other versions kept: once no page can be of one of them. */
  async forgetOthers(): Promise<void> {
    for (const name of await this.#versions()) {
      if (name !== this.#name) await this.#options.caches.delete(name);
    }
  }

  /** Gives up all that is kept for this folder. */
  async forget(): Promise<void> {
    await this.forgetOthers();
    await this.#options.caches.delete(this.#name);
  }

  /**
   * The answer to a page that asks for an address, or null if that is no file of ours. Built assets
   * carry their hash in their name, so what this version lacks may be taken from one before it.
   */
  answer(address: string): Promise<Response> | null {
    const path = this.#pathOf(address);
    if (path === null) return null;
    if (this.#listed.has(path)) return this.#kept([this.#name], path, address);
    if (!path.startsWith('assets/')) return null;
    return this.#versions().then((names) => this.#kept(names, path, address));
  }

  async #kept(names: readonly string[], path: string, address: string): Promise<Response> {
    return await this.#find(names, path) ?? await this.#options.fetch(address);
  }

  /** Null also where the browser refuses to look: then the host is asked, as without this worker. */
  async #find(names: readonly string[], path: string): Promise<Response | null> {
    for (const name of names) {
      const found = await this.#options.caches.open(name)
        .then((cache) => cache.match(this.#options.scope + path)).catch(() => undefined);
      if (found !== undefined) return found;
    }
    return null;
  }

  async #versions(): Promise<string[]> {
    const names = await this.#options.caches.keys().catch(() => []);
    return names.filter((name) => name.startsWith(this.#ours));
  }

  async #isWhole(): Promise<boolean> {
    return await this.#find([this.#name], WHOLE) !== null;
  }

  /** The file as it was built: from another version, the browser's own memory, or the host. */
  async #obtain(file: BuildFile): Promise<Response> {
    for (const name of await this.#versions()) {
      const held = await this.#find([name], file.path);
      const same = held === null ? null : await verified(held, file);
      if (same !== null) return same;
    }
    // The page itself is asked for as visitors do: some hosts know it by no other name.
    const address = this.#options.scope + (file.path === 'index.html' ? '' : file.path);
    for (const cache of ['default', 'reload'] as const) {
      const answer = await this.#options.fetch(address, { cache }).then(whole, () => null);
      if (answer === null) throw new NotKept('unreachable', file.path);
      const same = await verified(answer, file);
      if (same !== null) return same;
    }
    throw new NotKept('changed', file.path);
  }

  async #put(path: string, answer: Response): Promise<void> {
    try {
      const cache = await this.#options.caches.open(this.#name);
      await cache.put(this.#options.scope + path, answer);
    } catch {
      throw new NotKept('refused', path);
    }
  }

  /** Relative to the folder, without query and fragment; null for what lies elsewhere. */
  #pathOf(address: string): string | null {
    const plain = address.replace(/[?#].*$/s, '');
    if (!plain.startsWith(this.#options.scope)) return null;
    return plain.slice(this.#options.scope.length) || 'index.html';
  }
}

/** The answer once all of it has come; null if it was a refusal, or broke off. */
async function whole(answer: Response): Promise<Response | null> {
  if (!answer.ok) return null;
  const bytes = await answer.arrayBuffer().catch(() => null);
  if (bytes === null) return null;
  const headers = HEADERS_KEPT.flatMap((name): [string, string][] => {
    const value = answer.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return new Response(bytes, { headers });
}

/** The answer if its bytes are those of the list. */
async function verified(answer: Response, file: BuildFile): Promise<Response | null> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await answer.clone().arrayBuffer()));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return sha256 === file.sha256 ? answer : null;
}
