import { assert, fail } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import { freezeDeep } from '../crypto/freeze.ts';
import type { Digest } from '../crypto/hash.ts';
import type { Signed } from '../crypto/keys.ts';
import { Branches, type Path } from './branches.ts';
import { blockProblem, createBlock, type Block, type CommitCertificate, type HeaderVote } from './block.ts';
import { Chain, linkProblem } from './chain.ts';
import type { MoreContracts } from './contracts/contract.ts';
import { keyProblem } from './contracts/identity.ts';
import { execute } from './execute.ts';
import type { Execution } from './execute.ts';
import {
  BLOCK_TRANSACTIONS_MAX, CLOCK_TOLERANCE_MICROS, MEMPOOL_TRANSACTIONS_MAX,
} from './limits.ts';
import { Mempool } from './mempool.ts';
import type { Refusal } from './mempool.ts';
import { State } from './state.ts';
import { bytesMaxOf, transactionProblem, type SignedTransaction, type Transaction } from './transaction.ts';

export { genesisBlock } from './genesis.ts';

export interface ReplicaOptions {
  /** Tells a genuine signature from a forged one: the run's KeyRegistry. */
  readonly registry: { verify(signed: Signed<unknown>): boolean };
  /** Default BLOCK_TRANSACTIONS_MAX; the setting consensus.blockTransactionsMax. */
  readonly blockTransactionsMax?: number;
  /** Default MEMPOOL_TRANSACTIONS_MAX. */
  readonly mempoolTransactionsMax?: number;
  /** Default CLOCK_TOLERANCE_MICROS, µs: how far ahead of this node's clock a block may be. */
  readonly clockToleranceMicros?: Micros;
  /** What its contracts are beyond those of every ledger; none unless said. */
  readonly contracts?: MoreContracts | undefined;
}

/** A transaction of an appended block; `refusal` is the contract's sentence, absent if applied. */
export interface AppliedTransaction {
  readonly transaction: Transaction;
  readonly refusal?: string;
}

/** What a block is to be built on and from. */
export interface Ground {
  /** The undecided block below; the last final one unless said. */
  readonly parent?: Digest | undefined;
  /** What does not count, on a node that leaves something out. */
  readonly refuses?: Refusal | undefined;
  /** What the header says about a member. */
  readonly vote?: HeaderVote | undefined;
}

/** A node's own copy of the ledger: chain, state, waiting transactions. */
export class Replica {
  readonly chain: Chain;
  readonly mempool: Mempool;
  readonly #registry: ReplicaOptions['registry'];
  readonly #blockTransactionsMax: number;
  readonly #clockToleranceMicros: Micros;
  readonly #contracts: MoreContracts | undefined;
  /** Ids in the chain: a transaction is committed once. */
  readonly #committed = new Set<Digest>();
  readonly #branches = new Branches();
  #state: State;

