import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOwnMachine, othersPage } from './tenant.ts';

describe('whose an address is', () => {
  it.each(['http://localhost:4173/', 'http://app.localhost/dist/', 'http://127.0.0.1:80/', 'http://[::1]:4173/x/'])(
    '%s is of one\'s own machine', (address) => { expect(isOwnMachine(address)).toBe(true); });

  it.each(['https://localhost.example.org/', 'https://notlocalhost/', 'https://127.0.0.1.example.org/', 'https://host.example/'])(
    '%s is not', (address) => { expect(isOwnMachine(address)).toBe(false); });

  it('is ours while the page there is ours, in whatever version', async () => {
    const page = readFileSync(join(import.meta.dirname, '../../../index.html'), 'utf8');
    expect(await othersPage(Promise.resolve(new Response(page)))).toBeNull();
    expect(await othersPage(Promise.resolve(new Response(page.replaceAll('./', './other/'))))).toBeNull();
  });

  it('is ours while nobody answers', async () => {
    expect(await othersPage(Promise.reject(new TypeError('no connection')))).toBeNull();
  });

  it('is another\'s as soon as another answers, with a page or without', async () => {
    const theirs = new Response('<title>Notes</title>');
    expect(await othersPage(Promise.resolve(theirs))).toBe(theirs);
    expect(await theirs.text()).toBe('<title>Notes</title>');
    expect((await othersPage(Promise.resolve(new Response('none', { status: 404 }))))?.status).toBe(404);
  });
});
