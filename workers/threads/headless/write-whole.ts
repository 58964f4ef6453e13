import { rename, rm, writeFile } from 'node:fs/promises';
import type { Terminal } from './main.ts';

/** Written beside its place and moved there whole, so that no half file is ever left. */
export async function writeWhole(
  path: string, what: string, text: string, terminal: Terminal,
): Promise<boolean> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
    return true;
  } catch {
    await rm(temporary, { force: true });
    terminal.err(`${path}: the ${what} cannot be written there.\n`);
    return false;
  }
}