  constructor(genesis: Block, options: ReplicaOptions) {
    this.#registry = options.registry;
    this.#blockTransactionsMax = options.blockTransactionsMax ?? BLOCK_TRANSACTIONS_MAX;
    this.#clockToleranceMicros = options.clockToleranceMicros ?? CLOCK_TOLERANCE_MICROS;
    this.#contracts = options.contracts;
    this.mempool = new Mempool(options.mempoolTransactionsMax ?? MEMPOOL_TRANSACTIONS_MAX);
    this.chain = new Chain(genesis);
    assert(this.#blockTransactionsMax > 0, 'a block has room for a transaction');
    assert(blockProblem(genesis) === null, 'the genesis block is whole');
    const { state } = this.#execute(State.empty, genesis);
    assert(state.digest === genesis.header.stateDigest, 'the genesis block has its state');
    this.#state = state;
    for (const signed of genesis.transactions) this.#committed.add(signed.body.id);
  }

  get height(): number {
    return this.chain.height;
  }

  /** After the last final block. Each block gives another object; never keep one for later. */
  get state(): State {
    return this.#state;
  }

  /** Something waits that is neither final nor in the undecided blocks below, and is not refused. */
  hasPending({ parent, refuses }: Ground = {}): boolean {
    if (this.mempool.size === 0) return false;
    return this.mempool.oldest(1, leavingOut(this.#pathTo(parent) ?? [], refuses)).length > 0;
  }

  /** True when the transaction is new here and now waits for a block. */
  submit(signed: SignedTransaction): boolean {
    return this.submissionRefusal(signed) === null && this.mempool.add(signed);
  }

  /** Why this node would not take the transaction, as a plain sentence; null when it would. */
  submissionRefusal(signed: SignedTransaction): string | null {
    const { id, bytes } = signed.body;
    const problem = this.#signatureProblem(signed) ?? keyProblem(signed, this.#state);
    if (problem !== null) return problem;
    const bytesMax = bytesMaxOf(signed.body);
    if (bytes > bytesMax) {
      return `A transaction is at most ${bytesMax} bytes, and this one has ${bytes}.`;
    }
    if (this.#committed.has(id)) return `Transaction ${id.slice(0, 8)} is already in the chain.`;
    if (this.mempool.has(id)) return `Transaction ${id.slice(0, 8)} is already waiting.`;
    return this.mempool.isFull ? 'This node has no room for another waiting transaction.' : null;
  }

  /**
   * A block of the oldest waiting transactions, on this node's head or on a block it has accepted.
   * A contract may refuse some of them: they are proposed all the same, so that the sender learns
   * why.
   */
  propose(height: number, proposer: string, localMicros: Micros,
    { parent, refuses, vote }: Ground = {}): Block {
    const path = this.#pathTo(parent);
    assert(path !== null, 'a node builds on a block that it has accepted');
    assert(height === this.height + path.length + 1, 'a node proposes the next height');
    const { hash, header } = path.at(-1) ?? this.chain.head;
    const transactions = freezeDeep(
      this.mempool.oldest(this.#blockTransactionsMax, leavingOut(path, refuses)));
    const timestampMicros = Math.max(localMicros, header.timestampMicros);
    const base = this.#branches.stateAfter(this.#state, path, this.#contracts);
    const { state } = execute(base, transactions, height, timestampMicros, this.#contracts);
    return createBlock(
      { height, parent: hash, proposer, timestampMicros, stateDigest: state.digest,
        ...vote === undefined ? {} : { vote } },
      transactions,
    );
  }

  /**
   * True when this node would vote for the block; `refusalOf` says why not. Others can then be built
   * on it until another block is final at its height.
   */
  accept(height: number, block: Block, localMicros?: Micros, parent?: Digest): boolean {
    const isAccepted = this.refusalOf(height, block, localMicros, parent) === null;
    if (isAccepted) this.#branches.add(block);
    return isAccepted;
  }

  /**
   * Why this node refuses the block, as a plain sentence; null when it is whole, follows the head or
   * the given undecided parent, carries genuine new transactions and executes to the state it
   * claims. With this node's local time given, a block from further in its future than the tolerance
   * is refused too.
   */
  refusalOf(height: number, block: Block, localMicros?: Micros, parent?: Digest): string | null {
    const reason = this.#reasonAgainst(height, block, localMicros, this.#pathTo(parent));
    return reason === null ? null : `Block ${height} is refused: ${reason}.`;
  }

  /** Appends a decided block. Throws when it is not valid here: agreement on it was a lie. */
  append(block: Block, certificate: CommitCertificate): AppliedTransaction[] {
    const { header, transactions } = block;
    const refusal = this.refusalOf(this.height + 1, block);
    if (refusal !== null) fail(`A decided block is valid. ${refusal}`);
    const { state, refusals } = this.#execute(this.#state, block);
    this.chain.append(block, certificate);
    this.#state = state;
    this.#branches.settle(block);
    for (const signed of transactions) this.#committed.add(signed.body.id);
    this.mempool.remove(transactions.map((signed) => signed.body.id));
    assert(state.digest === header.stateDigest, 'the appended state is the one the block names');
    return transactions.map(({ body: transaction }, index) => {
      const sentence = refusals[index] ?? null;
      return sentence === null ? { transaction } : { transaction, refusal: sentence };
    });
  }

  /**
   * Takes back what was final from `height` up, and gives the blocks lowest first: the state is what
   * it was before them, and their transactions wait again.
   */
  revert(height: number): Block[] {
    const blocks = this.chain.cutFrom(height);
    this.#state = this.#stateOfChain();
    const transactions = blocks.flatMap((block) => block.transactions);
    for (const { body } of transactions) this.#committed.delete(body.id);
    this.mempool.putBack(transactions);
    for (const block of blocks) this.#branches.add(block);
    return blocks;
  }

  /** Rare enough to be worked out from the start, and then what nodes share is shared again. */
  #stateOfChain(): State {
    let state = State.empty;
    for (let height = 0; height <= this.height; height += 1) {
      ({ state } = this.#execute(state, this.chain.blockAt(height)));
    }
    return state;
  }

  /** From the block on this node's head to `tip`; null where `tip` is not known to stand on it. */
  #pathTo(tip: Digest | undefined): Path | null {
    const { hash } = this.chain.head;
    return tip === undefined || tip === hash ? [] : this.#branches.path(hash, tip);
  }

  #reasonAgainst(height: number, block: Block, localMicros: Micros | undefined,
    path: Path | null): string | null {
    if (path === null) return 'it stands on a block that this node has not accepted';
    const top = this.height + path.length;
    if (height !== top + 1) {
      return `this node is at height ${top} and can take only the next`;
    }
    const { header, transactions } = block;
    const problem = blockProblem(block)
      ?? linkProblem(block, path.at(-1) ?? this.chain.head, height);
    if (problem !== null) return problem;
    const latest = (localMicros ?? Infinity) + this.#clockToleranceMicros;
    if (header.timestampMicros > latest) {
      return 'its time is further ahead of this node\'s clock than clocks may differ';
    }
    const base = this.#branches.stateAfter(this.#state, path, this.#contracts);
    return this.#transactionsProblem(transactions, idsOf(path))
      ?? (this.#execute(base, block).state.digest === header.stateDigest
        ? null
        : 'executing its transactions gives another state digest');
  }

  #transactionsProblem(transactions: readonly SignedTransaction[],
    undecided: ReadonlySet<Digest>): string | null {
    if (transactions.length > this.#blockTransactionsMax) {
      return `it has more than ${this.#blockTransactionsMax} transactions`;
    }
    const seen = new Set<Digest>();
    for (const signed of transactions) {
      const { id } = signed.body;
      const problem = this.#signatureProblem(signed);
      if (problem !== null) return problem.replace(/\.$/, '');
      if (this.#committed.has(id) || undecided.has(id) || seen.has(id)) {
        return `transaction ${id.slice(0, 8)} is in the chain already or twice in the block`;
      }
      seen.add(id);
    }
    return null;
  }

  #execute(state: State, { header, transactions }: Block): Execution {
    return execute(state, transactions, header.height, header.timestampMicros, this.#contracts);
  }

  #signatureProblem(signed: SignedTransaction): string | null {
    if (!this.#registry.verify(signed)) {
      return `A transaction from ${signed.signer} does not carry the signature of its sender.`;
    }
    return transactionProblem(signed);
  }
}

function leavingOut(path: Path, refuses: Refusal = () => false): Refusal {
  const undecided = idsOf(path);
  return (signed) => undecided.has(signed.body.id) || refuses(signed);
}

function idsOf(path: Path): Set<Digest> {
  return new Set(path.flatMap(({ transactions }) => transactions.map(({ body }) => body.id)));
}
