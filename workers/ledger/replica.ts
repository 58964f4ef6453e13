import { assert, fail } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import { freezeDeep } from '../crypto/freeze.ts';
import type { Digest } from '../crypto/hash.ts';
import type { Signed } from '../crypto/keys.ts';
import { blockProblem, createBlock, type Block, type CommitCertificate } from './block.ts';
import { Chain, linkProblem } from './chain.ts';
import { keyProblem } from './contracts/identity.ts';
import { execute } from './execute.ts';
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
}

/** A transaction of an appended block; `refusal` is the contract's sentence, absent if applied. */
export interface AppliedTransaction {
  readonly transaction: Transaction;
  readonly refusal?: string;
}

/** A node's own copy of the ledger: chain, state, waiting transactions. */
export class Replica {
  readonly chain: Chain;
  readonly mempool: Mempool;
  readonly #registry: ReplicaOptions['registry'];
  readonly #blockTransactionsMax: number;
  readonly #clockToleranceMicros: Micros;
  /** Ids in the chain: a transaction is committed once. */
  readonly #committed = new Set<Digest>();
  #state: State;

  constructor(genesis: Block, options: ReplicaOptions) {
    this.#registry = options.registry;
    this.#blockTransactionsMax = options.blockTransactionsMax ?? BLOCK_TRANSACTIONS_MAX;
    this.#clockToleranceMicros = options.clockToleranceMicros ?? CLOCK_TOLERANCE_MICROS;
    this.mempool = new Mempool(options.mempoolTransactionsMax ?? MEMPOOL_TRANSACTIONS_MAX);
    this.chain = new Chain(genesis);
    assert(this.#blockTransactionsMax > 0, 'a block has room for a transaction');
    assert(blockProblem(genesis) === null, 'the genesis block is whole');
    const { state } = execute(State.empty, genesis.transactions, 0, genesis.header.timestampMicros);
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

  /** `refuses` names what does not count, on a node that leaves something out. */
  hasPending(refuses?: Refusal): boolean {
    return refuses === undefined ? this.mempool.size > 0 : this.mempool.oldest(1, refuses).length > 0;
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
   * A block of the oldest waiting transactions, on this node's head. A contract may refuse some of
   * them: they are proposed all the same, so that the sender learns why.
   */
  propose(height: number, proposer: string, localMicros: Micros, refuses?: Refusal): Block {
    assert(height === this.height + 1, 'a node proposes the next height');
    const { head } = this.chain;
    const transactions = freezeDeep(this.mempool.oldest(this.#blockTransactionsMax, refuses));
    const timestampMicros = Math.max(localMicros, head.header.timestampMicros);
    const { state } = execute(this.#state, transactions, height, timestampMicros);
    return createBlock(
      { height, parent: head.hash, proposer, timestampMicros, stateDigest: state.digest },
      transactions,
    );
  }

  /** True when this node would vote for the block; `refusalOf` says why not. */
  accept(height: number, block: Block, localMicros?: Micros): boolean {
    return this.refusalOf(height, block, localMicros) === null;
  }

  /**
   * Why this node refuses the block, as a plain sentence; null when it is whole, follows the head,
   * carries genuine new transactions and executes to the state it claims. With this node's local
   * time given, a block from further in its future than the tolerance is refused too.
   */
  refusalOf(height: number, block: Block, localMicros?: Micros): string | null {
    const reason = this.#reasonAgainst(height, block, localMicros);
    return reason === null ? null : `Block ${height} is refused: ${reason}.`;
  }

  /** Appends a decided block. Throws when it is not valid here: agreement on it was a lie. */
  append(block: Block, certificate: CommitCertificate): AppliedTransaction[] {
    const { header, transactions } = block;
    const refusal = this.refusalOf(this.height + 1, block);
    if (refusal !== null) fail(`A decided block is valid. ${refusal}`);
    const { state, refusals } = this.#execute(block);
    this.chain.append(block, certificate);
    this.#state = state;
    for (const signed of transactions) this.#committed.add(signed.body.id);
    this.mempool.remove(transactions.map((signed) => signed.body.id));
    assert(state.digest === header.stateDigest, 'the appended state is the one the block names');
    return transactions.map(({ body: transaction }, index) => {
      const sentence = refusals[index] ?? null;
      return sentence === null ? { transaction } : { transaction, refusal: sentence };
    });
  }

  #reasonAgainst(height: number, block: Block, localMicros: Micros | undefined): string | null {
    if (height !== this.height + 1) {
      return `this node is at height ${this.height} and can take only the next`;
    }
    const { header, transactions } = block;
    const problem = blockProblem(block) ?? linkProblem(block, this.chain.head, height);
    if (problem !== null) return problem;
    const latest = (localMicros ?? Infinity) + this.#clockToleranceMicros;
    if (header.timestampMicros > latest) {
      return 'its time is further ahead of this node\'s clock than clocks may differ';
    }
    return this.#transactionsProblem(transactions)
      ?? (this.#execute(block).state.digest === header.stateDigest
        ? null
        : 'executing its transactions gives another state digest');
  }

  #transactionsProblem(transactions: readonly SignedTransaction[]): string | null {
    if (transactions.length > this.#blockTransactionsMax) {
      return `it has more than ${this.#blockTransactionsMax} transactions`;
    }
    const seen = new Set<Digest>();
    for (const signed of transactions) {
      const { id } = signed.body;
      const problem = this.#signatureProblem(signed);
      if (problem !== null) return problem.replace(/\.$/, '');
      if (this.#committed.has(id) || seen.has(id)) {
        return `transaction ${id.slice(0, 8)} is in the chain already or twice in the block`;
      }
      seen.add(id);
    }
    return null;
  }

  #signatureProblem(signed: SignedTransaction): string | null {
    if (!this.#registry.verify(signed)) {
      return `A transaction from ${signed.signer} does not carry the signature of its sender.`;
    }
    return transactionProblem(signed);
  }

  #execute(block: Block): ReturnType<typeof execute> {
    const { height, timestampMicros } = block.header;
    return execute(this.#state, block.transactions, height, timestampMicros);
  }
}
