import type { PageLink } from '../../contract.ts';
import type { Block, CommitCertificate } from '../../ledger/block.ts';
import type { State } from '../../ledger/state.ts';
import type { SignedTransaction } from '../../ledger/transaction.ts';
import { PROPOSALS } from '../../consensus/entries.ts';
import type { Row, Trace } from '../../kernel/trace.ts';
import { transactionRefused } from '../../ledger/entries.ts';
import type { World } from '../../world/world.ts';
import { newestNode } from '../newest-node.ts';
import type { OpenRun } from '../open-run.ts';

/** A block as some member keeps it, or as it was kept before a heavier chain left it out: then without certificate. */
export interface Kept {
  readonly block: Block;
  readonly certificate: CommitCertificate | null;
  readonly keeper: string;
  /** Nobody has it in its chain when the run ends. */
  readonly isTakenBack: boolean;
}

/** A block that was put forward and became final at no member: nobody keeps it. */
export interface GivenUp {
  readonly hash: string;
  readonly height: number;
  /** Of its transactions together. */
  readonly bytes: number;
  /** What put it forward. */
  readonly row: Row;
}

export interface Placed {
  readonly signed: SignedTransaction;
  readonly kept: Kept;
  readonly index: number;
}

/** All blocks and transactions of a finished run, where each is found by what it is called. */
export class Shelf {
  readonly open: OpenRun;
  /** The blocks of whoever has got furthest, by height. */
  readonly chain: readonly Kept[];
  /** The same, those that others keep besides, and those that were taken back everywhere, by hash. */
  readonly blocks = new Map<string, Kept>();
  readonly transactions = new Map<string, Placed>();
  /** By hash. */
  readonly givenUp = new Map<string, GivenUp>();
  /** Why a contract refused a transaction, by its id. */
  readonly refusals = new Map<string, string>();

  constructor(open: OpenRun) {
    this.open = open;
    const { world, trace } = open.run;
    const newest = newestNode(world);
    for (const node of [newest, ...world.nodes.filter((each) => each !== newest)]) {
      const { chain } = node.replica;
      for (let height = 0; height <= chain.height; height += 1) {
        const block = chain.blockAt(height);
        if (this.blocks.has(block.hash)) continue;
        this.put({ block, certificate: chain.certificateAt(height), keeper: node.name, isTakenBack: false });
      }
    }
    for (const { name, takenBack } of world.nodes) {
      for (const [hash, block] of takenBack) {
        if (!this.blocks.has(hash)) this.put({ block, certificate: null, keeper: name, isTakenBack: true });
      }
    }
    this.chain = [...this.blocks.values()].filter((kept) => kept.keeper === newest.name && !kept.isTakenBack);
    for (let row = 0; row < trace.outcomeCount; row += 1) {
      if (PROPOSALS.has(trace.kind(row))) this.putForward(row);
      if (!trace.is(row, transactionRefused)) continue;
      const { transaction, why } = trace.get(row, transactionRefused);
      this.refusals.set(transaction, why);
    }
  }

  get trace(): Trace {
    return this.open.run.trace;
  }

  get world(): World {
    return this.open.run.world;
  }

  /** The ledger as whoever has got furthest has it when the run ends. */
  get state(): State {
    return newestNode(this.world).replica.state;
  }

  hasPatient(name: string): boolean {
    return this.world.cast.patients.some((patient) => patient.name === name);
  }

  /** By its height, or by the first digits of its hash. */
  blockCalled(id: string): Kept | null {
    if (/^\d{1,7}$/.test(id)) return this.chain[Number(id)] ?? null;
    return isPrefix(id) ? only([...this.blocks].filter(([hash]) => hash.startsWith(id))) : null;
  }

  /** The block after this one: on the longest chain where it is, else one that a member keeps. */
  childOf({ block: { hash, header: { height } } }: Kept): Kept | undefined {
    const next = this.chain[height + 1];
    if (next?.block.header.parent === hash) return next;
    return [...this.blocks.values()].find(({ block }) => block.header.parent === hash);
  }

  /** The others that were final somewhere at the same height. */
  besides({ block }: Kept): Kept[] {
    return [...this.blocks.values()].filter(({ block: { hash, header } }) =>
      header.height === block.header.height && hash !== block.hash);
  }

  /** Whether the longest chain holds it. */
  isOnChain({ block: { hash, header: { height } } }: Kept): boolean {
    return this.chain[height]?.block.hash === hash;
  }

  transactionCalled(id: string): Placed | null {
    return isPrefix(id) ? only([...this.transactions].filter(([hash]) => hash.startsWith(id))) : null;
  }

  /** The hashes of all blocks that hold it, or held it before they were taken back. */
  holding(id: string): Set<string> {
    return new Set([...this.blocks].filter(([, { block }]) => block.transactions.some(({ body }) => body.id === id))
      .map(([hash]) => hash));
  }

  givenUpCalled(id: string): GivenUp | null {
    return isPrefix(id) ? only([...this.givenUp].filter(([hash]) => hash.startsWith(id))) : null;
  }

  private putForward(row: Row): void {
    const { trace } = this;
    const hash = valueOf(trace, row, 'digest') ?? '';
    if (this.blocks.has(hash) || this.givenUp.has(hash)) return;
    const [height, bytes] = [valueOf(trace, row, 'height'), valueOf(trace, row, 'transactionsBytes')];
    this.givenUp.set(hash, { hash, row, height: Number(height), bytes: Number(bytes) });
  }

  private put(kept: Kept): void {
    this.blocks.set(kept.block.hash, kept);
    kept.block.transactions.forEach((signed, index) => {
      if (!this.transactions.has(signed.body.id)) this.transactions.set(signed.body.id, { signed, kept, index });
    });
  }

  /** A block that the longest chain does not hold is called by its hash. */
  blockLink(kept: Kept): PageLink {
    const { header: { height }, hash } = kept.block;
    const id = this.isOnChain(kept) ? String(height) : hash.slice(0, PREFIX);
    return { kind: 'block', id, label: `Block ${height}${this.isOnChain(kept) ? '' : `, ${hash.slice(0, 8)}`}` };
  }

  /** Where several of one height are named, each says which. */
  hashedLink(kept: Kept): PageLink {
    const { header: { height }, hash } = kept.block;
    return { ...this.blockLink(kept), label: `Block ${height}, ${hash.slice(0, 8)}` };
  }

  givenUpLink({ hash, height }: GivenUp): PageLink {
    return { kind: 'proposal', id: hash.slice(0, PREFIX), label: `Block ${height}, ${hash.slice(0, 8)}` };
  }

  transactionLink(id: string): PageLink | null {
    const placed = this.transactions.get(id);
    return placed === undefined ? null
      : { kind: 'transaction', id: id.slice(0, PREFIX), label: id.slice(0, PREFIX) };
  }
}

/** Digits of a hash in an address: two of a run's do not share as many. */
const PREFIX = 12;

function isPrefix(id: string): boolean {
  return /^[0-9a-f]{8,64}$/.test(id);
}

function only<T>(found: readonly (readonly [string, T])[]): T | null {
  return found.length === 1 ? found[0]?.[1] ?? null : null;
}

/** The hash of the block that an outcome is about; null where it is about none. */
export function hashIn(trace: Trace, row: Row): string | null {
  return valueOf(trace, row, 'hash') ?? valueOf(trace, row, 'digest');
}

function valueOf(trace: Trace, row: Row, field: string): string | null {
  const place = trace.kind(row).fieldNames.indexOf(field);
  return place < 0 ? null : String(trace.value(row, place));
}
