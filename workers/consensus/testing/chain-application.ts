import { assert } from '../../kernel/assert.ts';
import type { Application, CastVote, Certificate, Payload } from '../protocol.ts';

/** The body of a test block: its digest is its content written out, so that no hash is needed. */
export interface TestBlock {
  readonly height: number;
  readonly parent: string;
  readonly proposer: number;
  readonly transactions: readonly string[];
  readonly vote?: CastVote;
}

export function payloadOf(block: TestBlock): Payload {
  const { height, proposer, transactions, vote } = block;
  const said = vote === undefined ? '' : ` ${vote.choice} ${vote.about}`;
  return {
    digest: `${height}<${proposer}>${transactions.join('+')}${said}`,
    bytes: 200 + 100 * transactions.length,
    body: block,
    ...vote === undefined ? {} : { vote: { ...vote, voter: `validator-${proposer}` } },
  };
}

/** A replica of the smallest kind: a mempool of names and a chain of the names decided. */
export class ChainApplication implements Application {
  readonly chain: Payload[] = [];
  readonly decidedTransactions = new Set<string>();
  private readonly mempool = new Set<string>();
  /** All blocks that it has proposed or accepted, by digest: what undecided ones stand on. */
  private readonly known = new Map<string, Payload>();
  private readonly self: number;

  constructor(self: number) {
    this.self = self;
  }

  submit(transaction: string): boolean {
    if (this.decidedTransactions.has(transaction)) return false;
    this.mempool.add(transaction);
    return true;
  }

  hasPending(parent?: Payload): boolean {
    const taken = this.taken(parent);
    return [...this.mempool].some((name) => !taken.has(name));
  }

  propose(height: number, _localMicros?: number, parent?: Payload, vote?: CastVote): Payload {
    const taken = this.taken(parent);
    const payload = payloadOf({
      height, parent: this.digestOf(parent), proposer: this.self,
      transactions: [...this.mempool].filter((name) => !taken.has(name)),
      ...vote === undefined ? {} : { vote },
    });
    this.known.set(payload.digest, payload);
    return payload;
  }

  accept(height: number, payload: Payload, parent?: Payload): boolean {
    const block = payload.body as TestBlock;
    const taken = this.taken(parent);
    const isGood = block.height === height && block.parent === this.digestOf(parent)
      && payload.digest === payloadOf(block).digest && payload.vote?.voter === payloadOf(block).vote?.voter
      && !block.transactions.includes('invalid')
      && block.transactions.every((name) => !taken.has(name));
    if (isGood) this.known.set(payload.digest, payload);
    return isGood;
  }

  decide(payload: Payload, _certificate: Certificate): void {
    this.chain.push(payload);
    for (const name of (payload.body as TestBlock).transactions) {
      this.mempool.delete(name);
      this.decidedTransactions.add(name);
    }
  }

  revert(height: number): void {
    const from = this.chain.findIndex(({ body }) => (body as TestBlock).height === height);
    assert(from >= 0, 'what is taken back was decided');
    for (const { body } of this.chain.splice(from)) {
      for (const name of (body as TestBlock).transactions) {
        this.decidedTransactions.delete(name);
        this.mempool.add(name);
      }
    }
  }

  /** Decided, or in the undecided blocks up to `parent`. */
  private taken(parent: Payload | undefined): Set<string> {
    const taken = new Set(this.decidedTransactions);
    let at = parent;
    while (at !== undefined && !this.chain.includes(at)) {
      const block = at.body as TestBlock;
      for (const name of block.transactions) taken.add(name);
      at = this.known.get(block.parent);
    }
    return taken;
  }

  private digestOf(parent: Payload | undefined): string {
    return (parent ?? this.chain.at(-1))?.digest ?? 'genesis';
  }
}
