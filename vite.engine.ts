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
 * A module is in one file whole, and Ed25519, which few runs fetch, uses of the hashes what no run
 * does: SHA-512, random bytes, hexadecimal digits. So it has hashes of its own.
 */
export function hashesOfEd25519Apart(): Plugin {
  return {
    name: 'ledgerward-hashes-of-ed25519-apart',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (importer === undefined || !/\/@noble\/curves\/|\?ed25519$/.test(importer)) return null;
      const found = await this.resolve(source, importer.replace('?ed25519', ''), { skipSelf: true });
      return found?.id.includes('/@noble/hashes/') === true ? `${found.id}?ed25519` : found;
    },
  };
}
