/** The static server: right types, the policy on every answer, and nothing above its folder. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../scripts/policy.mjs';
import { serve } from '../../scripts/serve.mjs';

let folder: string;
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledgerward-'));
  mkdirSync(join(folder, 'dist/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'dist/index.html'), '<p>hello</p>');
  writeFileSync(join(folder, 'dist/assets/engine-1a2b.wasm'), '');
  writeFileSync(join(folder, 'dist/manifest.webmanifest'), '{}');
  writeFileSync(join(folder, 'dist/sw.js'), '');
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'dist/link.txt'));
  server = await serve(join(folder, 'dist'), 0);
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A raw request: fetch would tidy the path first. */
function ask(path: string, method = 'GET') {
  const { hostname, port } = new URL(server.url);
  return new Promise<{ status: number; type: string; policy: string; cache: string; body: string }>(
    (resolve, reject) => {
      request({ hostname, port, path, method }, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => { body += piece; });
        response.on('end', () => {
          const header = (name: string): string => String(response.headers[name] ?? '');
          resolve({
            status: response.statusCode ?? 0, type: header('content-type'),
            policy: header('content-security-policy'), cache: header('cache-control'), body,
          });
        });
      }).on('error', reject).end();
    });
}

describe('the static server', () => {
  it('gives the page for its folder', async () => {
    const { status, type, policy, body } = await ask('/?a=1#b');
    expect({ status, type, policy, body }).toEqual({
      status: 200, type: 'text/html; charset=utf-8', policy: CONTENT_SECURITY_POLICY, body: '<p>hello</p>',
    });
  });

  it('knows WebAssembly, and that hashed assets never change', async () => {
    const { type, cache } = await ask('/assets/engine-1a2b.wasm');
    expect(type).toBe('application/wasm');
    expect(cache).toContain('immutable');
  });

  it('gives the manifest as one, and asks to look anew for what keeps its name', async () => {
    expect((await ask('/manifest.webmanifest')).type).toBe('application/manifest+json; charset=utf-8');
    expect(await ask('/sw.js')).toMatchObject({ type: 'text/javascript; charset=utf-8', cache: 'no-cache' });
  });

  it.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/../../secret.txt',
    '/link.txt', '/%00', '/%', '/assets/', '/nothing'])('refuses %s', async (path) => {
    const { status, policy, body } = await ask(path);
    expect(status).toBe(404);
    expect(policy).toBe(CONTENT_SECURITY_POLICY);
    expect(body).not.toContain('secret');
  });

  it('only reads', async () => {
    expect((await ask('/', 'POST')).status).toBe(405);
    expect((await ask('/', 'HEAD')).body).toBe('');
  });

  it('says in a sentence that a port is taken', async () => {
    const port = Number(new URL(server.url).port);
    await expect(serve(folder, port)).rejects.toThrow(/in use.*PORT=/s);
  });
});
