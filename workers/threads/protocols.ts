/// <reference types="vite/types/importMeta.d.ts" />
import type { ProtocolEntry } from '../consensus/entry.ts';

const FILES = import.meta.glob<ProtocolEntry>('../consensus/*.protocol.ts', {
  import: 'protocol', eager: true,
});

/** Every protocol there is a file for, by name. */
export const protocols: ReadonlyMap<string, ProtocolEntry> = new Map(
  Object.values(FILES).map((entry) => [entry.name, entry]));
