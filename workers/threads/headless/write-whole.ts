import { rename, rm, stat, writeFile } from 'node:fs/promises';
import type { Terminal } from './main.ts';

/** Written beside its place and moved there whole, so that no half file is ever left. */
export async function writeWhole(
  path: string, what: string, text: string, terminal: Terminal,
): Promise<boolean> {
  if (await isSpecial(path)) {
    terminal.err(`${path}: this is not an ordinary file, so nothing is written there.\n`);
    return false;
  }
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

/** A device, a pipe or a folder stands where the file should go. */
async function isSpecial(path: string): Promise<boolean> {
  try {
    return !(await stat(path)).isFile();
  } catch {
    return false;
  }
}
