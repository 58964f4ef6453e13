import type { Kernel } from '../kernel/kernel.ts';
import type { Row } from '../kernel/trace.ts';
import type { Certificate, Effects, Payload } from '../consensus/protocol.ts';
import type { Block } from '../ledger/block.ts';
import type { AppliedTransaction } from '../ledger/replica.ts';
import type { MemberNode } from './node.ts';
import type { ConsensusMessage, Parcel } from './parcel.ts';

/** How a node reaches the rest of the world; the world wires it. */
export interface NodeHost {
  readonly kernel: Kernel;
  send(from: number, to: number, kind: string, bytes: number, occasion: string, parcel: Parcel): void;
  /** Network indices of the other validators, and of clients this validator keeps up to date. */
  readonly validators: readonly number[];
  clientsOf(validator: number): readonly number[];
  /** Told of all that a validator decides and takes back, by its number. */
  readonly safety: {
    /** Decisions may be taken back. */
    readonly isProbabilistic: boolean;
    observe(validator: number, height: number, payload: Payload, certificate: Certificate): void;
    revert(validator: number, height: number): void;
  };
  appended(node: MemberNode, block: Block, applied: readonly AppliedTransaction[], row: Row): void;
  readonly finality: {
    /** Blocks are final at the node no longer; lowest first, as the replica gave them back. */
    reverted(node: MemberNode, blocks: readonly Block[], row: Row): void;
  };
}

/** What a node's protocol is made from, at the start and after every crash. */
export interface Beginning {
  readonly effects: Effects<ConsensusMessage>;
  /** What the disk kept; null where there is nothing. */
  readonly disk: unknown;
  readonly lostDisk: boolean;
  /** Back after a crash, with or without its disk. */
  readonly isRestarted: boolean;
}
