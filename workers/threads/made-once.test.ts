import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { MadeOnce } from './made-once.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

it('what is made of a thing is made once', () => {
  const made = new MadeOnce<object, object>();
  const [one, other] = [{}, {}];
  const first = made.of(one, () => ({}));
  expect(made.of(one, () => ({}))).toBe(first);
  expect(made.of(other, () => ({}))).not.toBe(first);
});

it('what was made of a run that is open no more is not kept, also where it holds that run itself', async () => {
  const made = new MadeOnce<object, { readonly run: object }>();
  let open: object | null = {};
  const before = ((run: object) => new WeakRef(made.of(run, () => ({ run }))))(open);
  await turn();
  collect();
  expect(before.deref()).toBeDefined();
  open = null;
  await turn();
  collect();
  expect(before.deref()).toBeUndefined();
  expect(open).toBeNull();
});
