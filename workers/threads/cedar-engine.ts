import * as cedar from '@cedar-policy/cedar-wasm/web';
import type { CedarEngine } from '../access/engine.ts';
import type { AppFiles } from './files.ts';

/** Compiled and started once a thread; from then on every decision is synchronous. */
let started: Promise<CedarEngine> | null = null;

export function cedarEngine(files: AppFiles): Promise<CedarEngine> {
  started ??= start(files).catch((error: unknown) => {
    // A failed download must not spoil every later run.
    started = null;
    throw error;
  });
  return started;
}

async function start(files: AppFiles): Promise<CedarEngine> {
  cedar.initSync({ module: await WebAssembly.compile(await files.cedarWasm()) });
  return cedar;
}
