import type { Kernel } from '../kernel/kernel.ts';
import type { Block } from '../ledger/block.ts';
import { blockAltered, blockFoundAltered, blockMended } from '../ledger/entries.ts';
import type { Replica } from '../ledger/replica.ts';
import { readBlock, storeBlock, storeChain } from '../ledger/stored.ts';
import type { Act } from '../script/scenario.ts';
import type { MemberNode } from './node.ts';
import { envelopeBytes } from './parcel.ts';
import type { Parcel } from './parcel.ts';

export type AlterAct = Extract<Act, { readonly verb: 'alters' }>;

interface Altered {
  readonly byte: number;
  isFound: boolean;
}

export interface StoredBlocksHost {
  readonly kernel: Kernel;
  readonly validators: readonly number[];
  nodeOf(member: number): MemberNode;
  memberNamed(name: string): number;
  memberName(index: number): string;
  send(from: number, to: number, kind: string, bytes: number, occasion: string, parcel: Parcel): void;
}

/**
 * Blocks on disk of which somebody has changed a byte (ADR 0078). A node works from what it has in
 * memory; when it reads its disk, to serve a block or after a crash, it recomputes what it reads,
 * serves nothing that does not match, and asks a validator for the block.
 */
export class StoredBlocks {
  /** By ledger, so that a lost disk loses them too, and by height. */
  private readonly altered = new WeakMap<Replica, Map<number, Altered>>();
  private readonly host: StoredBlocksHost;

  constructor(host: StoredBlocksHost) {
    this.host = host;
  }

  /** Flips the lowest bit of one byte, drawn by node and height; says so where there is no such block. */
  play({ node: name, height }: AlterAct): void {
    const { kernel } = this.host;
    const node = this.host.nodeOf(this.host.memberNamed(name));
    if (height > node.replica.chain.height) {
      kernel.record(blockAltered, name, { height, byte: -1 });
      return;
    }
    const { length } = this.storedAt(node, height);
    const byte = kernel.draws.below(length, name, 'altered-byte', `block/${height}`);
    const heights = this.altered.get(node.replica) ?? new Map<number, Altered>();
    this.altered.set(node.replica, heights.set(height, { byte, isFound: false }));
    kernel.record(blockAltered, name, { height, byte });
  }

  /** What a node has on its disk, oldest first. */
  of(node: MemberNode): Uint8Array[] {
    return storeChain(node.replica.chain).map((bytes, height) => this.changed(node, height, bytes));
  }

  /** Reads a block before it is served; false, and said, where its bytes do not match. */
  isWhole(node: MemberNode, height: number, why: 'serving' | 'restart' = 'serving'): boolean {
    const altered = this.altered.get(node.replica)?.get(height);
    if (altered === undefined) return true;
    // It knows already, and has asked.
    if (altered.isFound && why === 'serving') return false;
    const read = readBlock(this.changed(node, height, this.storedAt(node, height)));
    if (read.ok) return true;
    altered.isFound = true;
    const row = this.host.kernel.record(blockFoundAltered, node.name, { height, why, problem: read.sentence });
    this.host.kernel.within(row, () => this.ask(node, height));
    return false;
  }

  /** A node that comes back reads what it has. */
  restarted(node: MemberNode): void {
    for (const height of [...this.altered.get(node.replica)?.keys() ?? []]) this.isWhole(node, height, 'restart');
  }

  /** A block that a node has: it is put in the place of one that was altered. */
  receive(node: MemberNode, from: number, { header: { height }, hash }: Block): void {
    const heights = this.altered.get(node.replica);
    if (heights?.has(height) !== true || node.replica.chain.blockAt(height).hash !== hash) return;
    heights.delete(height);
    this.host.kernel.record(blockMended, node.name, { height, from: this.host.memberName(from) });
  }

  /** Any validator will do: the block's hash is in the next one, or in the certificate. */
  private ask(node: MemberNode, height: number): void {
    const other = this.host.validators.find((validator) => validator !== node.index);
    if (other === undefined) return;
    this.host.send(node.index, other, 'block-request', envelopeBytes(node.name),
      `block-request/${height}/altered`, { topic: 'block-request', first: height, last: height });
  }

  private storedAt({ replica: { chain } }: MemberNode, height: number): Uint8Array {
    return storeBlock(chain.blockAt(height), chain.certificateAt(height));
  }

  private changed({ replica }: MemberNode, height: number, bytes: Uint8Array): Uint8Array {
    const altered = this.altered.get(replica)?.get(height);
    if (altered === undefined) return bytes;
    const copy = bytes.slice();
    copy[altered.byte] = (copy[altered.byte] ?? 0) ^ 1;
    return copy;
  }
}
