/** How the engine's worker is cut into files: what it begins with is one, and carries no more than it needs. */
import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';

const ENTRY = fileURLToPath(new URL('workers/threads/simulation.worker.ts', import.meta.url));

/** All that the worker imports at once, in one file: it compresses better than eight. */
export const engineInOneFile = {
  includeDependenciesRecursively: false,
  groups: [{
    name: (id: string, chunks: Rolldown.ChunkingContext): string | null =>
      (id !== ENTRY && importedBy(ENTRY, chunks).has(id) ? 'engine' : null),
  }],
};

/** With all that is imported in turn, at once; empty in a build that has no such module. */
function importedBy(entry: string, chunks: Rolldown.ChunkingContext): ReadonlySet<string> {
  const seen = new Set([entry]);
  for (const id of seen) {
    for (const imported of chunks.getModuleInfo(id)?.importedIds ?? []) seen.add(imported);
  }
  return seen;
}

/**
 * The module of SHA-256 holds SHA-512, too, which only Ed25519 has a use for, and a module is in
 * one file whole. So Ed25519, which few runs fetch, has one of its own.
 */
export function sha512Apart(): Plugin {
  return {
    name: 'ledgerward-sha512-apart',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (source !== '@noble/hashes/sha2.js' || importer?.includes('/@noble/curves/') !== true) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found === null ? null : `${found.id}?ed25519`;
    },
  };
}
