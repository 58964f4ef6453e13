/** The product's protocols with one line changed: a copy beside the tests' own temporary files. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProtocolEntry } from '../../workers/consensus/entry.ts';
import type { BftNetworks } from './findings-bft.ts';
import type { Networks } from './played.ts';

const root = join(import.meta.dirname, '../..');
/** What consensus and its test networks import. */
const FOLDERS = ['consensus', 'kernel', 'crypto'];

export interface Mutation {
  /** Below workers/. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export async function mutated(mutation: Mutation): Promise<Networks & { remove(): void }> {
  const { testing, remove } = copied(mutation);
  const { TestNetwork } = await import(join(testing, 'test-network.ts')) as Networks;
  const { RaftNetwork } = await import(join(testing, 'raft-network.ts')) as Networks;
  return { TestNetwork, RaftNetwork, remove };
}

/** The protocol as the rest of the product knows it, of a mutated copy. */
export async function mutatedProtocol(
  name: string, mutation: Mutation,
): Promise<{ readonly protocol: ProtocolEntry; remove(): void }> {
  const { testing, remove } = copied(mutation);
  const { protocol } = await import(join(testing, '..', `${name}.protocol.ts`)) as { protocol: ProtocolEntry };
  return { protocol, remove };
}

export async function mutatedBft(mutation: Mutation): Promise<BftNetworks & { remove(): void }> {
  const { testing, remove } = copied(mutation);
  const load = (name: string): Promise<BftNetworks> =>
    import(join(testing, `${name}.ts`)) as Promise<BftNetworks>;
  const { ProtocolNetwork } = await load('test-network');
  const { createPbft } = await load('pbft-network');
  const { createTendermint } = await load('tendermint-network');
  const { createHotStuff } = await load('hotstuff-network');
  return { ProtocolNetwork, createPbft, createTendermint, createHotStuff, remove };
}

/** The copy's test networks, and how to be rid of it. */
function copied({ file, from, to }: Mutation): { testing: string; remove(): void } {
  const copy = mkdtempSync(join(tmpdir(), 'ledgerward-mutant-'));
  for (const folder of FOLDERS) {
    cpSync(join(root, 'workers', folder), join(copy, 'workers', folder), {
      recursive: true, filter: (path) => !path.endsWith('.test.ts') });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const place = join(copy, 'workers', file);
  const text = readFileSync(place, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file} has not exactly one "${from}".`);
  writeFileSync(place, text.replace(from, () => to));
  return { testing: join(copy, 'workers/consensus/testing'),
    remove: () => { rmSync(copy, { recursive: true, force: true }); } };
}
