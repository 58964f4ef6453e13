/// <reference types="vite/types/importMeta.d.ts" />
import type { ProtocolEntry } from '../consensus/entry.ts';

const FILES = import.meta.glob<ProtocolEntry>('../consensus/*.protocol.ts', { import: 'protocol' });

/** The protocols there is a file for, by name. */
export const protocolNames: readonly string[] = Object.keys(FILES).map(nameOf);

/** One protocol, fetched when a run is to be decided by it; undefined where there is none. */
export async function protocolNamed(name: string): Promise<ProtocolEntry | undefined> {
  return FILES[`../consensus/${name}.protocol.ts`]?.();
}

function nameOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.protocol\.ts$/, '');
}
