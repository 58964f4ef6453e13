import { releaseProxy, wrap } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { serve } from './serve.ts';

interface Api {
  add(a: number, b: number): Promise<number>;
  frame(): Promise<ArrayBuffer>;
  list(): Promise<number[]>;
  fail(): Promise<never>;
  unsendable(): Promise<unknown>;
  slow(): Promise<string>;
}

const given = new ArrayBuffer(8);
const begun: string[] = [];
const API = {
  add: (a: number, b: number) => { begun.push('add'); return a + b; },
  frame: () => given,
  list: () => [1, 2, 3],
  fail: () => { throw new RangeError('out of reach'); },
  unsendable: () => () => 1,
  slow: async () => { begun.push('slow'); await Promise.resolve(); return 'slow'; },
};

describe('a worker that Comlink asks', () => {
  const channels: MessageChannel[] = [];

  function asked(saying?: (error: unknown) => string): ReturnType<typeof wrap<Api>> {
    const channel = new MessageChannel();
    channels.push(channel);
    serve(API, channel.port2, saying);
    channel.port2.start();
    return wrap<Api>(channel.port1);
  }

  afterEach(() => {
    for (const { port1, port2 } of channels.splice(0)) { port1.close(); port2.close(); }
  });

  it('answers with the value, and begins calls in their order', async () => {
    const api = asked();
    begun.length = 0;
    expect(await Promise.all([api.slow(), api.add(1, 2), api.list()])).toEqual(['slow', 3, [1, 2, 3]]);
    expect(begun).toEqual(['slow', 'add']);
  });

  it('gives a frame away', async () => {
    expect((await asked().frame()).byteLength).toBe(8);
    expect(given.byteLength).toBe(0);
  });

  it('says what failed, in the words it is given for that', async () => {
    await expect(asked().fail()).rejects.toThrow(new Error('out of reach'));
    await expect(asked(() => 'rule 7').fail()).rejects.toThrow(new Error('rule 7'));
  });

  it('says that an answer cannot be sent, rather than nothing', async () => {
    await expect(asked().unsendable()).rejects.toThrow(/could not be cloned/);
  });

  it('says what failed though the words for it are not to be had', async () => {
    await expect(asked(() => { throw new Error('offline'); }).fail()).rejects.toThrow(new Error('out of reach'));
  });

  it('answers what it has, and nothing that every object has', async () => {
    const api = asked() as unknown as Record<'none' | 'valueOf', (name: string) => Promise<unknown>>;
    await expect(api.none('add')).rejects.toThrow('Nothing here answers to "none".');
    await expect(api.valueOf('add')).rejects.toThrow('Nothing here answers to "valueOf".');
  });

  it('lets itself be released, and says so', async () => {
    const { port1, port2 } = new MessageChannel();
    serve(API, port2);
    port2.start();
    const heard = new Promise((resolve) => { port1.onmessage = ({ data }) => { resolve(data); }; });
    wrap<Api>(port1)[releaseProxy]();
    expect(await heard).toMatchObject({ type: 'RAW' });
    port2.close();
  });
});
